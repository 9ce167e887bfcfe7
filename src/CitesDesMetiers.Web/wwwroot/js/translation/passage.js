// One passage: its field is saved a moment after the last key, and when it loses the focus.

const pause = 1500;

const lost = "La connexion est perdue : votre texte reste à l’écran, il sera enregistré à la prochaine frappe ou par « Tout enregistrer ».";
const tooMuch = "Ce texte est bien trop long pour être envoyé : il reste à l’écran, raccourcissez-le.";
const signedOut = "Votre session est finie. Votre texte reste à l’écran : reconnectez-vous dans un autre onglet, puis enregistrez.";

export class Passage {
  #timer = 0;
  #sending = Promise.resolve();

  constructor(element, form, { say, counted }) {
    Object.assign(this, { element, form, say, counted });
    this.key = element.dataset.key;
    this.area = element.querySelector("textarea");
    this.mark = form.elements.namedItem(`Marks[${this.key}]`);
    this.draft = form.elements.namedItem(`Drafts[${this.key}]`);
    this.source = element.querySelector("[data-source]").dataset.source;
    this.saved = this.area.hasAttribute("aria-invalid") ? null : this.area.value;
    this.area.addEventListener("input", () => {
      this.draft.value = "";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.save(), pause);
    });
    element.addEventListener("focusout", () => this.save());
    element.querySelector("[name=Save]").addEventListener("click", (event) => {
      // In the panel of the composer, the button leads back to it.
      if (window === window.top) {
        event.preventDefault();
        this.save();
      }
    });
    element.querySelector("[data-read]").addEventListener("click", (event) => {
      event.preventDefault();
      this.#read();
    });
  }

  get isUnsaved() { return this.area.value !== this.saved; }

  get isEmpty() { return this.area.value.trim() === ""; }

  /** Takes an automatic draft, and saves it as one. */
  take(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.draft.value = "true";
    return this.save();
  }

  /** One request at a time. */
  save() {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => (this.isUnsaved && !this.form.hasAttribute("data-leaving") ? this.#send() : undefined));
    return this.#sending;
  }

  async #read() {
    await this.save();
    await this.#send({ Read: this.key });
    this.area.focus();
  }

  async #send(settled = {}) {
    const text = this.area.value;
    const data = new URLSearchParams({
      [this.area.name]: text,
      [this.mark.name]: this.mark.value,
      [this.draft.name]: this.draft.value,
      ...settled,
      __jeton: this.form.elements.namedItem("__jeton").value,
    });
    let answer;
    try {
      answer = await fetch(this.form.dataset.passage, { method: "POST", body: data });
    } catch {
      this.say(lost);
      return;
    }
    if (answer.redirected || answer.status === 401) {
      this.say(signedOut);
      return;
    }
    const said = await answer.json().catch(() => null);
    if (!answer.ok || !said) {
      this.#refuse(said?.problem ?? (answer.status === 400 || answer.status === 413 ? tooMuch : lost), said?.mark);
      return;
    }
    this.saved = text;
    this.#show(said);
  }

  #show({ mark, state, look, isDraft, count }) {
    this.mark.value = mark;
    this.draft.value = isDraft ? "true" : "";
    const badge = this.element.querySelector("[data-state]");
    badge.className = `badge ${look}`;
    badge.textContent = state;
    this.element.querySelector("[data-read]").hidden = !isDraft;
    this.area.removeAttribute("aria-invalid");
    this.area.removeAttribute("aria-describedby");
    this.element.querySelector(".field-error")?.remove();
    this.counted(count);
    this.say("Enregistré.");
  }

  /** Keeps the text and says why it is not saved. Saving again keeps it, against what somebody else wrote. */
  #refuse(problem, mark) {
    if (mark) {
      this.mark.value = mark;
    }
    let error = this.element.querySelector(".field-error");
    if (!error) {
      error = Object.assign(document.createElement("p"), { className: "field-error", id: `${this.area.id}-erreur` });
      this.area.after(error);
    }
    error.textContent = problem;
    this.area.setAttribute("aria-invalid", "true");
    this.area.setAttribute("aria-describedby", error.id);
    this.say(problem);
  }
}
