// The Markdown editor: every <textarea data-editor="ROOT"> gets a toolbar, shortcuts, and pasting that keeps the structure.
// Without this script, it stays a plain text area.

import { attach } from "./attach.js";

document.querySelectorAll("textarea[data-editor]").forEach(attach);
