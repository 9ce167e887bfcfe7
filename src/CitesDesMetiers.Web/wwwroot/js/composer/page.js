// Dragging on the page. News, arrivals and departures change places there, and what is taken from the pool can be dropped between them.
// Each move is made in the outline, which holds the order.
const FAR = 6;
const EDGE = 40;
const blockOf = (page, item) =>
  item.dataset.move ? page.querySelector(`[data-move="${item.dataset.move}"]`)
    : item.dataset.news ? page.getElementById(`n-${item.dataset.news}`)?.closest('table')
      : null;

export function makePageDrag(order, { moved, add }) {
  let held = null;
  const drag = { take: thing => { held = thing; }, attach };

  function blocks(page) {
    return order.sections()
      .flatMap(section => order.items(section).map(item => ({ item, takes: section.dataset.takes, block: blockOf(page, item) })))
      .filter(found => found.block);
  }

  /** The block before or after which the pointer is. */
  function target(page, y) {
    const fitting = blocks(page).filter(b => b.takes === held.takes);
    const next = fitting.find(({ block }) => {
      const { top, height } = block.getBoundingClientRect();
      return y < top + height / 2;
    });
    return next ? { ...next, isBefore: true } : fitting.length ? { ...fitting.at(-1), isBefore: false } : null;
  }

  function drop({ item, isBefore }) {
    const section = order.sectionOf(item);
    if (held.item) {
      if (held.item === item) return;
      const before = order.describe(held.item);
      isBefore ? item.before(held.item) : item.after(held.item);
      if (order.describe(held.item) !== before) moved(held.item);
    } else {
      add({ ...held.values, sectionId: section.dataset.section, place: order.items(section).indexOf(item) + (isBefore ? 1 : 2) });
    }
  }

  /** Shows where the thing would come to stand, and scrolls at the edges of the page. */
  function show(page, line, y) {
    const window = page.defaultView;
    window.scrollBy({ top: y < EDGE ? y - EDGE : Math.max(0, y - window.innerHeight + EDGE), behavior: 'instant' });
    const over = target(page, y);
    if (!over) return;
    const { top, bottom, left, width } = over.block.getBoundingClientRect();
    Object.assign(line.style, { top: `${(over.isBefore ? top : bottom) + window.scrollY}px`, left: `${left}px`, width: `${width}px` });
    page.body.append(line);
  }

  // The browser's own dragging would take links and pictures out of the page. It serves for the pool alone, which is another document.
  function attach(page) {
    const line = page.createElement('div');
    line.className = 'drop-line';
    let start = null;
    const end = () => { start = null; held = null; line.remove(); };
    page.addEventListener('pointerdown', event => {
      const found = event.button === 0 && event.pointerType !== 'touch' && blocks(page).find(({ block }) => block.contains(event.target));
      start = found ? { ...found, x: event.clientX, y: event.clientY } : null;
    });
    page.addEventListener('mousedown', event => { if (start) event.preventDefault(); });
    page.addEventListener('pointermove', event => {
      if (!start || (!held && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR)) return;
      if (!held) page.documentElement.setPointerCapture(event.pointerId);
      held = start;
      show(page, line, event.clientY);
    });
    page.addEventListener('pointerup', event => {
      if (!held) { start = null; return; }
      const over = target(page, event.clientY);
      if (over) drop(over);
      end();
      // What follows is the click of a drag, not one on a text.
      page.addEventListener('click', click => { click.stopPropagation(); click.preventDefault(); }, { capture: true, once: true });
    });
    page.addEventListener('pointercancel', end);
    page.addEventListener('keydown', event => { if (event.key === 'Escape') end(); });

    page.addEventListener('dragover', event => {
      if (!held) return;
      event.preventDefault();
      show(page, line, event.clientY);
    });
    page.addEventListener('dragleave', event => { if (!event.relatedTarget) line.remove(); });
    page.addEventListener('drop', event => {
      const over = held && target(page, event.clientY);
      line.remove();
      if (!over) return;
      event.preventDefault();
      drop(over);
    });
  }

  return drag;
}
