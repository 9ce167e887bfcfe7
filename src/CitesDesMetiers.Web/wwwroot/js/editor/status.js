// A status line under the text, which screen readers announce.

export function addStatus(area) {
  const line = document.createElement("p");
  line.className = "editor-status";
  line.setAttribute("role", "status");
  area.after(line);
  return (message) => {
    line.textContent = message;
  };
}
