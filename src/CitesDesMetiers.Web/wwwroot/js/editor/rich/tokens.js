// Reads Markdown as the server does (Content/Markdown/MarkdownRenderer.cs): CommonMark without HTML, with tables, 1^er^ and CO~2~. A line break
// is kept, an indented line is not code, and a line with a bullet sign is an item.

import { MarkdownIt } from "../../../lib/prosemirror/prosemirror.js";

const bullet = /^([ \t]*)[•▪◦\uF0B7][ \t\u00a0]+/gm;
const raisedWord = /([\^~])(?=[^\s^~\\`*_[\]<>|]*[\p{L}\p{Nd}])([^\s^~\\`*_[\]<>|]+)\1/uy;

const reader = new MarkdownIt("commonmark", { html: false, maxNesting: 60 }).enable("table").disable("code");
// The server shows forbidden addresses as words. They stay in the text, as in its source.
reader.validateLink = () => true;
reader.normalizeLink = (url) => url;
reader.normalizeLinkText = (url) => url;
reader.inline.ruler.before("emphasis", "raised", raised);

export function tokensOf(markdown) {
  return reader.parse(markdown.replace(bullet, "$1- "), {});
}

function raised(state, silent) {
  raisedWord.lastIndex = state.pos;
  const found = raisedWord.exec(state.src);
  if (!found || state.src[state.pos - 1] === found[1] || state.src[raisedWord.lastIndex] === found[1] || raisedWord.lastIndex > state.posMax) {
    return false;
  }

  if (!silent) {
    state.push("raised", found[1] === "^" ? "sup" : "sub", 0).content = found[2];
  }

  state.pos = raisedWord.lastIndex;
  return true;
}
