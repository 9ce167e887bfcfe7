// The form before this page was saved: the copy of it in the browser is not needed any more.

const name = document.querySelector("meta[name=saved-copy]")?.content ?? "";
if (name.startsWith("brouillon|")) {
  try {
    localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
}
