// What a text can hold: what the server renders, and passages that are kept as they are.

import { Schema } from "../../../lib/prosemirror/prosemirror.js";

const cell = (tag) => ({ content: "(text | image)*", isolating: true, attrs: { align: { default: null } }, toDOM: () => [tag, 0] });

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", toDOM: () => ["p", 0] },
  heading: {
    content: "(text | image)*", group: "block", defining: true, attrs: { level: { default: 2 } },
    // The page has the first level.
    toDOM: ({ attrs }) => [`h${Math.max(attrs.level, 2)}`, 0],
  },
  blockquote: { content: "block+", group: "block", defining: true, toDOM: () => ["blockquote", 0] },
  bullet_list: { content: "list_item+", group: "block", attrs: { tight: { default: true } }, toDOM: () => ["ul", 0] },
  ordered_list: {
    content: "list_item+", group: "block", attrs: { tight: { default: true }, start: { default: 1 } },
    toDOM: ({ attrs }) => ["ol", attrs.start === 1 ? {} : { start: String(attrs.start) }, 0],
  },
  list_item: { content: "block+", defining: true, toDOM: () => ["li", 0] },
  code_block: { content: "text*", group: "block", marks: "", code: true, defining: true, attrs: { info: { default: "" } }, toDOM: () => ["pre", ["code", 0]] },
  rule: { group: "block", toDOM: () => ["hr"] },
  table: { content: "table_row+", group: "block", isolating: true, toDOM: () => ["table", ["tbody", 0]] },
  table_row: { content: "(table_header | table_cell)+", toDOM: () => ["tr", 0] },
  table_header: cell("th"),
  table_cell: cell("td"),
  opaque: {
    group: "block", atom: true, attrs: { source: {} },
    toDOM: ({ attrs }) => ["div", { class: "editor-opaque", role: "group", "aria-label": "Passage gardé tel quel" }, ["pre", attrs.source]],
  },
  text: { group: "inline" },
  hard_break: { inline: true, group: "inline", selectable: false, linebreakReplacement: true, toDOM: () => ["br"] },
  image: {
    inline: true, group: "inline", draggable: true, attrs: { src: {}, alt: { default: "" }, title: { default: null } },
    // The server leaves out pictures of other sites.
    toDOM: ({ attrs: { src, alt } }) => (/^\/(?!\/)/.test(src) ? ["img", { src, alt }] : ["span", { class: "editor-lang" }, `Image d’un autre site : ${alt}`]),
  },
};

const marks = {
  link: {
    inclusive: false, attrs: { href: {}, title: { default: null } },
    toDOM: ({ attrs: { href } }) => (href.startsWith("lang:")
      ? ["span", { lang: href.slice(5), class: "editor-lang" }, 0]
      : ["a", /^(?:https?:|mailto:|tel:)/i.test(href) ? { href, rel: "noopener" } : {}, 0]),
  },
  strong: { toDOM: () => ["strong", 0] },
  em: { toDOM: () => ["em", 0] },
  sup: { inclusive: false, excludes: "sup sub code", toDOM: () => ["sup", 0] },
  sub: { inclusive: false, excludes: "sup sub code", toDOM: () => ["sub", 0] },
  code: { inclusive: false, excludes: "sup sub code", code: true, toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });
