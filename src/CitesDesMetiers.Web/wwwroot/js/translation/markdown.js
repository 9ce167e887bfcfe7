// Translates Markdown line by line. Links, pictures, code and the signs of a line stay as they are; addresses never reach the translator.

const fence = /^\s*(```|~~~)/;
const lead = /^(\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)*)(.*?)(\s*)$/;
const rule = /^\s*([-*_]\s*){3,}$/;
const tableRule = /^[\s|:-]+$/;

// What goes through untouched: a picture, the target of a link, code, an address, raised and lowered signs, the bars of a table.
const kept = /!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|`[^`]*`|<[^>\s]+>|https?:\/\/[^\s)]+|[\w.+-]+@[\w-]+\.[\w.-]+|\[|\^[^^\s]+\^|\|/g;
const marks = /(\*\*|__|\*|~~)/;
const letters = /\p{L}/u;

/** @param translate takes plain text and promises its translation */
export async function translateMarkdown(source, translate) {
  const lines = [];
  let inCode = false;
  for (const line of source.split("\n")) {
    const isFence = fence.test(line);
    inCode = isFence ? !inCode : inCode;
    lines.push(inCode || isFence || rule.test(line) || tableRule.test(line) ? line : await translateLine(line, translate));
  }
  return lines.join("\n");
}

async function translateLine(line, translate) {
  const [, signs, words, end] = lead.exec(line);
  let result = signs;
  let from = 0;
  for (const match of words.matchAll(kept)) {
    result += await translateWords(words.slice(from, match.index), translate) + match[0];
    from = match.index + match[0].length;
  }
  return result + await translateWords(words.slice(from), translate) + end;
}

/** Spaces at both ends stay, and so do the marks of emphasis: where the translator loses one, each part is translated by itself. */
async function translateWords(words, translate) {
  if (!letters.test(words)) {
    return words;
  }
  const [, before, text, after] = /^(\s*)(.*?)(\s*)$/s.exec(words);
  let translated = await translate(text);
  const parts = text.split(marks);
  if (parts.length > 1 && translated.split(marks).length !== parts.length) {
    translated = (await Promise.all(parts.map((part) => (marks.test(part) ? part : translateWords(part, translate))))).join("");
  }
  return before + translated + after;
}
