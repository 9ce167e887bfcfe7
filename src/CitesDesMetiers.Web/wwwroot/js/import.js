// Refreshes the page of an import every second until it has finished. Without this script, the page is reloaded by hand.

import { parse } from "./parse.js";

const pause = 1_000;
const patience = 15_000;

const place = () => document.getElementById("suivi");

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = answer.ok && parse(await answer.text()).getElementById("suivi");
  if (!fresh) {
    throw new Error("No such page any more.");
  }

  const old = place();
  if (old.outerHTML !== fresh.outerHTML) {
    const hadFocus = old.contains(document.activeElement);
    if (old.dataset.state !== fresh.dataset.state) {
      document.querySelector("[data-spoken]").textContent = fresh.dataset.state;
    }

    old.replaceWith(document.adoptNode(fresh));
    document.dispatchEvent(new Event("renewed"));
    if (hadFocus) {
      document.querySelector("h1").focus();
    }
  }
}

async function follow() {
  while (place()?.dataset.working) {
    await new Promise(done => setTimeout(done, document.hidden ? patience : pause));
    try {
      await renew();
    } catch {
      // The site may be restarting. The page has a link to reload it.
      await new Promise(done => setTimeout(done, patience));
    }
  }
}

/** Refuses a file that is too large before it is uploaded. */
function guard(form) {
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    const isTooLarge = (input.files[0]?.size ?? 0) > Number(form.dataset.largest);
    input.setCustomValidity(isTooLarge ? "Ce fichier dépasse 100 Mo : partagez-le en plusieurs fichiers." : "");
    input.reportValidity();
  });
}

document.querySelectorAll("form[data-largest]").forEach(guard);
follow();
