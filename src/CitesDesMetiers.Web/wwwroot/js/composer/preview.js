// The preview beside the issue. A new frame loads behind the current one and replaces it once it is painted, at the same scroll
// position, so that nothing flashes. Changes in quick succession load it once.
const PAUSE = 40;
const windowOf = frame => frame.contentDocument?.defaultView;

export class Preview {
  #timer = 0;
  #focused = null;
  #round = 0;
  #onShown = () => {};

  constructor() {
    this.frames = document.getElementById('cadres');
    document.querySelector('.preview-modes').addEventListener('click', event => {
      const link = event.target.closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      document.querySelector('.preview-modes [aria-current]')?.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'true');
      const address = new URL(location.href);
      const mode = new URL(link.href).searchParams.get('mode');
      mode ? address.searchParams.set('mode', mode) : address.searchParams.delete('mode');
      history.replaceState(null, '', address);
      this.#load(link.dataset.frame, link.dataset.look, 0);
    });
  }

  /** Calls the function for each document that the preview shows, also for the present one. */
  set onShown(act) {
    this.#onShown = act;
    const frame = this.frames.lastElementChild;
    if (frame.contentDocument?.readyState === 'complete' && frame.contentDocument.body?.childElementCount) act(frame);
    else frame.addEventListener('load', () => act(frame), { once: true });
  }

  /** Puts the focus on the link to this editor; the page may have changed since. */
  focus(address, place) {
    const page = this.frames.lastElementChild.contentDocument;
    const same = [...page?.querySelectorAll('[data-edit]') ?? []].filter(e => e.dataset.edit === address);
    (same[place] ?? same[0])?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    same.flatMap(e => [...e.querySelectorAll('.edit-link')])[0]?.focus({ preventScroll: true });
    this.#focused = [address, place];
  }

  get #current() { return document.querySelector('.preview-modes [aria-current]'); }

  refresh(pause = PAUSE) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(this.#current.dataset.frame, this.#current.dataset.look), pause);
  }

  #load(address, look, scroll = null) {
    const round = ++this.#round;
    const old = this.frames.lastElementChild;
    const next = old.cloneNode();
    next.classList.add('is-loading');
    next.addEventListener('load', () => {
      if (round !== this.#round) {
        next.remove();
        return;
      }
      this.frames.dataset.look = look;
      // A page that did not come has the browser's page about it, which nobody may look into.
      windowOf(next)?.scrollTo({ top: scroll ?? windowOf(old)?.scrollY ?? 0, behavior: 'instant' });
      next.classList.remove('is-loading');
      const hadFocus = document.activeElement === old;
      for (const frame of [...this.frames.children]) if (frame !== next) frame.remove();
      this.#onShown(next);
      if (hadFocus && this.#focused) this.focus(...this.#focused);
    });
    next.src = address;
    this.frames.prepend(next);
  }
}
