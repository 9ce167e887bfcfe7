// The text area with the source of the text, as the commands see it. rich/surface.js is the other one.

import { insert, insertBlock, insertLink, toggleLines, toggleMark } from "./edit.js";

const marks = { strong: "**", em: "*", sup: "^" };

const lines = {
  heading2: ["## ", /^#{1,6}\s+/],
  heading3: ["### ", /^#{1,6}\s+/],
  bullet_list: ["- ", /^(?:[-*]|\d+[.)])\s+/],
  ordered_list: ["1. ", /^(?:[-*]|\d+[.)])\s+/],
  blockquote: ["> ", /^>\s?/],
};

export function makeSource(area) {
  const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);
  return {
    has: () => false,
    mark: (name) => toggleMark(area, marks[name]),
    block: (name) => toggleLines(area, ...lines[name]),
    link: () => ({ text: chosen(), url: null }),
    picture: () => null,
    insertBlock: (markdown) => insertBlock(area, markdown),
    insertLink: (text, url) => insertLink(area, text, url),
    // Markdown requires a blank line before and after a table.
    paste: (markdown) => (/^\||\|$/.test(markdown) ? insertBlock : insert)(area, markdown),
    history(name) {
      area.focus();
      document.execCommand(name);
    },
    focus: () => area.focus(),
    /** @returns a function that selects again what is selected now */
    keep() {
      const place = [area.selectionStart, area.selectionEnd];
      return () => area.setSelectionRange(...place);
    },
  };
}
