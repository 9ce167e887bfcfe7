// Rows, columns and the ways between the cells of a table.

import { TextSelection } from "../../../lib/prosemirror/prosemirror.js";
import { schema } from "./schema.js";

const { nodes: n } = schema;

function placeOf({ selection: { $from } }) {
  const depth = Array.from({ length: $from.depth }, (_, i) => i + 1).find((d) => $from.node(d).type === n.table);
  return depth ? { table: $from.node(depth), start: $from.start(depth), row: $from.index(depth), column: $from.index(depth + 1), depth } : null;
}

const offsetOf = (parent, index) => parent.children.slice(0, index).reduce((sum, child) => sum + child.nodeSize, 0);

const cellAt = ({ table, start }, row, column) => start + offsetOf(table, row) + 1 + offsetOf(table.child(row), Math.min(column, table.child(row).childCount - 1)) + 1;

/** Selects what the cell holds, as in a word processor. */
export function moveTo(tr, at) {
  const $at = tr.doc.resolve(at);
  return tr.setSelection(TextSelection.create(tr.doc, $at.start(), $at.end())).scrollIntoView();
}

/** The headers stay the first row. */
export function addRow(state, dispatch) {
  const place = placeOf(state);
  if (!place) {
    return false;
  }

  const { table, start, row, column } = place;
  const cells = table.child(0).children.map(({ attrs }) => n.table_cell.create(attrs));
  const tr = state.tr.insert(start + offsetOf(table, row + 1), n.table_row.create(null, cells));
  dispatch(moveTo(tr, start + offsetOf(table, row + 1) + 1 + 2 * Math.min(column, cells.length - 1) + 1));
  return true;
}

export function removeRow(state, dispatch) {
  const place = placeOf(state);
  if (!place || place.table.childCount === 1) {
    return removeTable(state, dispatch, place);
  }

  const { table, start, row } = place;
  // Without its headers, the next row becomes them.
  const rows = table.children.filter((_, i) => i !== row).map((r, i) => asRow(r.children, i));
  return replaceRows(state, dispatch, place, rows, Math.max(row - 1, 0), place.column, start);
}

export function addColumn(state, dispatch) {
  const place = placeOf(state);
  return place !== null && replaceRows(state, dispatch, place, place.table.children.map((r, i) => {
    const cells = [...r.children];
    cells.splice(place.column + 1, 0, n.table_cell.create());
    return asRow(cells, i);
  }), place.row, place.column + 1);
}

export function removeColumn(state, dispatch) {
  const place = placeOf(state);
  if (!place || place.table.child(0).childCount === 1) {
    return removeTable(state, dispatch, place);
  }

  const rows = place.table.children.map((r, i) => asRow(r.childCount > 1 ? r.children.filter((_, c) => c !== place.column) : r.children, i));
  return replaceRows(state, dispatch, place, rows, place.row, Math.max(place.column - 1, 0));
}

const asRow = (cells, index) => n.table_row.create(null, cells.map((cell) => (index === 0 ? n.table_header : n.table_cell).create(cell.attrs, cell.content)));

function replaceRows(state, dispatch, { table, start }, rows, row, column) {
  const made = n.table.create(null, rows);
  const tr = state.tr.replaceWith(start - 1, start - 1 + table.nodeSize, made);
  dispatch(moveTo(tr, cellAt({ table: made, start }, row, column)));
  return true;
}

function removeTable(state, dispatch, place) {
  if (place) {
    dispatch(state.tr.replaceWith(place.start - 1, place.start - 1 + place.table.nodeSize, n.paragraph.create()));
  }

  return place !== null;
}

/** The Tab key: the next cell, or the one before. After the last cell comes a new row. */
export const goToCell = (step) => (state, dispatch) => {
  const place = placeOf(state);
  if (!place) {
    return false;
  }

  const cells = place.table.children.flatMap((r, row) => r.children.map((_, column) => ({ row, column })));
  const at = cells.findIndex(({ row, column }) => row === place.row && column === place.column) + step;
  if (at === cells.length) {
    return addRow(state, (tr) => dispatch(moveTo(tr, place.start + offsetOf(place.table, place.row + 1) + 2)));
  }

  if (at < 0) {
    return false;
  }

  dispatch(moveTo(state.tr, cellAt(place, cells[at].row, cells[at].column)));
  return true;
};

/** The Enter key: the cell below. */
export function goDown(state, dispatch) {
  const place = placeOf(state);
  if (!place) {
    return false;
  }

  if (place.row + 1 === place.table.childCount) {
    return addRow(state, dispatch);
  }

  dispatch(moveTo(state.tr, cellAt(place, place.row + 1, place.column)));
  return true;
}
