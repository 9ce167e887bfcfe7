import { parse } from '../parse.js';
import { announce, status } from './voice.js';

// Sends the composer's forms without leaving the page, and replaces the page by the response. Unsent input, expanded parts,
// the focus and the scroll position are kept.
const PARTS = ['ordre', 'vivier', 'suite'];
const CHECKED = ['poids', 'suite'];
const LOST = 'La connexion est perdue : rien n’est envoyé, rien n’est perdu. Réessayez dans un moment.';

export function makeForms(composer, replaced) {
  const forms = { before: () => Promise.resolve(), reload, recheck, add: values => turn(() => add(values)) };
  const pressed = new WeakSet();
  let queue = Promise.resolve();
  // A page that was asked for before the last one was shown is older than it.
  let shown = 0;

  /** Requests are sent one at a time, in the order of the clicks. */
  const turn = work => { queue = queue.then(() => forms.before()).then(work); };

  composer.addEventListener('submit', event => {
    const form = event.target;
    const isSearch = form.method === 'get';
    if ('leaves' in form.dataset || (form.method !== 'post' && !isSearch)) return;
    event.preventDefault();
    const button = event.submitter;
    const data = new FormData(form, button);
    if (pressed.has(button)) return;
    if (isSearch) turn(() => show(`${location.pathname}?${new URLSearchParams([...data].filter(([, value]) => value))}`, button?.id));
    else {
      if (button) pressed.add(button);
      const address = button?.getAttribute('formaction') ?? form.getAttribute('action');
      turn(() => send(address, data, button, form).finally(() => pressed.delete(button)));
    }
  });
  composer.addEventListener('click', event => {
    const link = event.target.closest('.pool .pagination a, .pool-state a, .pool .empty a:first-of-type');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(() => show(link.getAttribute('href'), 'vivier-titre'));
  });

  composer.addEventListener('change', event => {
    if (event.target.matches('.pool-filters select')) event.target.form.requestSubmit();
  });

  async function send(address, data, button, form) {
    let answer;
    try {
      answer = await fetch(address, { method: 'POST', body: new URLSearchParams(data) });
    } catch {
      status(LOST, true);
      return;
    }
    if (!await take(answer, form, neighbourOf(button)) && form) {
      // The response is not the composer: a sign-in page or a refused text. The browser submits the form to show it.
      form.action = address;
      form.submit();
    }
  }

  /** Adds an item from the pool where it was dropped. */
  async function add(values) {
    const form = document.getElementById('ajout');
    const data = new FormData(form);
    data.delete('sectionId');
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    try {
      if (await take(await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(data) }))) return;
    } catch {
      // Reported below.
    }
    status(LOST, true);
    document.querySelectorAll('.is-coming').forEach(e => document.querySelector(`.pool-list[data-takes="${e.dataset.add === 'newsId' ? 'news' : 'moves'}"]`)?.prepend(e));
  }

  async function show(address, focus) {
    try {
      if (await take(await fetch(address), null, focus)) {
        history.replaceState(null, '', address);
        return;
      }
    } catch {
      // The browser shows this error better.
    }
    location.href = address;
  }

  /** Shows the page as it is now. */
  async function reload() {
    const asked = ++shown;
    const answer = await fetch(location.href);
    if (asked === shown) await take(answer, null, null, false);
  }

  /** Shows the size and the next step anew, and leaves everything else as it is. */
  async function recheck() {
    const asked = shown;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || asked !== shown) return;
    const page = parse(await answer.text());
    for (const id of CHECKED) {
      const part = page.getElementById(id);
      if (part) document.getElementById(id).replaceWith(part);
    }
  }

  /** Shows the response if it is the composer. Returns whether it was. */
  async function take(answer, sent, focus, isChange = true) {
    const page = parse(await answer.text());
    if (!answer.ok || !page.getElementById('ordre')) return false;
    shown++;
    const kept = keep(sent);
    for (const id of PARTS) {
      const part = page.getElementById(id);
      if (part) document.getElementById(id)?.replaceWith(part);
    }
    restore(kept, focus);
    const said = page.querySelector('main .error-summary, main .notice[role="status"], main .undo [role="status"]')?.textContent.trim();
    status(said ?? '');
    if (said) announce(said);
    replaced(isChange);
    return true;
  }

  return forms;
}

/** Records unsent input and expanded parts. */
function keep(sent) {
  const parts = PARTS.map(id => document.getElementById(id)).filter(Boolean);
  const fields = parts.flatMap(p => [...p.querySelectorAll('input[id]:not([type=checkbox])')]);
  return {
    typed: fields.filter(f => f.form !== sent && f.value !== f.defaultValue).map(f => [f.id, f.value]),
    chosen: document.getElementById('ajout-rubrique')?.value,
    unfolded: new Map(parts.flatMap(p => [p, ...p.querySelectorAll('details[id]')]).filter(d => 'open' in d).map(d => [d.id, d.open])),
    scrolled: parts.map(p => [p.id, p.scrollTop]),
    focused: document.activeElement?.id,
  };
}

function restore(kept, focus) {
  for (const [id, value] of kept.typed) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  for (const [id, open] of kept.unfolded) {
    const details = document.getElementById(id);
    if (details) details.open = open;
  }
  const chosen = document.getElementById('ajout-rubrique');
  if (chosen?.querySelector(`option[value="${CSS.escape(kept.chosen ?? '')}"]`)) chosen.value = kept.chosen;
  for (const [id, top] of kept.scrolled) document.getElementById(id).scrollTop = top;
  (document.getElementById(kept.focused) ?? document.getElementById(focus))?.focus({ preventScroll: true });
}

/** Finds the element to focus when the clicked button disappears: the button that takes its place in the list. */
function neighbourOf(button) {
  const row = button?.closest('li');
  const next = row && (row.nextElementSibling ?? row.previousElementSibling);
  const target = next?.querySelector('button[id], [id]') ?? null;
  return target?.id ?? button?.closest('[data-section]')?.querySelector('.handle')?.id ?? 'vivier-titre';
}
