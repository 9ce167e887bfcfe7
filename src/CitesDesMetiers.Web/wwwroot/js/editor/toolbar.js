// The toolbar, by the pattern of the WAI-ARIA Authoring Practices: one tab stop, arrow keys between the buttons.

import { commands } from "./commands.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** @returns a function that shows what the selection is */
export function addToolbar(editor) {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Mise en forme : ${labelOf(editor.area)}`);
  bar.setAttribute("aria-controls", editor.area.id);
  const buttons = commands.map((command) => button(editor, command));
  buttons.forEach((b, i) => b.setAttribute("tabindex", i === 0 ? "0" : "-1"));
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => rove(buttons, event));
  bar.addEventListener("focusin", (event) => buttons.forEach((b) => b.setAttribute("tabindex", b === event.target ? "0" : "-1")));
  editor.area.before(bar);
  return () => commands.forEach((command, i) => refresh(editor, command, buttons[i]));
}

function refresh(editor, { is, inside, isOn = is && (({ surface }) => surface.has(is)) }, made) {
  if (isOn) {
    made.setAttribute("aria-pressed", String(isOn(editor)));
  }

  if (inside) {
    made.hidden = !editor.surface.has(inside);
  }
}

function labelOf(area) {
  return area.labels[0]?.textContent.trim() ?? "texte";
}

function button(editor, command) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = command.style ? `editor-${command.style}` : "";
  made.textContent = command.name;
  made.title = (command.label ?? command.name) + (command.key ? ` (${isMac ? "⌘" : "Ctrl+"}${command.key.toUpperCase()})` : "");
  if (command.key) {
    made.setAttribute("aria-keyshortcuts", `${isMac ? "Meta" : "Control"}+${command.key.toUpperCase()}`);
  }

  if (command.toggles) {
    made.setAttribute("aria-pressed", "false");
  }

  // The selection in the text is kept.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => command.run(editor, made));
  return made;
}

function rove(all, event) {
  const buttons = all.filter((b) => !b.hidden);
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length].focus();
  }
}
