// What comes from a word processor or a web page becomes Markdown; pictures are described, then sent.

import { insert, insertBlock } from "./edit.js";
import { toMarkdown } from "./html.js";
import { sayLosses } from "./losses.js";
import { askPictures } from "./pictures.js";

// Characters. A page of Word is about 30,000 of HTML; beyond this the browser would freeze while it reads.
const mostHtml = 2_000_000;
const mostText = 40_000;

export function onPaste(editor, event) {
  const data = event.clipboardData;
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const pictures = picturesOf(data);
  if (!html && !text && pictures.length > 0) {
    event.preventDefault();
    askPictures(editor, pictures);
  } else if (html.length > mostHtml || text.length > mostText) {
    event.preventDefault();
    const size = (Math.max(html.length, text.length) / 1_000_000).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
    editor.say(`Ce passage est trop lourd (${size} Mo) : rien n’a été collé, votre texte est resté tel quel. Collez-le en plusieurs fois, ou sans mise en forme (Ctrl+Maj+V).`);
  } else if (html) {
    const { markdown, losses } = toMarkdown(html);
    if (markdown) {
      event.preventDefault();
      // A table is one only with an empty line around it.
      (/^\||\|$/.test(markdown) ? insertBlock : insert)(editor.area, markdown);
      editor.say(sayLosses(losses));
    }
  }
}

export function onDrop(editor, event) {
  const pictures = picturesOf(event.dataTransfer);
  if (pictures.length > 0) {
    event.preventDefault();
    askPictures(editor, pictures);
  } else if (event.dataTransfer.types.includes("Files")) {
    // Left to itself, the browser would open the file in place of the page.
    event.preventDefault();
    editor.say("Seules les images peuvent être déposées ici. Pour un document, copiez son texte et collez-le.");
  }
}

function picturesOf(data) {
  return [...data.files].filter((file) => file.type.startsWith("image/"));
}
