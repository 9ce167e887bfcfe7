// An import as it goes: the page is asked for anew every second until the work is over. Without this it is the same, still.

const pause = 1_000;
const patience = 15_000;

const place = () => document.getElementById("suivi");

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("suivi");
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
      // The site restarts, say: the link to look again is on the page.
      await new Promise(done => setTimeout(done, patience));
    }
  }
}

/** Saves sending for minutes what would be refused at the end. */
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
