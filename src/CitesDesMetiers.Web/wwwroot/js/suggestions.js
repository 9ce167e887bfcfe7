// Lists titles under a search box during typing: a combobox with a list of links (ARIA Authoring Practices). Without a script, or when
// the server does not answer, the box searches as before.

import { show as fill } from "./parse.js";

const pause = 150;

for (const input of document.querySelectorAll("input[data-suggestions]")) {
  const frame = document.createElement("div");
  frame.className = "suggested";
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.ariaLabel = "Suggestions";
  input.replaceWith(frame);
  frame.append(input, list);
  input.role = "combobox";
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let asked = null;
  let active = -1;

  const options = () => [...list.children];

  function activate(index) {
    options()[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options()[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(html) {
    fill(list, html);
    input.setAttribute("aria-expanded", String(list.children.length > 0));
    activate(-1);
  }

  async function suggest() {
    asked?.abort();
    asked = new AbortController();
    const sought = input.value.trim();
    if (sought.length < 2) {
      show("");
      return;
    }

    try {
      const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(sought)}`, { signal: asked.signal });
      show(answer.ok ? await answer.text() : "");
    } catch (error) {
      if (error.name !== "AbortError") {
        show("");
      }
    }
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    show("");
  }

  input.addEventListener("input", () => {
    activate(-1);
    clearTimeout(timer);
    timer = setTimeout(suggest, pause);
  });

  input.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = options().length;
    if (step && count > 0) {
      event.preventDefault();
      // One place more than options: from the last, the arrow goes back to the box.
      activate((active + 1 + step + count + 1) % (count + 1) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape" && count > 0) {
      event.preventDefault();
      close();
    }
  });

  list.addEventListener("mousedown", event => event.preventDefault());
  frame.addEventListener("focusout", event => {
    if (!frame.contains(event.relatedTarget)) {
      close();
    }
  });
}
