// Updates the page of a dispatch by server-sent events, whose texts are already formatted. Without this script, the page is static.

import { parse } from "./parse.js";

const quiet = 30_000;
const again = 10_000;

let source = null;
let spokenAt = 0;
let spokenStage = "";
let isAway = false;

const place = () => document.getElementById("suivi");

function put(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

function show(message) {
  const page = place();
  const bar = page.querySelector("progress");
  bar.max = Math.max(1, message.audience);
  bar.value = message.ended;
  put(page.querySelector("[data-pace]"), message.pace);
  for (const figure of page.querySelectorAll("[data-figure]")) {
    const text = message.figures[figure.dataset.figure] ?? "";
    figure.hidden = text === "";
    put(figure.querySelector("dd"), text || "0");
  }

  showDomains(page.querySelector("[data-domains]"), message.domains);
  speak(message);
}

/** The order of the domains rarely changes. The next page load shows the new order. */
function showDomains(body, domains) {
  const rows = new Map([...body.rows].map(row => [row.cells[0].textContent, row]));
  for (const [name, ...numbers] of domains) {
    const cells = rows.get(name)?.querySelectorAll("td.number");
    numbers.forEach((number, i) => put(cells?.[i], number));
  }
}

/** Announces the progress at long intervals, and whenever the state changes. */
function speak(message) {
  const now = performance.now();
  if (message.stage !== spokenStage || now - spokenAt > quiet) {
    // The initial state is not announced.
    if (spokenStage !== "") {
      put(document.querySelector("[data-spoken]"), message.spoken);
    }

    spokenStage = message.stage;
    spokenAt = now;
  }
}

/** Loads the actions of a new state from the page, and keeps the focus near its place. */
async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = answer.ok && parse(await answer.text()).getElementById("suivi");
  if (!fresh) {
    return;
  }

  const old = place();
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(document.adoptNode(fresh));
  ready();
  if (hadFocus) {
    document.querySelector("h1").focus();
  }
}

function ready() {
  const manual = place().querySelector("[data-manual]");
  if (manual) {
    manual.textContent = "Ces chiffres se mettent à jour d’eux-mêmes. Vous pouvez fermer la page : l’envoi continue.";
  }
}

function stop() {
  source?.close();
  source = null;
}

function lost() {
  const manual = place().querySelector("[data-manual]");
  if (manual && !isAway) {
    isAway = true;
    manual.textContent = "La page ne se met plus à jour. ";
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Recharger la page";
    manual.append(link);
  }
}

async function take(event) {
  const message = JSON.parse(event.data);
  if (isAway) {
    isAway = false;
    ready();
  }

  show(message);
  if (message.stage !== place().dataset.stage) {
    await renew();
  }
}

function start() {
  const address = place().dataset.progress;
  if (source || !address || document.hidden) {
    return;
  }

  source = new EventSource(address);
  source.addEventListener("message", take);
  source.addEventListener("fin", event => {
    stop();
    take(event);
  });
  source.addEventListener("error", () => {
    if (source?.readyState === EventSource.CLOSED) {
      // The site may be restarting, or the session has ended.
      stop();
      lost();
      setTimeout(start, again);
    }
  });
}

// Browsers limit the connections to a site. A hidden page closes its own.
document.addEventListener("visibilitychange", () => document.hidden ? stop() : start());
addEventListener("pagehide", stop);
// A page that is read again on the way to the next one would take the message that is meant for it.
document.addEventListener("submit", stop);
if (place().dataset.progress) {
  ready();
  start();
}
