// Converts content pasted from word processors and web pages to Markdown. Pictures are described, then uploaded.

import { toMarkdown } from "./html.js";
import { sayLosses } from "./losses.js";
import { askPictures } from "./pictures.js";

// In characters. A page of Word has about 30,000 of HTML; above this limit, parsing would freeze the browser.
const mostHtml = 2_000_000;
const mostText = 40_000;

/** @returns whether the paste was taken */
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
      editor.surface.paste(markdown);
      editor.say(sayLosses(losses));
    }
  }

  return event.defaultPrevented;
}

export function onDrop(editor, event) {
  const pictures = picturesOf(event.dataTransfer);
  if (pictures.length > 0) {
    event.preventDefault();
    askPictures(editor, pictures);
  } else if (event.dataTransfer.types.includes("Files")) {
    // By default, the browser would open the file instead of the page.
    event.preventDefault();
    editor.say("Seules les images peuvent être déposées ici. Pour un document, copiez son texte et collez-le.");
  }

  return event.defaultPrevented;
}

function picturesOf(data) {
  return [...data.files].filter((file) => file.type.startsWith("image/"));
}
