// Whether this person writes the text as it will look, or its source.

import { makeRich } from "./rich/view.js";

const name = "infolettre-texte-brut";

export function followMode(editor) {
  if (!prefersSource()) {
    show(editor, true);
  }

  editor.refresh();
}

export const isSource = (editor) => editor.surface === editor.source;

export function toggleMode(editor) {
  const wasSource = isSource(editor);
  show(editor, wasSource);
  try {
    localStorage.setItem(name, wasSource ? "" : "1");
  } catch {
    // The browser keeps nothing. The choice holds for this page.
  }

  editor.refresh();
  editor.surface.focus();
  editor.say(wasSource ? "Le texte se montre comme il paraîtra." : "Le texte se montre avec ses signes de mise en forme.");
}

function prefersSource() {
  try {
    return localStorage.getItem(name) === "1";
  } catch {
    return false;
  }
}

function show(editor, isRich) {
  const hadFocus = document.activeElement === editor.area;
  if (isRich) {
    editor.rich ??= makeRich(editor);
    editor.rich.load();
  }

  editor.rich?.show(isRich);
  editor.surface = isRich ? editor.rich : editor.source;
  if (hadFocus) {
    editor.surface.focus();
  }
}
