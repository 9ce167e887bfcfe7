// The composer of an issue: dragging, keyboard and buttons make the same changes; forms are sent without leaving the page; the
// preview is refreshed. Without this script, every button still works by reloading the page.
import { Order } from './composer/order.js';
import { Saving } from './composer/saving.js';
import { announce, status } from './composer/voice.js';
import { makeKeyboard } from './composer/keyboard.js';
import { makeDrag } from './composer/drag.js';
import { makePageDrag } from './composer/page.js';
import { makeForms } from './composer/forms.js';
import { Preview } from './composer/preview.js';
import { makeEditable } from './composer/edit.js';
import { makeDocumentDrop } from './composer/documents.js';
import { Panel } from './panel.js';

const composer = document.getElementById('composeur');
const preview = new Preview();

if (document.getElementById('gestes')) {
  const order = new Order();
  const forms = makeForms(composer, isChange => { drag.attach(); saving.begin(); if (isChange) preview.refresh(); });
  const saving = new Saving(composer.dataset.root, order, {
    saved: () => { preview.refresh(); forms.recheck(); },
    refused: async message => { preview.refresh(); await forms.reload(); status(message, true); },
  });
  forms.before = () => saving.settled();

  // Every move, by mouse or keyboard, ends here.
  const moved = thing => {
    order.tidy();
    announce(`${order.describe(thing)}.`);
    saving.save();
  };
  const onPage = makePageDrag(order, { moved, add: forms.add });
  const drag = makeDrag(order, { moved, add: forms.add, taken: onPage.take });
  drag.attach();
  makeKeyboard(composer, order, moved);

  const panel = new Panel(composer.dataset.root, {
    changed: async said => {
      preview.refresh(0);
      await saving.settled();
      await forms.reload();
      if (said) status(said);
    },
  });
  const open = (address, what, back) => {
    if (!address.startsWith('#')) return panel.open(address, what, back);
    const settings = document.querySelector(address);
    settings.open = true;
    settings.querySelector('input').focus();
  };
  const takeDocuments = makeDocumentDrop(document.getElementById('envoyer-document').href);
  makeEditable(preview, open, page => {
    onPage.attach(page);
    takeDocuments(page);
  });
  composer.addEventListener('click', event => {
    const link = event.target.closest('a[data-opens]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    panel.open(link.getAttribute('href'), link.dataset.opens || `Modifier\u00a0: ${link.textContent.trim()}`, () => document.getElementById(link.id)?.focus());
  });
}
