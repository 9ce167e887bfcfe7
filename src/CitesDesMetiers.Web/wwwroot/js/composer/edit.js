// Makes the preview the page one works on: whatever the server marked there opens its editor by a click, or by Enter on a link that shows
// when it has the focus. The document in the frame has no scripts; these listeners belong to the composer.
const key = element => element.dataset.edit;

/** @param shown called with each document that was made editable */
export function makeEditable(preview, open, shown) {
  preview.onShown = frame => {
    const page = frame.contentDocument;
    if (!page?.querySelector('[data-edit]')) return;
    addLinks(page);
    shown(page);
    page.addEventListener('click', event => {
      const link = event.target.closest('a');
      const marked = event.target.closest('[data-edit]');
      if (link || marked) event.preventDefault();
      if (marked) edit(marked);
    });
  };

  function edit(marked) {
    const address = key(marked);
    const place = [...marked.ownerDocument.querySelectorAll('[data-edit]')].filter(e => key(e) === address).indexOf(marked);
    open(address, `Modifier ${marked.dataset.what}`, () => preview.focus(address, place));
  }
}

/** One link for all neighbours that have the same editor. */
function addLinks(page) {
  let last = '';
  for (const marked of page.querySelectorAll('[data-edit]')) {
    for (const link of marked.querySelectorAll('a')) link.tabIndex = -1;
    if (key(marked) === last) continue;
    last = key(marked);
    const link = page.createElement('a');
    link.className = 'edit-link';
    link.href = key(marked);
    link.textContent = `Modifier ${marked.dataset.what}`;
    (marked.matches('ul, ol, table') ? marked.querySelector('li, th, td') ?? marked : marked).prepend(link);
  }
}
