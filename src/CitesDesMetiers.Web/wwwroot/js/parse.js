// The one place where text becomes elements, or an address a worker: the policy of the page (Trusted Types) blocks every other. The document is
// inert, so nothing in it loads or runs; what is shown is moved out of it.

const policy = globalThis.trustedTypes?.createPolicy("infolettre", {
  createHTML: (html) => html,
  createScriptURL: (address) => (new URL(address).origin === location.origin ? address : null),
});

// Turndown parses an empty text when it starts, to see whether the browser can. Nothing else may do without the policy above.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => (html === "" ? html : null) });

/** The document of a text in HTML. */
export function parse(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/** Shows a text in HTML of this site in place of what an element holds. */
export function show(element, html) {
  element.replaceChildren(...parse(html).body.childNodes);
}

/** Starts a module of this site in a thread of its own. */
export function startWorker(address) {
  return new Worker(policy ? policy.createScriptURL(address) : address, { type: "module" });
}
