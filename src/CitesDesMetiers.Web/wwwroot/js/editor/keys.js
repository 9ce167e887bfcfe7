// Keyboard shortcuts, and lists that continue on the next line.

import { commands } from "./commands.js";
import { insert } from "./edit.js";

const item = /^(\s*)([-*]|\d+[.)]|>)\s+/;

export function onKey(editor, event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    const command = commands.find((c) => c.key === event.key.toLowerCase() && !c.isNative);
    if (command) {
      event.preventDefault();
      event.stopPropagation();
      command.run(editor);
    }
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    goOn(editor.area, event);
  }
}

function goOn(area, event) {
  if (area.selectionStart !== area.selectionEnd) {
    return;
  }

  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const line = area.value.slice(from, area.selectionStart);
  const found = item.exec(line);
  if (!found) {
    return;
  }

  event.preventDefault();
  if (line === found[0]) {
    // An empty item ends the list.
    insert(area, "", from, area.selectionStart);
    insert(area, "\n");
    return;
  }

  const number = /^\d+/.exec(found[2]);
  insert(area, `\n${found[1]}${number ? Number(number[0]) + 1 + found[2].slice(number[0].length) : found[2]} `);
}
