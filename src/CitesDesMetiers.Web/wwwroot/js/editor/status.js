// One line under the text that says what happened, for eyes and screen readers.

export function addStatus(area) {
  const line = document.createElement("p");
  line.className = "editor-status";
  line.setAttribute("role", "status");
  area.after(line);
  return (message) => {
    line.textContent = message;
  };
}
