// Writes a node in order (tidy.js) as Markdown. A block is written in the first way that reads back as the same block.

import { lineStarts, ways, writeInline } from "./inline.js";

/** @param reads whether a text in Markdown reads as the node */
export function makeWriter(reads) {
  return function write(node, previous = "") {
    const texts = ways.map((way) => block(node, way, previous));
    return [...new Set(texts)].find((text) => reads(text, node)) ?? texts[0];
  };
}

function block(node, way, previous) {
  switch (node.type.name) {
    case "paragraph": return lineStarts(writeInline(node, way));
    case "heading": return `${"#".repeat(node.attrs.level)} ${writeInline(node, way).replace(/(?<=^|\s)(#+)$/, "\\$1")}`.trimEnd();
    case "blockquote": return indent(blocks(node, way), "> ", "> ");
    case "bullet_list": case "ordered_list": return list(node, way, previous);
    case "code_block": return fence(node);
    case "rule": return "---";
    case "table": return table(node, way);
    case "opaque": return node.attrs.source;
    default: throw new RangeError(node.type.name);
  }
}

function blocks(parent, way, between = "\n\n") {
  const texts = [];
  parent.forEach((child) => texts.push(block(child, way, texts.at(-1) ?? "")));
  return texts.join(between);
}

function list(node, way, previous) {
  const isTight = node.attrs.tight;
  const items = node.children.map((item, i) => {
    const mark = node.type.name === "bullet_list" ? bulletAfter(previous) : `${node.attrs.start + i}${/^\d+\./.test(lastMark(previous)) ? ")" : "."} `;
    return indent(blocks(item, way, isTight ? "\n" : "\n\n"), mark, " ".repeat(mark.length)).trimEnd();
  });
  return items.join(isTight ? "\n" : "\n\n");
}

/** Two lists in a row would be one, if they had the same sign. */
const bulletAfter = (previous) => (/^[-+•▪◦\uF0B7](?:\s|$)/.test(lastMark(previous)) ? "* " : "- ");

const lastMark = (text) => text.split("\n").findLast((line) => /^\S/.test(line)) ?? "";

function indent(text, first, others) {
  return text.split("\n").map((line, i) => ((i === 0 ? first : line === "" && others.trim() === "" ? "" : others) + line).trimEnd()).join("\n");
}

function fence({ textContent, attrs }) {
  const longest = Math.max(2, ...[...textContent.matchAll(/`+/g)].map(([run]) => run.length));
  const sign = "`".repeat(longest + 1);
  return `${sign}${attrs.info}\n${textContent === "" ? "" : `${textContent}\n`}${sign}`;
}

function table(node, way) {
  const rows = node.children.map((row) => `| ${row.children.map((cell) => writeInline(cell, way, true)).join(" | ")} |`);
  const rule = node.child(0).children.map(({ attrs }) => ({ left: ":---", right: "---:", center: ":---:" })[attrs.align] ?? "---");
  return [rows[0], `| ${rule.join(" | ")} |`, ...rows.slice(1)].join("\n");
}
