// Whether the server is sure to read a block as this editor does. It takes in its own way: definitions of links, tables with rows of unequal
// length or within other blocks, signs within an address, and empty items between blank lines.

const address = /https?:\/\/|www\./i;
const cutAddress = /(?:https?:\/\/|www\.)(?:[^ \t\n()<>]|\([^\s()]*\))*?(?:&#?\w+;|[\\[<*`~^|\u00a0])/i;
const emptyItem = /^[ \t]*(?:[-+*•]|\d+[.)])[ \t]*$/m;

export function isCertain(source, node) {
  const lines = source.split("\n");
  if (node.type.name === "table") {
    return isEven(lines);
  }

  if (node.type.name === "code_block") {
    return isClosed(lines);
  }

  const hasBar = /(?<!\\)\|/.test(source);
  const isLine = lines.length === 1 && (node.type.name === "paragraph" || node.type.name === "heading");
  const isIndented = !/_list$/.test(node.type.name) && lines.some((line) => /^(?: {4}| {0,3}\t)/.test(line));
  const isInBrackets = address.test(source) && /(?<!\\)\[(?![^\]]*\]\()/.test(source);
  // A definition of a link changes other blocks.
  let isPlain = !hasLooseStars(source, node) && !isInBrackets && (!hasBar || isLine) && !isIndented && !source.includes("]:") && !cutAddress.test(source) && !(/\n[ \t]*\n/.test(source) && emptyItem.test(source));
  node.descendants((child) => {
    isPlain &&= child.type.name !== "table" && child.type.name !== "code_block"
      && !(child.isText && isEmphasised(child) && !child.marks.some(({ type }) => type.name === "link") && address.test(child.text));
  });
  return isPlain;
}

const isEmphasised = ({ marks }) => marks.some(({ type }) => type.name === "strong" || type.name === "em");

/** Stars that mean nothing, among others that do: "***mot*". */
function hasLooseStars(source, node) {
  let [isMarked, stars] = [false, 0];
  node.descendants((child) => {
    if (child.isText && child.marks.every(({ type }) => type.name !== "code")) {
      isMarked ||= isEmphasised(child);
      stars += child.text.match(/[*_]/g)?.length ?? 0;
    }
  });
  const isWithin = /(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])/gu;
  return isMarked && stars > (source.match(/\\[*_]/g)?.length ?? 0) + (node.textContent.match(isWithin)?.length ?? 0);
}

function isClosed(lines) {
  const [, sign] = /^\s*(`{3,}|~{3,})/.exec(lines[0]);
  return lines.length > 1 && lines.at(-1).trim().startsWith(sign);
}

function isEven(lines) {
  const lengths = lines.map((line) => line.trim().replace(/\\\|/g, "").replace(/^\||\|$/g, "").split("|").length);
  return lengths[0] > 1 && lengths.every((length) => length === lengths[0]) && lines.every((line) => (line.match(/`/g)?.length ?? 0) % 2 === 0);
}
