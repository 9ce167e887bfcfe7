// Signs in with a passkey, or adds one: asks the site what to ask the browser, and sends the form with the browser's answer.

const buttons = [...document.querySelectorAll("[data-passkey]")];
let waiting = null;

/** The hidden field with the browser's answer. */
const field = (button) => button.form.elements[button.dataset.passkeyField ?? "Credential"];

/** Asks the browser for a passkey. Only one request can be open: one in the background ends here. */
async function ask(button, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  const body = new URLSearchParams({ __jeton: button.form.elements.__jeton.value });
  const response = await fetch(button.dataset.passkey, { method: "POST", body, signal });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }

  const options = await response.json();
  const credential = "passkeyNew" in button.dataset
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal });
  field(button).value = JSON.stringify(credential);
  button.form.requestSubmit(button);
}

const words = {
  NotAllowedError: "La demande a été refusée ou a expiré. Recommencez.",
  InvalidStateError: "Cet appareil a déjà une clé d’accès pour ce compte.",
  SecurityError: "Les clés d’accès ne fonctionnent pas à cette adresse du site.",
};

async function press(event) {
  event.preventDefault();
  const button = event.currentTarget;
  const status = button.form.querySelector("[data-passkey-status]");
  status.textContent = "";
  try {
    await ask(button);
  } catch (error) {
    status.textContent = words[error.name] ?? "La clé d’accès n’a pas pu être demandée. Rechargez la page, puis recommencez.";
  }
}

if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", press);
  }

  for (const form of document.querySelectorAll("[data-passkey-form]")) {
    form.hidden = false;
  }

  for (const note of document.querySelectorAll("[data-passkey-absent]")) {
    note.hidden = true;
  }

  // The address field offers the passkeys of this site among its suggestions.
  const [button] = buttons;
  if (document.querySelector("[autocomplete~=webauthn]") && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    ask(button, "conditional").catch(() => {});
  }
}

// A page that the browser keeps and shows again must not send an old answer.
addEventListener("pageshow", () => {
  for (const button of buttons) {
    field(button).value = "";
  }
});
