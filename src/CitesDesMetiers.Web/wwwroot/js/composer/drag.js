/* global Sortable */
// Dragging with SortableJS: sections, items between sections that accept them, and items from the pool into a section.
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** @param taken called with what is taken from the pool, and with null when it is let go */
export function makeDrag(order, { moved, add, taken }) {
  let made = [];

  const common = () => ({ animation: calm.matches ? 0 : 150, ghostClass: 'is-ghost', chosenClass: 'is-held', scrollSensitivity: 80, scrollSpeed: 16 });

  function pieces(list) {
    const takes = list.closest('[data-section]').dataset.takes;
    return new Sortable(list, {
      ...common(),
      group: { name: takes, put: [takes] },
      handle: '.handle',
      draggable: '.piece',
      emptyInsertThreshold: 12,
      onEnd: ({ item, from, to, oldIndex, newIndex }) => { if (from !== to || oldIndex !== newIndex) moved(item); },
      onAdd: ({ item }) => {
        if (!('add' in item.dataset)) return;
        const place = [...list.children].indexOf(item) + 1;
        item.classList.add('is-coming');
        add({ [item.dataset.add]: item.dataset.id, sectionId: list.closest('[data-section]').dataset.section, place });
      },
    });
  }

  function pool(list) {
    return new Sortable(list, {
      ...common(),
      group: { name: list.dataset.takes, pull: true, put: false },
      sort: false,
      filter: 'a, button',
      preventOnFilter: false,
      draggable: 'li',
      delay: 150,
      delayOnTouchOnly: true,
      onStart: ({ item }) => taken({ takes: list.dataset.takes, values: { [item.dataset.add]: item.dataset.id } }),
      onEnd: () => taken(null),
    });
  }

  return {
    attach() {
      made.forEach(s => s.destroy());
      made = [
        new Sortable(document.getElementById('rubriques'), {
          ...common(),
          handle: '.composer-section > header .handle',
          draggable: '.composer-section',
          onEnd: ({ item, oldIndex, newIndex }) => { if (oldIndex !== newIndex) moved(item); },
        }),
        ...[...document.querySelectorAll('.pieces')].map(pieces),
        ...[...document.querySelectorAll('.pool-list')].map(pool),
      ];
    },
  };
}
