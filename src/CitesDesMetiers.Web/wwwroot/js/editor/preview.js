// The preview of the text, rendered by the server during typing.

import { show as fill } from "../parse.js";
import { post } from "./server.js";

const pause = 400;

export function togglePreview(editor, button) {
  const isOpen = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!isOpen));
  if (isOpen) {
    editor.preview.remove();
    editor.area.removeEventListener("input", editor.refreshPreview);
    return;
  }

  editor.preview = document.createElement("section");
  editor.preview.className = "editor-preview prose";
  editor.preview.setAttribute("aria-label", "Aperçu du texte");
  editor.preview.tabIndex = 0;
  let timer = 0;
  editor.refreshPreview = () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(editor), pause);
  };
  (editor.rich?.element ?? editor.area).after(editor.preview);
  editor.area.addEventListener("input", editor.refreshPreview);
  show(editor);
}

async function show(editor) {
  editor.asked?.abort();
  const mine = (editor.asked = new AbortController());
  try {
    const answer = await post(editor, "apercu", { text: editor.area.value, language: editor.form.elements.Language?.value ?? "fr" });
    if (!mine.signal.aborted && answer.ok && !answer.redirected) {
      // Sanitised by the server. In addition, the page's policy blocks all scripts in it.
      fill(editor.preview, await answer.text());
    } else if (!mine.signal.aborted && answer.status === 429) {
      editor.say("Beaucoup d’aperçus en peu de temps : le prochain suivra dans une minute. Votre texte est conservé.");
    }
  } catch {
    editor.say("Le site ne répond pas : l’aperçu suivra quand il sera de retour.");
  }
}
