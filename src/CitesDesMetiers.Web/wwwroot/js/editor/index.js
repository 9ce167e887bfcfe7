// The Markdown editor: every <textarea data-editor="ROOT"> gets a toolbar, shortcuts, and pasting that keeps the meaning.
// Without this script it stays the labelled text area it is.

import { attach } from "./attach.js";

document.querySelectorAll("textarea[data-editor]").forEach(attach);
