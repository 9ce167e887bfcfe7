// A Word file or another document that is dropped on the workshop, or pasted there as a file, is sent as the page « Documents » sends it.
import { status } from './voice.js';

const HINT = 'Déposez le document : il sera lu, puis vous corrigerez ce qui en est compris.';

/** @returns a function that has another document take drops, too: the page of the issue in its frame */
export function makeDocumentDrop(address) {
  function send(files) {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: address, enctype: 'multipart/form-data', hidden: true });
    form.append(
      Object.assign(document.createElement('input'), { type: 'file', name: 'Files', multiple: true, files }),
      document.querySelector('#gestes [name=__jeton]').cloneNode(),
    );
    document.body.append(form);
    status(`Envoi de ${[...files].map(f => `« ${f.name} »`).join(', ')} …`, true);
    form.submit();
  }

  function attach(page) {
    const hasFiles = event => event.dataTransfer.types.includes('Files');
    page.addEventListener('dragover', event => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      status(HINT);
    });
    page.addEventListener('drop', event => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer.files.length) send(event.dataTransfer.files);
    });
  }

  attach(document);
  document.addEventListener('paste', event => {
    if (event.target.closest?.('input, textarea, [contenteditable]') || !event.clipboardData.files.length) return;
    event.preventDefault();
    send(event.clipboardData.files);
  });
  return attach;
}
