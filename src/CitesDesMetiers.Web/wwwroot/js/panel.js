// The panel beside an issue: the page of an entry in a frame, with its own drafts, its own errors and its own editor. Saving there leads
// back to the issue; that address closes the panel.
import { status } from './composer/voice.js';

const LOST = 'Cette page ne s’ouvre pas ici : la connexion est perdue, ou votre session est finie. Ce que vous avez tapé est gardé.';
const covers = matchMedia('(max-width: 63.99rem)');
const panel = document.getElementById('panneau');
const title = document.getElementById('panneau-titre');

export class Panel {
  #frame = null;
  #back = () => {};

  /**
   * @param home the address that closes the panel
   * @param changed called when something may have been saved, with the message about it
   */
  constructor(home, { changed }) {
    Object.assign(this, { home, changed });
    document.getElementById('panneau-fermer').addEventListener('click', () => this.close());
    panel.addEventListener('keydown', event => this.#escape(event));
  }

  /** @param back gives the focus back when the panel closes */
  open(address, what, back) {
    this.#frame?.remove();
    this.#back = back;
    title.textContent = what;
    const frame = document.createElement('iframe');
    frame.title = what;
    frame.src = address;
    frame.addEventListener('load', () => this.#loaded(frame, address));
    this.#frame = frame;
    panel.hidden = false;
    for (const other of this.#covered()) other.inert = covers.matches;
    panel.append(frame);
    document.getElementById('panneau-fermer').focus();
  }

  close() {
    if (!this.#frame) return;
    // Forms with drafts keep what was typed. The few others ask.
    const form = this.#frame.contentDocument?.querySelector('form:not([data-autosave]) textarea[data-editor]')?.form;
    const isTyped = form && [...form.elements].some(e => e.defaultValue !== undefined && e.type !== 'hidden' && e.value !== e.defaultValue);
    if (isTyped && !confirm('Ce que vous avez tapé n’est pas enregistré. Fermer quand même ?')) return;
    const isKept = this.#frame.contentDocument?.querySelector('[data-autosave-status]')?.textContent;
    this.#frame.remove();
    this.#frame = null;
    panel.hidden = true;
    for (const other of this.#covered()) other.inert = false;
    this.#back();
    if (isKept) status('Ce que vous avez tapé est gardé, mais pas encore enregistré : rouvrez la fiche pour le reprendre.');
  }

  #covered() { return [...panel.parentElement.children].filter(e => e !== panel && !e.hasAttribute('aria-live') && e.id !== 'etat'); }

  #loaded(frame, address) {
    const page = frame.contentDocument;
    if (!page?.querySelector('main')) {
      status(LOST, true);
      location.assign(address);
      return;
    }
    const said = page.querySelector('main [role="status"]')?.textContent.trim();
    if (frame.contentWindow.location.pathname === this.home) {
      this.close();
      this.changed(said);
      return;
    }
    if ('seen' in frame.dataset) this.changed(said);
    frame.dataset.seen = '';
    page.addEventListener('keydown', event => this.#escape(event));
    if (!page.querySelector('.error-summary')) focus(page, decodeURIComponent(new URL(address, location).hash.slice(1)));
  }

  #escape(event) {
    if (event.key !== 'Escape' || this.#frame?.contentDocument?.querySelector('dialog[open]')) return;
    event.preventDefault();
    this.close();
  }
}

/** The field that is to be edited, or the first one. A long text becomes an editor a moment later, which then takes the focus. */
function focus(page, id) {
  const field = page.getElementById(id) ?? page.querySelector('main form :is(input:not([type=hidden]), textarea)');
  if (!field) return;
  field.closest('details')?.setAttribute('open', '');
  field.focus({ preventScroll: true });
  (field.closest('.field') ?? field).scrollIntoView({ block: 'start', behavior: 'instant' });
  if (!('editor' in field.dataset)) return;
  const editor = new MutationObserver(() => {
    if (!page.querySelector('.ProseMirror')) return;
    editor.disconnect();
    if ([field, page.body].includes(page.activeElement)) field.focus({ preventScroll: true });
  });
  editor.observe(page.querySelector('main'), { childList: true, subtree: true });
}
