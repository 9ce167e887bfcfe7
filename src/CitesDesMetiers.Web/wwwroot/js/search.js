// Instant search over the whole desk: Ctrl+K, Cmd+K or "/" opens a dialog that lists results during typing.

import { show as fill } from "./parse.js";

const dialog = document.getElementById("search-dialog");
const input = dialog.querySelector("input");
const list = dialog.querySelector("[role=listbox]");
const status = dialog.querySelector("[data-status]");
const pause = 150;

let timer = 0;
let asked = null;
let active = -1;

const options = () => [...list.querySelectorAll("[role=option]")];

function open() {
  if (document.querySelector("dialog:modal")) {
    return;
  }

  dialog.showModal();
  input.select();
}

function deactivate() {
  options()[active]?.setAttribute("aria-selected", "false");
  active = -1;
  input.removeAttribute("aria-activedescendant");
}

function activate(index) {
  deactivate();
  const all = options();
  active = (index + all.length) % all.length;
  all[active].setAttribute("aria-selected", "true");
  all[active].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", all[active].id);
}

function show(html, sought) {
  fill(list, html);
  const found = options().length;
  input.setAttribute("aria-expanded", String(found > 0));
  status.textContent = found > 0 ? `${found} résultat${found > 1 ? "s" : ""}` : sought ? "Rien ne correspond." : "";
  deactivate();
  if (found > 0) {
    activate(0);
  }
}

async function find() {
  const sought = input.value.trim();
  asked?.abort();
  asked = new AbortController();
  if (!sought) {
    show("", sought);
    return;
  }

  try {
    const answer = await fetch(`${input.form.action}/liste?q=${encodeURIComponent(sought)}`, { signal: asked.signal });
    if (answer.ok && !answer.redirected) {
      show(await answer.text(), sought);
    } else {
      status.textContent = "La recherche ne répond pas. Appuyez sur Entrée pour ouvrir sa page.";
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      status.textContent = "La recherche ne répond pas : vérifiez la connexion, puis tapez à nouveau.";
    }
  }
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

document.addEventListener("keydown", event => {
  const shortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);

  // An editor that uses these keys itself has called preventDefault.
  if (!event.defaultPrevented && (shortcut || slash)) {
    event.preventDefault();
    open();
  }
});

input.addEventListener("input", () => {
  // The listed results belong to an earlier input, so Enter must not open them.
  deactivate();
  clearTimeout(timer);
  timer = setTimeout(find, pause);
});

input.addEventListener("keydown", event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options().length > 0) {
    event.preventDefault();
    activate(active < 0 && step < 0 ? -1 : active + step);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    options()[active].click();
  }
});

list.addEventListener("mousemove", event => {
  const index = options().indexOf(event.target.closest("[role=option]"));
  if (index >= 0 && index !== active) {
    activate(index);
  }
});

dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", event => {
  if (event.target === dialog) {
    dialog.close();
  }
});

document.getElementById("desk-q").setAttribute("aria-keyshortcuts", "Control+K Meta+K /");
document.getElementById("desk-q").placeholder = "Chercher (Ctrl K)";
