// First drafts by the Translator of the browser, which works on this computer. Nothing is offered where it does not exist.

import { translateMarkdown } from "./markdown.js";

export async function drafts(form, passages, say) {
  const languages = { sourceLanguage: form.dataset.from, targetLanguage: form.dataset.into };
  if (!("Translator" in window) || await unavailable(languages)) {
    return;
  }

  const all = document.getElementById("tous-les-brouillons");
  const buttons = [all, ...passages.map((passage) => passage.element.querySelector("[data-draft]"))];
  let translator = null;

  function showButtons() {
    all.hidden = !passages.some((passage) => passage.isEmpty);
    for (const passage of passages) {
      passage.element.querySelector("[data-draft]").hidden = !passage.isEmpty;
    }
  }

  // The browser only downloads its model for a person who asks.
  const open = () => (translator ??= Translator.create({
    ...languages,
    monitor(model) {
      let shown = 0;
      model.addEventListener("downloadprogress", ({ loaded }) => {
        const percent = Math.floor(loaded * 10) * 10;
        if (percent > shown) {
          shown = percent;
          say(`Le navigateur télécharge son traducteur : ${percent} %.`);
        }
      });
    },
  }).catch((error) => {
    translator = null;
    throw error;
  }));

  async function write(chosen) {
    const focused = document.activeElement;
    buttons.forEach((button) => { button.disabled = true; });
    let done = 0;
    try {
      const using = await open();
      for (const passage of chosen) {
        say(`Premier jet ${done + 1} sur ${chosen.length}…`);
        const text = await translateMarkdown(passage.source, (words) => using.translate(words));
        if (passage.isEmpty) {
          await passage.take(text);
        }
        done += 1;
      }
      say(done > 1 ? `${done} brouillons proposés : relisez-les.` : "Un brouillon est proposé : relisez-le.");
    } catch {
      say(`Le traducteur du navigateur s’est arrêté : ${done} sur ${chosen.length}. Ce qui est proposé est gardé ; recommencez, ou traduisez vous-même.`);
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
      showButtons();
      (chosen.length === 1 ? chosen[0].area : focused.hidden ? chosen[0].area : focused).focus();
    }
  }

  showButtons();
  form.addEventListener("input", showButtons);
  all.addEventListener("click", () => write(passages.filter((passage) => passage.isEmpty)));
  for (const passage of passages) {
    passage.element.querySelector("[data-draft]").addEventListener("click", () => write([passage]));
  }
}

const unavailable = async (languages) => (await Translator.availability(languages).catch(() => "unavailable")) === "unavailable";
