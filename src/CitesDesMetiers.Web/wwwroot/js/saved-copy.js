// Removes the browser's copy of the form that was just saved.

const name = document.querySelector("meta[name=saved-copy]")?.content ?? "";
if (name.startsWith("brouillon|")) {
  try {
    localStorage.removeItem(name);
  } catch {
    // A browser without storage has nothing to remove.
  }
}
