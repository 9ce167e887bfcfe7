// The composer of an issue: dragging, keyboard and buttons make the same changes; forms are sent without leaving the page; the
// preview is refreshed. Without this script, every button still works by reloading the page.
import { Order } from './composer/order.js';
import { Saving } from './composer/saving.js';
import { announce, status } from './composer/voice.js';
import { makeKeyboard } from './composer/keyboard.js';
import { makeDrag } from './composer/drag.js';
import { makeForms } from './composer/forms.js';
import { Preview } from './composer/preview.js';

const composer = document.getElementById('composeur');
const preview = new Preview(composer);
preview.weigh();

if (document.getElementById('gestes')) {
  const order = new Order();
  const forms = makeForms(composer, () => { drag.attach(); saving.begin(); preview.refresh(); });
  const saving = new Saving(composer.dataset.root, order, {
    saved: () => preview.refresh(),
    refused: async message => { await forms.reload(); status(message, true); },
  });
  forms.before = () => saving.settled();

  // Every move, by mouse or keyboard, ends here.
  const moved = thing => {
    order.tidy();
    announce(`${order.describe(thing)}.`);
    saving.save();
  };
  const drag = makeDrag(order, { moved, add: forms.add });
  drag.attach();
  makeKeyboard(composer, order, moved);

  // The editor of a free section loads only when the section is expanded.
  composer.addEventListener('toggle', async ({ target }) => {
    const area = target.open && target.querySelector(':scope.section-text textarea[data-editor]:not([data-edited])');
    if (!area) return;
    area.dataset.edited = '';
    (await import('./editor/attach.js')).attach(area);
  }, true);
  composer.addEventListener('input', ({ target }) => {
    if (target.name !== 'body') return;
    const words = target.value.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
    target.form.querySelector('[data-count]').textContent = `${words} ${words > 1 ? 'mots' : 'mot'}, pas encore enregistré`;
  });
}
