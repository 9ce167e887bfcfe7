import { announce } from './voice.js';

// The handle of each item: Space or Enter picks it up, arrows move it, Enter or Space drops it, Escape cancels.
// The arrow buttons beside it move it by one place.
const HELP = 'Flèches pour déplacer, Entrée pour poser, Échap pour annuler.';
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

export function makeKeyboard(composer, order, moved) {
  let held = null;

  const thingOf = element => element.closest('[data-item], [data-section]');

  function take(handle) {
    const thing = thingOf(handle);
    held = { thing, handle, before: order.snapshot(), start: order.describe(thing) };
    thing.classList.add('is-held');
    handle.setAttribute('aria-pressed', 'true');
    announce(`Saisi : ${held.start}. ${HELP}`);
  }

  function release() {
    held.thing.classList.remove('is-held');
    held.handle.removeAttribute('aria-pressed');
    const done = held;
    held = null;
    return done;
  }

  function drop() {
    const { thing, start } = release();
    if (order.describe(thing) === start) announce(`Posé à la même place : ${start}.`);
    else moved(thing);
  }

  function putBack() {
    const { thing, before, handle } = release();
    order.restore(before);
    handle.focus();
    announce(`Annulé : ${order.describe(thing)}.`);
  }

  function move(action) {
    const { thing, handle } = held;
    if (!action()) {
      announce(`${order.describe(thing)}, au bout.`);
      return;
    }
    handle.focus({ preventScroll: true });
    thing.scrollIntoView({ block: 'nearest' });
    announce(`${order.describe(thing)}.`);
  }

  composer.addEventListener('keydown', event => {
    const handle = event.target.closest('.handle');
    if (!handle) return;
    if (event.key === ' ' || event.key === 'Enter') held ? drop() : take(handle);
    else if (held && event.key === 'Escape') putBack();
    else if (held && event.key in STEPS) move(() => order.step(held.thing, STEPS[event.key]));
    else if (held && event.key === 'Home') move(() => order.far(held.thing, -1));
    else if (held && event.key === 'End') move(() => order.far(held.thing, 1));
    else return;
    event.preventDefault();
  });
  // The click that follows a key press on a button was already handled.
  composer.addEventListener('keyup', event => {
    if (event.key === ' ' && event.target.closest('.handle')) event.preventDefault();
  });
  // A screen reader activates the button without a key.
  composer.addEventListener('click', event => {
    const handle = event.target.closest('.handle');
    if (handle && event.detail === 0) held ? drop() : take(handle);
  });
  // Moving the element briefly removes its focus. Only a move of the focus to another element drops the item.
  composer.addEventListener('focusout', event => {
    if (held && event.target === held.handle && event.relatedTarget && event.relatedTarget !== held.handle) drop();
  });

  composer.addEventListener('click', event => {
    const button = event.target.closest('.move-buttons button');
    if (!button) return;
    event.preventDefault();
    const thing = thingOf(button);
    if (order.step(thing, Number(button.value))) {
      moved(thing);
      if (button.disabled) (button.nextElementSibling ?? button.previousElementSibling).focus();
      else button.focus({ preventScroll: true });
      thing.scrollIntoView({ block: 'nearest' });
    } else {
      announce(`${order.describe(thing)}, au bout.`);
    }
  });
}
