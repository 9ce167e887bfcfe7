// Offers the copies of a form that an earlier page left in this browser. They are shown as text, never as HTML.

import { drop, fieldsOf, leftBehind, same } from "./copies.js";

const shown = 300;
const when = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

export function offerCopies(form, { user, isNew, own, seen }, take) {
  const place = document.querySelector("[data-copies]");
  for (const copy of leftBehind(user, form.dataset.autosave, isNew, own)) {
    if (same(copy.fields, fieldsOf(form))) {
      drop(copy.name);
    } else {
      offer(place, copy, serverOffer(copy, seen), form, take);
    }
  }
}

/** The server's offer, if the copy continues the same draft. One choice is then enough. */
const serverOffer = (copy, seen) => seen && copy.seen === seen ? document.querySelector("[data-server-draft]") : null;

function offer(place, copy, older, form, take) {
  const section = element("section", "notice notice-warning draft-offer");
  const title = element("h2", "", `Un texte gardé dans ce navigateur, du ${when.format(copy.at)}`);
  title.id = `copie-${place.children.length}`;
  section.setAttribute("aria-labelledby", title.id);
  const buttons = element("div", "cluster");
  buttons.append(
    button("button", "Le reprendre", () => {
      fill(form, copy.fields);
      take(copy);
      older?.remove();
      section.remove();
      form.querySelector("input:not([type=hidden]), textarea")?.focus();
    }),
    button("button-quiet", "L’abandonner", () => {
      drop(copy.name);
      section.remove();
      older?.toggleAttribute("hidden", false);
      document.getElementById("contenu")?.focus();
    }));
  section.append(title, element("p", "", "Il n’est pas arrivé au serveur. Tant que vous n’avez pas choisi, il reste tel quel."), element("p", "draft-copy-text", excerpt(copy)), buttons);
  older?.toggleAttribute("hidden", true);
  place.append(section);
}

function excerpt({ fields }) {
  const longest = fields.map(([, value]) => value.trim()).reduce((one, other) => other.length > one.length ? other : one, "");
  return longest.length > shown ? `${longest.slice(0, shown)}…` : longest;
}

/** Fills the form with the fields, and notifies the listeners of its controls. */
function fill(form, fields) {
  const values = Map.groupBy(fields, ([name]) => name);
  const next = new Map();
  for (const control of form.elements) {
    const of = values.get(control.name)?.map(([, value]) => value) ?? [];
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = of.includes(control.value);
    } else if (control.name === "Version" || (of.length > 0 && !["hidden", "file", "password", "submit", "button"].includes(control.type))) {
      const index = next.get(control.name) ?? 0;
      next.set(control.name, index + 1);
      control.value = of[index] ?? control.value;
    } else {
      continue;
    }

    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function button(kind, text, act) {
  const made = element("button", kind, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
