// Keys, and signs that become lists, headings and quotes while they are typed.

import {
  baseKeymap, chainCommands, exitCode, inputRules, keymap, liftListItem, NodeSelection, redo, sinkListItem, splitListItem, textblockTypeInputRule,
  TextSelection, undo, undoInputRule, wrappingInputRule,
} from "../../../lib/prosemirror/prosemirror.js";
import { commands } from "../commands.js";
import { frenchRules } from "./french.js";
import { schema } from "./schema.js";
import { goDown, goToCell } from "./tables.js";

const { nodes: n } = schema;

/** @param isFrench Whether the language of the text is French when a sign is typed. */
export function keys(editor, isFrench) {
  const shortcuts = Object.fromEntries(commands.filter((c) => c.key && !c.isNative).map((c) => [`Mod-${c.key}`, () => {
    c.run(editor);
    return true;
  }]));
  const lineBreak = chainCommands(exitCode, (state, dispatch) => {
    if (!state.selection.$from.parent.inlineContent || !n.paragraph.validContent(state.selection.$from.parent.content) || state.selection.$from.parent.type !== n.paragraph) {
      return false;
    }

    dispatch(state.tr.replaceSelectionWith(n.hard_break.create()).scrollIntoView());
    return true;
  });
  return [
    inputRules({
      rules: [
        wrappingInputRule(/^\s*>\s$/, n.blockquote),
        wrappingInputRule(/^\s*[-•*]\s$/, n.bullet_list),
        wrappingInputRule(/^(\d{1,4})[.)]\s$/, n.ordered_list, (match) => ({ start: Number(match[1]) }), (match, node) => node.childCount + node.attrs.start === Number(match[1])),
        textblockTypeInputRule(/^(#{2,4})\s$/, n.heading, (match) => ({ level: match[1].length })),
        ...frenchRules(isFrench),
      ],
    }),
    keymap({
      ...shortcuts,
      Backspace: undoInputRule,
      "Mod-z": undo,
      "Mod-y": redo,
      "Mod-Shift-z": redo,
      Enter: chainCommands(goDown, splitListItem(n.list_item)),
      "Shift-Enter": lineBreak,
      // In a list or a table only: elsewhere the key leads on to the next field.
      Tab: chainCommands(goToCell(1), sinkListItem(n.list_item)),
      "Shift-Tab": chainCommands(goToCell(-1), liftListItem(n.list_item)),
      "Alt-ArrowUp": moveBlock(editor, -1),
      "Alt-ArrowDown": moveBlock(editor, 1),
    }),
    keymap(baseKeymap),
  ];
}

/** Moves the outermost block with the selection, or the selected picture's, one place up or down. */
function moveBlock(editor, step) {
  return (state, dispatch) => {
    const { $from, from } = state.selection;
    const index = $from.index(0);
    const other = index + step;
    if (other < 0 || other >= state.doc.childCount) {
      return true;
    }

    const [first, second] = [state.doc.child(Math.min(index, other)), state.doc.child(Math.max(index, other))];
    const start = ($from.depth > 0 ? $from.before(1) : from) - (step < 0 ? first.nodeSize : 0);
    const tr = state.tr.replaceWith(start, start + first.nodeSize + second.nodeSize, [second, first]);
    const at = from + (step < 0 ? -first.nodeSize : second.nodeSize);
    tr.setSelection(state.selection instanceof NodeSelection ? NodeSelection.create(tr.doc, at) : TextSelection.near(tr.doc.resolve(at)));
    dispatch(tr.scrollIntoView());
    editor.say(step < 0 ? "Le passage est monté." : "Le passage est descendu.");
    return true;
  };
}
