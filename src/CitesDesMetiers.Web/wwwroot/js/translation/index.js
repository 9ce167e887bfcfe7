// The page of a translation: saves each passage while one types, and offers first drafts where the browser translates by itself.

import { drafts } from "./drafts.js";
import { Passage } from "./passage.js";

const form = document.getElementById("traduction");
const count = document.getElementById("compte");
const line = document.getElementById("annonce-traduction");

const say = (text) => { line.textContent = text; };
const passages = [...form.querySelectorAll("[data-key]")]
  .map((element) => new Passage(element, form, { say, counted: (text) => { count.textContent = text; } }));

addEventListener("beforeunload", (event) => {
  if (passages.some((passage) => passage.isUnsaved) && !form.hasAttribute("data-leaving")) {
    event.preventDefault();
  }
});
form.addEventListener("submit", () => form.setAttribute("data-leaving", ""));

drafts(form, passages, say);
