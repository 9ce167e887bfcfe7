// Makes the nodes of a text from its tokens.

import { schema } from "./schema.js";

const { marks: m, nodes: n } = schema;
const named = /&(?!(?:amp|lt|gt|quot|nbsp);)[a-z][a-z0-9]*;/i;

/** The nodes of each block on the outermost level, with its first and last line. Null where a block holds what the schema does not. */
export function blocksOf(tokens) {
  const blocks = [];
  for (let i = 0; i < tokens.length; i++) {
    const from = i;
    for (let depth = tokens[i].nesting; depth > 0; depth += tokens[i].nesting) {
      i++;
    }

    blocks.push({ lines: tokens[from].map, node: nodeOf(tokens.slice(from, i + 1)) });
  }

  return blocks;
}

function nodeOf(tokens) {
  try {
    const node = only(contentOf(tokens));
    node.check();
    return node;
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }

    return null;
  }
}

function only([node, ...others]) {
  if (!node || others.length > 0) {
    throw new RangeError("Not one node.");
  }

  return node;
}

function contentOf(tokens) {
  const stack = [{ content: [] }];
  for (const [i, token] of tokens.entries()) {
    const top = stack.at(-1);
    if (token.type === "inline") {
      top.content.push(...inlineOf(token));
    } else if (token.type === "thead_open" || token.type === "tbody_open" || token.type === "thead_close" || token.type === "tbody_close") {
      continue;
    } else if (token.nesting > 0) {
      stack.push({ ...kindOf(token, tokens, i), content: [] });
    } else if (token.nesting < 0) {
      stack.pop();
      stack.at(-1).content.push(make(top));
    } else {
      top.content.push(leafOf(token));
    }
  }

  return stack[0].content;
}

/** An item or a cell without anything still has a place to type. */
const make = ({ type, attrs, content }) => type.createAndFill(attrs, content) ?? type.createChecked(attrs, content);

function kindOf(token, tokens, at) {
  switch (token.type) {
    case "paragraph_open": return { type: n.paragraph };
    case "heading_open": return { type: n.heading, attrs: { level: Number(token.tag[1]) } };
    case "blockquote_open": return { type: n.blockquote };
    case "bullet_list_open": return { type: n.bullet_list, attrs: { tight: isTight(tokens, at) } };
    case "ordered_list_open": return { type: n.ordered_list, attrs: { tight: isTight(tokens, at), start: Number(token.attrGet("start") ?? 1) } };
    case "list_item_open": return { type: n.list_item };
    case "table_open": return { type: n.table };
    case "tr_open": return { type: n.table_row };
    case "th_open": return { type: n.table_header, attrs: { align: alignOf(token) } };
    case "td_open": return { type: n.table_cell, attrs: { align: alignOf(token) } };
    default: throw new RangeError(token.type);
  }
}

const alignOf = (token) => /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null;

function leafOf(token) {
  switch (token.type) {
    case "hr": return n.rule.create();
    case "fence": return n.code_block.create({ info: token.info.trim() }, token.content === "" ? null : schema.text(token.content.replace(/\n$/, "")));
    default: throw new RangeError(token.type);
  }
}

/** The paragraphs of a list whose items stand without blank lines have no element of their own. */
function isTight(tokens, at) {
  const level = tokens[at].level + 2;
  for (let i = at + 1; tokens[i].level > tokens[at].level; i++) {
    if (tokens[i].type === "paragraph_open" && tokens[i].level === level) {
      return tokens[i].hidden;
    }
  }

  return true;
}

function inlineOf({ content, children }) {
  // markdown-it knows few names here (tools/editor/entities.js), the server all.
  if (named.test(content)) {
    throw new RangeError("An unknown name.");
  }

  let marks = [];
  const made = [];
  const add = (node) => made.push(node.mark(marks.reduce((set, mark) => mark.addToSet(set), node.marks)));
  for (const [i, token] of children.entries()) {
    if (token.type === "link_open" && children[i - 1]?.type === "link_close") {
      throw new RangeError("Two links in a row, which would be one.");
    }

    if (/^(?:strong|em)_open$/.test(token.type) && marks.some(({ type }) => `${type.name}_open` === token.type)) {
      throw new RangeError("Bold within bold.");
    }

    switch (token.type) {
      case "text": case "text_special": addText(token.content); break;
      case "softbreak": case "hardbreak": add(n.hard_break.create()); break;
      case "code_inline": addText(token.content, m.code.create()); break;
      case "sup": case "sub": addText(token.content, m[token.type].create()); break;
      case "image": add(n.image.create({ src: token.attrGet("src"), alt: plain(token.children), title: token.attrGet("title") })); break;
      case "strong_open": marks = [...marks, m.strong.create()]; break;
      case "em_open": marks = [...marks, m.em.create()]; break;
      case "link_open": marks = [...marks, m.link.create({ href: token.attrGet("href"), title: token.attrGet("title") })]; break;
      case "strong_close": case "em_close": case "link_close": marks = marks.slice(0, -1); break;
      case "raised": addText(token.content, m[token.tag].create()); break;
      default: throw new RangeError(token.type);
    }
  }

  return made;

  function addText(text, mark) {
    if (text === "") {
      return;
    }

    const node = schema.text(text, mark ? [mark] : []);
    const last = made.at(-1);
    add(node);
    if (last?.isText && last.sameMarkup(made.at(-1))) {
      made.splice(-2, 2, last.withText(last.text + text));
    }
  }
}

/** The text that stands for a picture is without marks. */
function plain(tokens) {
  return tokens.map((token) => (token.type === "image" ? plain(token.children) : /break$/.test(token.type) ? "\n" : token.content)).join("");
}
