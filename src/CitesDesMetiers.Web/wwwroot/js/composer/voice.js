// What the page says: to screen readers alone, or to everybody.
let hiding;

export function announce(text) {
  const live = document.getElementById('annonce');
  // The same words twice are said twice.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}

/** @param {boolean} stays until something else is said, rather than some seconds. */
export function status(text, stays = false) {
  const line = document.getElementById('etat');
  clearTimeout(hiding);
  line.hidden = !text;
  line.textContent = text ?? '';
  if (text && !stays) hiding = setTimeout(() => { line.hidden = true; }, 8000);
}
