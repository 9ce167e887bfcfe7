// The Markdown editor: every <textarea data-editor="ROOT"> gets a toolbar, shortcuts, and pasting that keeps the meaning.
// Without this script it stays the labelled text area it is.

import { addToolbar } from "./toolbar.js";
import { onKey } from "./keys.js";
import { onDrop, onPaste } from "./paste.js";
import { addStatus } from "./status.js";

for (const area of document.querySelectorAll("textarea[data-editor]")) {
  const editor = { area, form: area.form, root: area.dataset.editor, say: addStatus(area) };
  addToolbar(editor);
  area.addEventListener("keydown", (event) => onKey(editor, event));
  area.addEventListener("paste", (event) => onPaste(editor, event));
  area.addEventListener("drop", (event) => onDrop(editor, event));
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
    }
  });
}
