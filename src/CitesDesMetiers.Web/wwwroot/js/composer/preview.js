// The preview beside the issue. A new frame loads behind the current one and replaces it once it is painted, at the same scroll
// position, so that nothing flashes. Changes in quick succession load it once.
const PAUSE = 120;

export class Preview {
  #timer = 0;
  #round = 0;

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

  get #current() { return document.querySelector('.preview-modes [aria-current]'); }

  refresh() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#load(this.#current.dataset.frame, this.#current.dataset.look);
    }, PAUSE);
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
      next.contentWindow?.scrollTo({ top: scroll ?? old.contentWindow?.scrollY ?? 0, behavior: 'instant' });
      next.classList.remove('is-loading');
      for (const frame of [...this.frames.children]) if (frame !== next) frame.remove();
    });
    next.src = address;
    this.frames.prepend(next);
  }
}
