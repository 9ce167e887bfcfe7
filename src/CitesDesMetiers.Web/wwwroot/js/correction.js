// Saves the correction of a document while one types, as « Enregistrer » does: each save is a version that can be undone.
import { parse } from './parse.js';

// Long: forty versions are kept, and each should be a step worth undoing.
const PAUSE = 8_000;
const AGAIN = 5_000;
const LOST = 'Pas encore enregistré : le site ne répond pas. Gardez cette page ouverte, elle réessaie.';

// The form comes to the page when the document has been read.
const form = () => document.querySelector('.document-sheet');
let timer = 0;
let sending = null;
let isTyped = false;

function schedule(pause) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = 0;
    sending ??= save().finally(() => {
      sending = null;
      if (isTyped && !timer) schedule(PAUSE);
    });
  }, pause);
}

function say(text) {
  form().querySelector('[data-saved]').textContent = text;
  if (text === LOST) document.querySelector('[data-spoken]').textContent = text;
}

async function save() {
  isTyped = false;
  const answer = await fetch(form().action, { method: 'POST', body: new URLSearchParams(new FormData(form())) }).catch(() => null);
  const page = answer?.ok ? parse(await answer.text()) : null;
  const version = page?.querySelector('.document-sheet [name=Version]');
  if (!version) {
    isTyped = true;
    say(LOST);
    schedule(AGAIN);
    return;
  }

  form().elements.Version.value = version.value;
  for (const act of ['defaire', 'refaire']) {
    form().querySelector(`[value=${act}]`).disabled = page.querySelector(`[value=${act}]`).disabled;
  }
  say(page.querySelector('main .notice[role=status]')?.textContent.trim() ?? 'Enregistré.');
}

document.addEventListener('input', event => {
  if (!form()?.contains(event.target)) return;
  isTyped = true;
  say('');
  if (!sending) schedule(PAUSE);
});
document.addEventListener('submit', async event => {
  clearTimeout(timer);
  isTyped = false;
  if (!sending || event.target !== form()) return;
  event.preventDefault();
  await sending;
  clearTimeout(timer);
  isTyped = false;
  form().requestSubmit(event.submitter);
});
addEventListener('beforeunload', event => { if (isTyped) event.preventDefault(); });
