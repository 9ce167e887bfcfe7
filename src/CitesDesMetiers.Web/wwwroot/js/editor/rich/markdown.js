// A text in Markdown as a document, and back. Blocks that were not changed are written as they were, to the letter. A block that would not read
// back as the same is kept as an opaque node with its source.

import { isCertain } from "./certain.js";
import { blocksOf } from "./nodes.js";
import { schema } from "./schema.js";
import { tokensOf } from "./tokens.js";
import { tidy } from "./tidy.js";
import { makeWriter } from "./write.js";

const keys = new WeakMap();

/** @returns the document of a text, and the function that writes it or a later state of it */
export function read(markdown) {
  const found = partsOf(markdown);
  const originals = Map.groupBy(found.parts, (part) => keyOf(part.node));
  const doc = schema.node("doc", null, found.parts.length > 0 ? found.parts.map((part) => part.node) : [schema.node("paragraph")]);
  return { doc, write: (changed) => compose(changed, found, originals) };
}

/** The text of what was selected. */
export const writeFragment = (content) => read("").write(schema.node("doc", null, content));

function partsOf(markdown) {
  // Signs that split lines only here, or that the parser replaces.
  if (/\r(?!\n)|\0/.test(markdown)) {
    return { parts: joined([opaquePart(markdown, "")]), tail: "" };
  }

  const lines = markdown.split("\n");
  const parts = [];
  let at = 0;
  for (const { lines: [from, to], node } of blocksOf(tokensOf(markdown))) {
    takeUnknown(from);
    const end = lastOf(from, to);
    const source = lines.slice(from, end).join("\n");
    add(source, end, node && isFaithful(source, node) ? node : null);
  }

  takeUnknown(lines.length);
  return { parts: joined(parts), tail: at > 0 ? "\n".repeat(Math.min(1, lines.length - at)) + lines.slice(at).join("\n") : markdown };

  /** Definitions of links make no token. */
  function takeUnknown(to) {
    const end = lastOf(at, to);
    const start = lines.slice(at, end).findIndex((line) => !isBlank(line));
    if (start >= 0) {
      add(lines.slice(at + start, end).join("\n"), end, null);
    }
  }

  function lastOf(from, to) {
    let end = to;
    while (end > from && isBlank(lines[end - 1])) {
      end--;
    }

    return end;
  }

  function add(source, end, node) {
    const start = end - source.split("\n").length;
    const gap = (parts.length > 0 ? "\n" : "") + lines.slice(at, start).map((line) => `${line}\n`).join("");
    parts.push({ gap, source, node: node ?? schema.node("opaque", { source }) });
    at = end;
  }
}

/** As for the parser: a no-break space is a word. */
const isBlank = (line) => /^[ \t\r]*$/.test(line);

/** Without a blank line between them, a block that is not known can change those beside it: they are kept together. */
function joined(parts) {
  const groups = [];
  for (const part of parts) {
    if (groups.length > 0 && part.gap === "\n") {
      groups.at(-1).push(part);
    } else {
      groups.push([part]);
    }
  }

  const isKnown = (group) => group.every(({ node }) => node.type.name !== "opaque");
  return groups.flatMap((group) => (isKnown(group) ? group : [opaquePart(group.map(({ source }) => source).join("\n"), group[0].gap)])).map((part, index) => ({ ...part, index }));
}

const opaquePart = (source, gap) => ({ gap, source, node: schema.node("opaque", { source }) });

function keyOf(node) {
  if (!keys.has(node)) {
    keys.set(node, JSON.stringify(node));
  }

  return keys.get(node);
}

/** Whether a text by itself reads as this one block. */
function reads(text, node) {
  const found = blocksOf(tokensOf(text));
  return found.length === 1 && found[0].node !== null && keyOf(found[0].node) === keyOf(node);
}

const write = makeWriter(reads);

const isFaithful = (source, node) => isCertain(source, node) && reads(source, node) && reads(write(tidy(node)), node);

function compose(doc, { parts, tail }, originals) {
  let [text, last, previous] = ["", null, null];
  const end = doc.children.findLast((node) => node.type.name !== "paragraph" || node.childCount > 0);
  doc.forEach((node) => {
    const original = originalOf(node);
    const follows = original && original.index === (last?.index ?? -1) + 1;
    // Two lists in a row would become one, if they had the same sign.
    const isOriginal = original && (follows || previous?.type !== node.type || !/_list$/.test(node.type.name));
    const written = isOriginal ? original.source : write(tidy(node), text);
    if (written !== "") {
      text += (follows ? original.gap : text === "" ? "" : "\n\n") + written;
      last = isOriginal ? original : { index: NaN };
      previous = node;
    }
  });
  return text === "" ? (parts.length === 0 ? tail : "") : last.index === parts.length - 1 ? text + tail : text;

  function originalOf(node) {
    const found = originals.get(keyOf(node)) ?? [];
    const original = found.find((part) => part.index === (last?.index ?? -1) + 1) ?? found[0];
    // Code without its last sign goes on to the end of the text.
    const isOpen = original?.node.type.name === "code_block" && original.index === parts.length - 1 && node !== end;
    return isOpen ? undefined : original;
  }
}
