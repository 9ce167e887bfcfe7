// The text as it will look, as the commands see it. ../source.js is the other one.

import {
  lift, liftListItem, NodeSelection, redo, setBlockType, Slice, TextSelection, toggleMark, undo, wrapIn, wrapInList,
} from "../../../lib/prosemirror/prosemirror.js";
import { read } from "./markdown.js";
import { schema } from "./schema.js";
import * as tables from "./tables.js";

const { marks: m, nodes: n } = schema;

export function makeSurface(view) {
  const run = (command) => {
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const change = (make) => view.dispatch(make(view.state.tr).scrollIntoView());
  return {
    has: (name) => has(view.state, name),
    mark: (name) => run(toggleMark(m[name], null, { includeWhitespace: false })),
    block: (name) => run(toggleBlock(view.state, name)),
    table: (name) => run(tables[name]),
    history: (name) => run({ undo, redo }[name]),
    focus: () => view.focus(),
    link() {
      const found = linkAround(view.state);
      if (found) {
        change((tr) => tr.setSelection(TextSelection.create(tr.doc, found.from, found.to)));
      }

      const { from, to } = view.state.selection;
      return { text: view.state.doc.textBetween(from, to, " "), url: found?.href ?? null };
    },
    picture: () => (view.state.selection instanceof NodeSelection && view.state.selection.node.type === n.image ? view.state.selection.node.attrs.alt : null),
    describe: (alt) => change((tr) => tr.setNodeAttribute(view.state.selection.from, "alt", alt)),
    insertLink: (text, url) => change((tr) => withLink(tr, text, url)),
    insertBlock: (markdown) => change((tr) => withBlock(tr, read(markdown).doc.content)),
    paste: (markdown) => change((tr) => tr.replaceSelection(sliceOf(read(markdown).doc.content))),
    keep() {
      const mark = view.state.selection.getBookmark();
      return () => view.dispatch(view.state.tr.setSelection(mark.resolve(view.state.doc)));
    },
  };
}

function has({ selection, storedMarks, doc }, name) {
  const { $from, from, to, empty } = selection;
  if (m[name]) {
    return empty ? Boolean(m[name].isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, m[name]);
  }

  const level = { heading2: 2, heading3: 3 }[name];
  if (level) {
    return $from.parent.type === n.heading && (level === 2 ? $from.parent.attrs.level <= 2 : $from.parent.attrs.level >= 3);
  }

  return Array.from({ length: $from.depth }, (_, i) => $from.node(i + 1)).some((node) => node.type === n[name]);
}

function toggleBlock(state, name) {
  const level = { heading2: 2, heading3: 3 }[name];
  const isOn = has(state, name);
  if (level) {
    return isOn ? setBlockType(n.paragraph) : setBlockType(n.heading, { level });
  }

  if (name === "blockquote") {
    return isOn ? lift : wrapIn(n.blockquote);
  }

  const other = name === "bullet_list" ? "ordered_list" : "bullet_list";
  return isOn ? liftListItem(n.list_item) : has(state, other) ? changeList(n[name]) : wrapInList(n[name]);
}

function changeList(type) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const depth = Array.from({ length: $from.depth }, (_, i) => $from.depth - i).find((d) => /_list$/.test($from.node(d).type.name));
    dispatch(state.tr.setNodeMarkup($from.before(depth), type, { tight: $from.node(depth).attrs.tight }));
    return true;
  };
}

/** The link in which the selection stands, in all its pieces. */
function linkAround({ selection, doc }) {
  const { $from, $to } = selection;
  const mark = m.link.isInSet($from.nodeAfter?.marks ?? []) ?? m.link.isInSet($from.marks());
  if (!mark || !$from.sameParent($to)) {
    return null;
  }

  const pieces = [];
  $from.parent.forEach((node, offset) => {
    const [from, to] = [$from.start() + offset, $from.start() + offset + node.nodeSize];
    const isPart = mark.isInSet(node.marks);
    if (isPart && pieces.at(-1)?.to === from) {
      pieces.at(-1).to = to;
    } else if (isPart) {
      pieces.push({ from, to, href: mark.attrs.href });
    }
  });
  return pieces.find(({ from, to }) => from <= $from.pos && $to.pos <= to && doc) ?? null;
}

function withLink(tr, text, url) {
  const { from, to } = tr.selection;
  tr.removeMark(from, to, m.link);
  let end = to;
  if (tr.doc.textBetween(from, to, " ") !== text) {
    tr.replaceWith(from, to, schema.text(text, tr.selection.$from.marks().filter((mark) => mark.type !== m.link)));
    end = from + text.length;
  }

  if (url) {
    tr.addMark(from, end, m.link.create({ href: url }));
  }

  return tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(m.link);
}

/** In place of an empty paragraph, or after the outermost block of the selection, with a place to go on. */
function withBlock(tr, content) {
  const { $to } = tr.selection;
  const isEmptyLine = $to.depth === 1 && $to.parent.type === n.paragraph && $to.parent.childCount === 0;
  const at = $to.depth > 0 ? $to.after(1) : $to.pos + ($to.nodeAfter?.nodeSize ?? 0);
  if (isEmptyLine) {
    tr.replaceWith($to.before(1), at, content);
  } else {
    tr.insert(at, content);
  }

  const end = (isEmptyLine ? $to.before(1) : at) + content.size;
  if (tr.doc.resolve(end).nodeAfter?.type !== n.paragraph) {
    tr.insert(end, n.paragraph.create());
  }

  return content.lastChild.type === n.table ? tables.moveTo(tr, end - content.lastChild.nodeSize + 3) : tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
}

/** Paragraphs at the ends go on in the text around them. */
function sliceOf(content) {
  const open = (node) => (node?.type === n.paragraph ? 1 : 0);
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}
