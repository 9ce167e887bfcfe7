// Shows the pages of a PDF beside its correction, with its passages marked. PDF.js draws them in a worker of the browser, so that the site opens
// no file. Without this script, or when the file cannot be drawn, the text of the original stays.
import { startWorker } from "./parse.js";

const CHOICE = "original";
const WIDTH = 1_000;

const pane = () => document.querySelector(".document-original");
const pages = () => pane()?.querySelector(".document-pages");
const areShown = () => pages()?.hidden === false;

let opening = null;
const drawings = new Map();

async function open(address) {
  const { getDocument, GlobalWorkerOptions } = await import("../lib/pdfjs/pdf.min.js");
  GlobalWorkerOptions.workerPort ??= startWorker(new URL("../lib/pdfjs/pdf.worker.min.js", import.meta.url).href);

  // The policy of the site has no WebAssembly. Only pictures in JPEG 2000 and JBIG2 are missing without it.
  const file = await getDocument({ url: address, useWasm: false, verbosity: 0 }).promise;
  const first = (await file.getPage(1)).getViewport({ scale: 1 });
  const drawing = new IntersectionObserver(
    entries => entries.forEach(entry => (entry.isIntersecting ? draw(file, entry.target) : clear(entry.target))),
    { root: pane(), rootMargin: "100% 0px" },
  );
  for (const picture of pages().querySelectorAll(".document-picture")) {
    picture.style.aspectRatio = `${first.width} / ${first.height}`;
    drawing.observe(picture);
  }
}

async function draw(file, picture) {
  if (drawings.has(picture)) return;
  drawings.set(picture, null);
  const number = [...pages().querySelectorAll(".document-picture")].indexOf(picture) + 1;
  const page = await file.getPage(number);
  const size = page.getViewport({ scale: 1 });
  picture.style.aspectRatio = `${size.width} / ${size.height}`;
  const viewport = page.getViewport({ scale: WIDTH / size.width });
  const canvas = picture.querySelector("canvas");
  Object.assign(canvas, { width: viewport.width, height: viewport.height });
  drawings.set(picture, page.render({ canvas, viewport }));
  await drawings.get(picture).promise.catch(() => {});
}

/** Two hundred pages would take a gigabyte. */
function clear(picture) {
  drawings.get(picture)?.cancel();
  drawings.delete(picture);
  Object.assign(picture.querySelector("canvas"), { width: 0, height: 0 });
}

async function choose(view) {
  if (view === "pages") {
    try {
      pages().hidden = false;
      await (opening ??= open(pages().dataset.file));
    } catch {
      pages().hidden = true;
      pane().querySelector(".document-views").hidden = true;
      return;
    }
  }

  pages().hidden = view !== "pages";
  pane().querySelector(".document-text").hidden = view === "pages";
  const views = pane().querySelector(".document-views");
  views.hidden = false;
  for (const button of views.children) {
    button.setAttribute("aria-pressed", String(button.value === view));
  }
}

/** Marks a passage on the pages and brings it into sight. */
function mark(key) {
  const boxes = [...pages().querySelectorAll("a")];
  const own = boxes.filter(box => box.getAttribute("href") === `#passage-${key}`);
  boxes.forEach(box => box.classList.toggle("is-current", own.includes(box)));
  if (own.length && areShown()) {
    const [box, frame] = [own[0].getBoundingClientRect(), pane().getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) {
      pane().scrollTop += box.top - frame.top - frame.height / 4;
    }
  }

  return own[0];
}

function start() {
  if (pages() && !opening) {
    choose(localStorage.getItem(CHOICE) === "texte" ? "texte" : "pages").then(() => mark(location.hash.split("-")[1]));
  }
}

document.addEventListener("click", event => {
  const button = event.target.closest?.(".document-views button");
  const link = event.target.closest?.(".document-item a[href^='#original-']");
  if (button) {
    localStorage.setItem(CHOICE, button.value);
    choose(button.value);
  } else if (link && areShown()) {
    event.preventDefault();
    mark(link.hash.split("-")[1])?.focus();
  }
});
document.addEventListener("focusin", event => {
  const item = pages() && event.target.closest?.(".document-item");
  if (item) mark(item.id.split("-")[1]);
});

// The pages come to the page when the document has been read.
document.addEventListener("renewed", start);
start();
