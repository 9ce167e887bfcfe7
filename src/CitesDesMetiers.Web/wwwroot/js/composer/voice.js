// Messages of the page, announced to screen readers only, or shown to everybody.
let hiding;

export function announce(text) {
  const live = document.getElementById('annonce');
  // Makes screen readers announce a repeated message again.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}

/** @param {boolean} stays keeps the message until the next one; otherwise it disappears after some seconds */
export function status(text, stays = false) {
  const line = document.getElementById('etat');
  clearTimeout(hiding);
  line.hidden = !text;
  line.textContent = text ?? '';
  if (text && !stays) hiding = setTimeout(() => { line.hidden = true; }, 8000);
}
