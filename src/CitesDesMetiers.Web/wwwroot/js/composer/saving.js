import { status } from './voice.js';

// Sends the whole order after each move, one request at a time. An order that could not be sent stays visible and is sent again.
const LOST = 'La connexion est perdue. L’ordre à l’écran est gardé ; il sera enregistré dès qu’elle revient.';
const SIGNED_OUT = 'Votre session est finie. L’ordre à l’écran est gardé : reconnectez-vous dans un autre onglet, il s’enregistrera.';
const LONGEST_WAIT = 20_000;

export class Saving {
  #wanted = false;
  #running = null;
  #wake = null;

  constructor(root, order, { saved, refused }) {
    Object.assign(this, { root, order, saved, refused });
    this.begin();
    addEventListener('online', () => this.#wake?.());
    addEventListener('beforeunload', event => { if (this.#running) event.preventDefault(); });
  }

  /** Marks the order on the page as saved. */
  begin() { this.from = this.order.read(); }

  save() {
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => { this.#running = null; });
  }

  /** Resolves when no change is unsaved. */
  settled() { return this.#running ?? Promise.resolve(); }

  async #run() {
    let wait = 1000;
    while (this.#wanted) {
      this.#wanted = false;
      const trouble = await this.#send();
      if (trouble) {
        this.#wanted = true;
        status(trouble, true);
        await this.#pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  /** @returns the reason for which saving is not possible now; nothing once the server has answered. */
  async #send() {
    const page = document.getElementById('ordre');
    const sections = this.order.read();
    let answer;
    try {
      answer = await fetch(`${this.root}/ordre`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', RequestVerificationToken: document.querySelector('#gestes [name=__jeton]').value },
        body: JSON.stringify({ version: page.dataset.version, sections, from: this.from }),
      });
    } catch {
      return LOST;
    }
    if (answer.redirected || answer.status === 401) return SIGNED_OUT;
    if (answer.status >= 500 || answer.status === 429) return LOST;
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      page.dataset.version = said.version;
      this.from = sections;
      document.getElementById('annuler').disabled = false;
      if (!this.#wanted) {
        status('');
        this.saved();
      }
    } else {
      this.#wanted = false;
      await this.refused(said.message ?? 'Ce déplacement n’est pas enregistré. Voici l’ordre actuel ; recommencez si besoin.');
    }
  }

  #pause(time) {
    return new Promise(resolve => {
      this.#wake = resolve;
      setTimeout(resolve, time);
    });
  }
}
