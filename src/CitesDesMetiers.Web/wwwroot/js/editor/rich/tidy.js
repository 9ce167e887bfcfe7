// Brings a block into the one order in which it reads back: what Markdown cannot say is left out.

import { Fragment } from "../../../lib/prosemirror/prosemirror.js";
import { schema } from "./schema.js";

const done = new WeakMap();

export function tidy(node) {
  if (!done.has(node)) {
    done.set(node, node.type.name === "code_block" || node.isLeaf ? node : node.isTextblock ? node.copy(words(node)) : parts(node));
  }

  return done.get(node);
}

/** Without empty paragraphs, except where there must be one. */
function parts(node) {
  const children = node.children.map(tidy);
  const full = children.filter((child) => child.type.name !== "paragraph" || child.childCount > 0);
  const kept = full.length > 0 ? full : children.slice(0, 1);
  return isList(node) ? node.type.create({ ...node.attrs, tight: isTight(node, kept) }, kept) : node.copy(Fragment.from(kept));
}

/** Items that hold more than words and a list need blank lines; one item of words needs none. */
function isTight(node, items) {
  const fits = items.every((item) => item.firstChild.type.name === "paragraph" && (item.childCount === 1 || (item.childCount === 2 && isList(item.child(1)))));
  return fits && (node.attrs.tight || (items.length === 1 && items[0].childCount === 1));
}

const isList = (node) => /_list$/.test(node.type.name);

function words(parent) {
  const lines = [[]];
  parent.forEach((node, offset, i) => {
    if (node.type.name === "hard_break") {
      const around = [parent.maybeChild(i - 1), parent.maybeChild(i + 1)];
      lines.at(-1).end = node.mark(node.marks.filter((mark) => around.every((other) => other && mark.isInSet(other.marks))));
      lines.push([]);
    } else {
      lines.at(-1).push(...outside(node, parent.maybeChild(i - 1), parent.maybeChild(i + 1)));
    }
  });
  const full = lines.map((line) => Object.assign(stripped(line), { end: line.end }));
  while (full.length > 0 && full.at(-1).length === 0) {
    full.pop();
  }

  while (full.length > 0 && full[0].length === 0) {
    full.shift();
  }

  return Fragment.from(joined(full.flatMap((line, i) => (i < full.length - 1 ? [...line, line.end] : line))));
}

/** Spaces at the ends of bold and italic words stand outside them: "** gras**" is not bold. */
function outside(node, before, after) {
  if (!node.isText || node.marks.every((mark) => !isEmphasis(mark))) {
    return [node];
  }

  const [, start, text, end] = /^(\s*)([\s\S]*?)(\s*)$/.exec(node.text);
  const around = (other) => node.marks.filter((mark) => !isEmphasis(mark) || (other?.isText && mark.isInSet(other.marks)));
  return [[start, around(before)], ...linked(text, node.marks), [end, around(after)]].filter(([part]) => part !== "").map(([part, marks]) => schema.text(part, marks));
}

/** Within bold and italic words, the server takes the signs after an address for a part of it. */
function linked(text, marks) {
  if (marks.some((mark) => mark.type.name === "link")) {
    return [[text, marks]];
  }

  return text.split(/((?:https?:\/\/|www\.)[^\s<>]*[\p{L}\p{N}/])/iu).map((part, i) => {
    const link = i % 2 ? schema.mark("link", { href: /^www/i.test(part) ? `https://${part}` : part }) : null;
    return [part, link ? link.addToSet(marks) : marks];
  });
}

const isEmphasis = (mark) => mark.type.name === "strong" || mark.type.name === "em";

function stripped(line) {
  const nodes = [...line];
  strip(0, /^[ \t]+/, () => nodes.shift());
  strip(-1, /[ \t]+$/, () => nodes.pop());
  return nodes;

  function strip(at, spaces, drop) {
    while (nodes.at(at)?.isText && !isCode(nodes.at(at)) && spaces.test(nodes.at(at).text)) {
      const text = nodes.at(at).text.replace(spaces, "");
      if (text !== "") {
        nodes[at < 0 ? nodes.length - 1 : 0] = nodes.at(at).withText(text);
        return;
      }

      drop();
    }
  }
}

const isCode = (node) => node.marks.some((mark) => mark.type.name === "code");

function joined(nodes) {
  return nodes.reduce((made, node) => {
    const last = made.at(-1);
    return last?.isText && node.isText && last.sameMarkup(node) ? [...made.slice(0, -1), last.withText(last.text + node.text)] : [...made, node];
  }, []);
}
