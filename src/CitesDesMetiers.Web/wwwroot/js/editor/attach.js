// Turns a text area into an editor.

import { onKey } from "./keys.js";
import { followMode } from "./mode.js";
import { onDrop, onPaste } from "./paste.js";
import { makeSource } from "./source.js";
import { addStatus } from "./status.js";
import { addToolbar } from "./toolbar.js";

export function attach(area) {
  const editor = { area, form: area.form, root: area.dataset.editor, say: addStatus(area) };
  editor.source = makeSource(area);
  editor.surface = editor.source;
  editor.refresh = addToolbar(editor);
  area.addEventListener("keydown", (event) => onKey(editor, event));
  area.addEventListener("paste", (event) => onPaste(editor, event));
  area.addEventListener("drop", (event) => onDrop(editor, event));
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
    }
  });
  followMode(editor);
}
