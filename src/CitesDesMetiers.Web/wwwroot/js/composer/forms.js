import { announce, status } from './voice.js';

// Sends the composer's own forms without leaving the page, and shows the page the server answers with in place of this one:
// what is typed and not sent, what is unfolded, the focus and the scroll stay.
const PARTS = ['ordre', 'vivier'];
const LOST = 'La connexion est perdue : rien n’est envoyé, rien n’est perdu. Réessayez dans un moment.';

export function makeForms(composer, replaced) {
  const forms = { before: () => Promise.resolve(), reload, add: values => turn(() => add(values)) };
  const pressed = new WeakSet();
  let queue = Promise.resolve();

  /** One after the other, in the order in which they were pressed. */
  const turn = work => { queue = queue.then(() => forms.before()).then(work); };

  composer.addEventListener('submit', event => {
    const form = event.target;
    const isSearch = form.method === 'get';
    if (form.method !== 'post' && !isSearch) return;
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
    const link = event.target.closest('.pool .pagination a, .pool .empty a[href*="vivier"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(() => show(link.getAttribute('href'), 'vivier-titre'));
  });

  // A text that is typed and not saved asks before the page goes away; one the browser itself sends does not.
  addEventListener('beforeunload', event => {
    if (!forms.leaving && [...composer.querySelectorAll('textarea')].some(t => t.value !== t.defaultValue)) event.preventDefault();
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
      // Not the composer: signed out, or a text refused. The browser itself shows it.
      forms.leaving = true;
      form.action = address;
      form.submit();
    }
  }

  /** Adds from the pool at a place, as dropped. */
  async function add(values) {
    const form = document.getElementById('ajout');
    const data = new FormData(form);
    data.delete('sectionId');
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    try {
      if (await take(await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(data) }))) return;
    } catch {
      // Said below.
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
      // The browser says it better.
    }
    location.href = address;
  }

  async function reload() {
    await take(await fetch(location.href));
  }

  /** Shows the answer if it is this page; says whether it was. */
  async function take(answer, sent, focus) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!answer.ok || !page.getElementById('ordre')) return false;
    const kept = keep(sent);
    for (const id of PARTS) {
      const part = page.getElementById(id);
      const weight = id === 'ordre' && document.getElementById('poids').innerHTML;
      document.getElementById(id)?.replaceWith(part);
      if (weight) document.getElementById('poids').innerHTML = weight;
    }
    restore(kept, focus);
    const said = page.querySelector('main .error-summary, main .notice[role="status"], main .undo [role="status"]')?.textContent.trim();
    status(said ?? '');
    if (said) announce(said);
    replaced();
    return true;
  }

  return forms;
}

/** What is typed and not sent, and what is unfolded. */
function keep(sent) {
  const parts = PARTS.map(id => document.getElementById(id)).filter(Boolean);
  const fields = parts.flatMap(p => [...p.querySelectorAll('input[id]:not([type=checkbox]), textarea[id]')]);
  return {
    typed: fields.filter(f => f.form !== sent && f.value !== f.defaultValue).map(f => [f.id, f.value]),
    chosen: document.getElementById('ajout-rubrique')?.value,
    unfolded: new Map(parts.flatMap(p => [p, ...p.querySelectorAll('details[id]')]).filter(d => 'open' in d).map(d => [d.id, d.open])),
    scrolled: document.querySelector('.pool-scroll')?.scrollTop,
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
  const scroller = document.querySelector('.pool-scroll');
  if (scroller && kept.scrolled) scroller.scrollTop = kept.scrolled;
  (document.getElementById(kept.focused) ?? document.getElementById(focus))?.focus({ preventScroll: true });
}

/** Where to go on once the pressed button is gone: the one that takes its place in its list. */
function neighbourOf(button) {
  const row = button?.closest('li');
  const next = row && (row.nextElementSibling ?? row.previousElementSibling);
  const target = next?.querySelector('button[id], [id]') ?? null;
  return target?.id ?? button?.closest('[data-section]')?.querySelector('.handle')?.id ?? 'vivier-titre';
}
