// The checks of an issue: what is to be mended opens beside them, and they are read again once it is saved.
import { status } from './composer/voice.js';
import { Panel } from './panel.js';
import { parse } from './parse.js';

const page = document.getElementById('verification');
const panel = new Panel(page.dataset.home, { changed: refresh });

page.addEventListener('click', event => {
  const link = event.target.closest('a[data-opens]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  panel.open(link.getAttribute('href'), link.textContent.trim(), () => (link.isConnected ? link : document.getElementById('constats-titre')).focus());
});

async function refresh(said) {
  const answer = await fetch(page.dataset.home).catch(() => null);
  if (!answer?.ok) return;
  const now = parse(await answer.text());
  for (const id of ['constats', 'suite']) {
    const part = now.getElementById(id);
    if (part) document.getElementById(id).replaceWith(part);
  }
  document.getElementById('constats-titre').focus();
  if (said) status(said);
}
