// Saves a form as a draft during typing: on the server, and in this browser until the server has it. Shows who else has it open.

import { drop, fieldsOf, keep, nameOf, same } from "./copies.js";
import { offerCopies } from "./offers.js";
import { sendForm } from "./drafts.js";

const pause = 1500;
const longest = 10_000;
const again = 5_000;
const beat = 15_000;
const copyAtOnce = 50_000;

const form = document.querySelector("form[data-autosave]");
const field = name => form.elements.namedItem(name);
const status = form.querySelector("[data-autosave-status]");
const said = form.querySelector("[data-autosave-said]");
const presence = document.querySelector("[data-presence]");
const { autosaveUrl: url, autosaveUser: user } = form.dataset;
const isNew = "autosaveNew" in form.dataset;

let copy = field("__copie").value || nameOf(user, form.dataset.autosave);
// What somebody typed before this script had loaded is not saved either.
const typedEarly = [...form.elements].some(e => e.type !== "hidden" && "defaultValue" in e && e.value !== e.defaultValue);
let settled = typedEarly || "autosaveUnsaved" in form.dataset ? [] : fieldsOf(form);
let typingSince = 0;
let timer = 0;
let copyTimer = 0;
let sending = null;
let leaving = false;
let trouble = null;

const isSettled = () => same(fieldsOf(form), settled);

function show(message, isTrouble, link) {
  status.replaceChildren(message);
  status.toggleAttribute("data-trouble", isTrouble);
  if (link) {
    const anchor = Object.assign(document.createElement("a"), { href: link.href, textContent: link.text, target: "_blank" });
    status.append(" ", anchor);
  }

  // The line changes at each save. Only the new part is announced.
  if (trouble !== isTrouble) {
    trouble = isTrouble;
    said.textContent = message;
  }
}

function showPresence(text) {
  if (presence && typeof text === "string" && presence.textContent !== text) {
    presence.hidden = text === "";
    presence.textContent = text;
  }
}

/** @returns whether the browser stored the copy */
function keepCopy() {
  clearTimeout(copyTimer);
  copyTimer = 0;
  return isSettled() || keep(copy, fieldsOf(form), field("__brouillon").value);
}

function typed() {
  if (leaving) {
    return;
  }

  const size = [...form.elements].reduce((sum, element) => sum + (element.value?.length ?? 0), 0);
  if (size < copyAtOnce) {
    keepCopy();
  } else if (!copyTimer) {
    copyTimer = setTimeout(keepCopy, 250);
  }

  typingSince ||= Date.now();
  schedule(Math.min(pause, Math.max(0, typingSince + longest - Date.now())));
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (leaving || sending || isSettled()) {
    return;
  }

  typingSince = 0;
  const fields = fieldsOf(form);
  sending = new AbortController();
  const answer = await sendForm(url, { ...marks(), __brouillon: field("__brouillon").value }, fields, sending.signal);
  sending = null;
  if (leaving) {
    return;
  }

  if (answer.isKept) {
    field("__brouillon").value = answer.seen;
    settled = fields;
    show(answer.message, false);
    if (isSettled()) {
      drop(copy);
    } else {
      keepCopy();
      schedule(pause);
    }
  } else {
    const isHere = keepCopy();
    show(isHere ? answer.message : `${answer.message} Ce navigateur ne peut pas le garder : copiez-le ou enregistrez-le.`, true, answer.link);
    if (answer.isWorthRetrying) {
      schedule(again);
    }
  }

  showPresence(answer.presence);
}

const marks = () => ({ __jeton: field("__jeton").value, __sujet: field("__sujet").value });

async function heartbeat() {
  if (document.visibilityState !== "visible" || leaving) {
    return;
  }

  if (!isSettled() && !sending) {
    await save();
  } else if (!isNew) {
    const answer = await sendForm(`${url}/presence`, marks(), [], AbortSignal.timeout(beat));
    showPresence(answer.presence);
  }
}

form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("submit", event => {
  if (event.defaultPrevented) {
    return;
  }

  // If no response arrives, the copy in the browser stays. The page after a save removes it.
  field("__copie").value = copy;
  keepCopy();
  leaving = true;
  clearTimeout(timer);
  sending?.abort();
});
window.addEventListener("pagehide", () => leaving || keepCopy());
window.addEventListener("pageshow", event => {
  if (event.persisted) {
    leaving = false;
    typed();
  }
});
window.addEventListener("online", () => schedule(0));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" ? leaving || keepCopy() : heartbeat());
setInterval(heartbeat, beat);

offerCopies(form, { user, isNew, own: copy, seen: form.dataset.autosaveOffered }, taken => {
  field("__sujet").value = taken.subject;
  copy = nameOf(user, taken.subject);
  if (taken.seen === (form.dataset.autosaveOffered ?? "")) {
    field("__brouillon").value = taken.seen;
  }

  keep(copy, fieldsOf(form), field("__brouillon").value);
  drop(taken.name);
  typed();
});

if (!isSettled()) {
  typed();
}
