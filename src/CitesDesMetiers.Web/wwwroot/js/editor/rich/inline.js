// Writes the words of a block as Markdown.

const order = ["strong", "em", "link"];
const raisedWord = /^(?=.*[\p{L}\p{Nd}])[^\s^~\\`*_[\]<>|]+$/u;

/** Ways to write the same words: where one is ambiguous ("**«\u202fmot\u202f»**s"), another is not. */
export const ways = [
  { em: "*", encodes: false, escapes: false },
  { em: "_", encodes: false, escapes: false },
  { em: "*", encodes: true, escapes: false },
  { em: "_", encodes: true, escapes: true },
];

/**
 * @param parent a block in order (tidy.js)
 * @param isCell whether a sign "|" would end it
 */
export function writeInline(parent, way, isCell = false) {
  let out = "";
  let open = [];
  parent.forEach((node, _, i) => {
    const wanted = inOrder(node.marks, open, (mark) => lastWith(parent, mark, i));
    let same = 0;
    while (same < open.length && wanted[same]?.eq(open[same])) {
      same++;
    }

    const closes = open.length > same;
    for (const mark of open.slice(same).reverse()) {
      out += closing(mark, way);
    }

    for (const mark of wanted.slice(same)) {
      out += mark.type.name === "link" ? "[" : sign(mark, way);
    }

    open = wanted;
    out += written(node, way, out, way.encodes && closes, isCell);
  });
  return out + [...open].reverse().map((mark) => closing(mark, way)).join("");
}

/** The marks that last longest are outside; of those that are open, none that ends within another. */
function inOrder(marks, open, lastOf) {
  const known = marks.filter((mark) => order.includes(mark.type.name));
  return known.sort((a, b) => lastOf(b) - lastOf(a) || place(a, open) - place(b, open));
}

const place = (mark, open) => (mark.isInSet(open) ? 0 : 10) + order.indexOf(mark.type.name);

function lastWith(parent, mark, i) {
  let last = i;
  while (last + 1 < parent.childCount && mark.isInSet(parent.child(last + 1).marks)) {
    last++;
  }

  return last;
}

const sign = (mark, way) => (mark.type.name === "strong" ? "**" : way.em);

function closing(mark, way) {
  return mark.type.name === "link" ? `](${target(mark.attrs)})` : sign(mark, way);
}

export function target({ href, src = href, title }) {
  const url = src.replace(/[\\]/g, "\\\\").replace(/\n/g, "%0A");
  const place = url === "" || /[()\s<>]/.test(url) ? `<${url.replace(/[<>]/g, "\\$&")}>` : url;
  return title ? `${place} "${title.replace(/["\\]/g, "\\$&")}"` : place;
}

function written(node, way, out, touchesMark, isCell) {
  if (node.type.name === "hard_break") {
    // An empty line would end the paragraph.
    return out === "" || out.endsWith("\n") ? "\\\n" : "\n";
  }

  if (node.type.name === "image") {
    return `![${escape(node.attrs.alt, way)}](${target(node.attrs)})`;
  }

  const { text } = node;
  const mark = node.marks.find((found) => ["sup", "sub", "code"].includes(found.type.name));
  if (mark?.type.name === "code") {
    return code(text, isCell);
  }

  if (mark) {
    const s = mark.type.name === "sup" ? "^" : "~";
    return text.split(/(\s+)/).map((word) => (raisedWord.test(word) ? s + word + s : escape(word, way))).join("");
  }

  const escaped = escape(text, way, node.marks.some(({ type }) => type.name === "link"));
  return touchesMark ? escaped.replace(/^[\p{L}\p{N}]/u, (first) => `&#${first.codePointAt(0)};`) : escaped;
}

function code(text, isCell) {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = /^`|`$|^ .*\S.* $/.test(text) ? " " : "";
  return fence + space + (isCell ? text.replace(/\|/g, "\\|") : text) + space + fence;
}

function escape(text, way, isLink = false) {
  // An address would show the escape signs.
  const parts = way.escapes || isLink ? [text] : text.split(/((?:https?:\/\/|www\.)[^\s*`[\]<>|]+)/i);
  return parts.map((part, i) => (i % 2 ? part : signs(part))).join("");
}

function signs(text) {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/[*`[\]]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/([\^~])(?=[^\s^~]+\1)/g, "\\$1")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#|\w+;)/g, "\\&")
    .replace(/\|/g, "\\|");
}

/** Escapes what would be a mark at the beginning of a line. */
export function lineStarts(text) {
  return text.split("\n").map((line) => line
    .replace(/^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|~{3,}|[-:|][-:|\s]*$)/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^([•▪◦\uF0B7])(?=[ \t\u00a0])/, (found) => `&#${found.codePointAt(0)};`)
    .replace(/^(?:- *){2,}$/, "\\$&")).join("\n");
}
