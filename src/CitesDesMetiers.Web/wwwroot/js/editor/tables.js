// Data tables stay tables; layout tables become lines of text.

const mostColumns = 20;

export function keepTables(document, losses) {
  // The innermost tables come first. A table that contains another is a layout table.
  for (const table of [...document.querySelectorAll("table")].reverse()) {
    if (isData(table)) {
      square(document, table, losses);
    } else {
      flatten(document, table);
    }
  }
}

function isData(table) {
  const widest = Math.max(0, ...[...table.rows].map((row) => row.cells.length));
  return table.rows.length > 1 && widest > 1 && widest <= mostColumns && !table.querySelector("table, h1, h2, h3, h4, h5, h6")
    && !/^(presentation|none)$/.test(table.getAttribute("role") ?? "");
}

// A Markdown table needs rows of equal length, a header row, and one line per cell.
function square(document, table, losses) {
  const grid = gridOf(table, losses);
  const width = Math.max(...grid.map((row) => row.length));
  const made = document.createElement("table");
  const title = table.caption ?? (table.rows[0].cells.length === 1 ? table.rows[0].cells[0] : null);
  const rows = title && title !== table.caption ? grid.slice(1) : grid;
  rows.forEach((cells, r) => {
    const row = made.insertRow();
    for (let c = 0; c < width; c++) {
      const cell = row.appendChild(document.createElement(r === 0 ? "th" : "td"));
      cell.append(...(cells[c]?.cloneNode(true).childNodes ?? []));
    }
  });
  if (title) {
    const line = document.createElement("p");
    line.append(...title.childNodes);
    table.before(line);
  }

  losses.tables = (losses.tables ?? 0) + 1;
  losses.breaks ||= [...made.querySelectorAll("th, td")].some((cell) => cell.querySelectorAll("p, div, li, br").length > 1);
  table.replaceWith(made);
}

// A cell that spans rows is repeated in each row. One that spans columns stays in the first.
function gridOf(table, losses) {
  const rows = [...table.rows];
  const grid = rows.map(() => []);
  rows.forEach((row, r) => {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r][c] !== undefined) {
        c++;
      }

      const [down, across] = [Math.min(cell.rowSpan || 1, rows.length - r), Math.min(cell.colSpan, mostColumns)];
      losses.merged ||= (down > 1 || across > 1) && !(r === 0 && row.cells.length === 1);
      for (let i = 0; i < down; i++) {
        for (let j = 0; j < across; j++) {
          grid[r + i][c + j] = j === 0 ? cell : null;
        }
      }

      c += across;
    }
  });
  return grid;
}

// Each row becomes a line, with dashes between its cells.
function flatten(document, table) {
  const isFrame = table.querySelector("table") !== null || (table.rows.length === 1 && table.rows[0].cells.length === 1);
  const lines = [...table.rows].flatMap((row) => (isFrame ? [...row.cells].map((cell) => boxOf(document, cell)) : [lineOf(document, row)]));
  table.replaceWith(...lines);
}

function boxOf(document, cell) {
  const box = document.createElement("div");
  box.append(...cell.childNodes);
  return box;
}

function lineOf(document, row) {
  const line = document.createElement("p");
  [...row.cells].forEach((cell, i) => line.append(...(i > 0 ? [" – "] : []), cell.textContent.replace(/\s+/g, " ").trim()));
  return line;
}

export function addTableRules(service) {
  service.addRule("cell", {
    filter: ["th", "td"],
    replacement: (content) => `| ${content.trim().replace(/\|/g, "\\|").replace(/\s*\n\s*(?:[-*] +|\d+\. +)?/g, " – ").replace(/^(?:[-*] +|\d+\. +)/, "")} `,
  });
  service.addRule("row", {
    filter: "tr",
    replacement: (content, node) => `\n${content}|${node.rowIndex === 0 ? `\n${"| --- ".repeat(node.cells.length)}|` : ""}`,
  });
  service.addRule("rows", { filter: ["thead", "tbody", "tfoot"], replacement: (content) => content });
  service.addRule("table", { filter: "table", replacement: (content) => `\n\n${content.trim()}\n\n` });
}
