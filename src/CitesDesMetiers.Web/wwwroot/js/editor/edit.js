// Changes the text through the browser's editing command, so that they can be undone.

export function insert(area, text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(from, to);
  // Deprecated, but the only way in every browser to change a text area so that Ctrl+Z undoes it.
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

// Adds marks around the selection, or removes them if they are present.
export function toggleMark(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  const size = mark.length;
  if (value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
    insert(area, chosen, from - size, to + size);
    area.setSelectionRange(from - size, to - size);
    return;
  }

  // Marks must touch the words: "** gras**" is not bold.
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(chosen);
  insert(area, before + mark + words + mark + after);
  const start = from + before.length + size;
  area.setSelectionRange(start, start + words.length);
}

// Adds the prefix to each line of the selection, or removes it if all lines have it.
export function toggleLines(area, prefix, pattern) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", Math.max(area.selectionStart, area.selectionEnd - 1));
  const to = end < 0 ? area.value.length : end;
  const lines = area.value.slice(from, to).split("\n");
  const all = lines.every((line) => pattern.test(line) || (line === "" && lines.length > 1));
  const changed = lines.map((line) => (all ? line.replace(pattern, "") : line === "" && lines.length > 1 ? line : prefix + line.replace(pattern, "")));
  const text = changed.join("\n");
  insert(area, text, from, to);
  area.setSelectionRange(from, from + text.length);
}

// Inserts a separate block, with a blank line before and after it where there is text.
export function insertBlock(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  insert(area, lead + text + tail);
}

export function insertLink(area, text, url) {
  insert(area, `[${text.replace(/([[\]\\])/g, "\\$1")}](${/[()\s]/.test(url) ? `<${url}>` : url})`);
}
