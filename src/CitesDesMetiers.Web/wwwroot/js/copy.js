// Adds a button to each text to copy. Without it, the text can be selected and copied by hand.
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet button-small";
  button.textContent = "Copier";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const row = document.createElement("p");
  row.className = "cluster";
  row.append(button, said);
  text.closest(".field").append(row);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copié.";
    } catch {
      text.select();
      said.textContent = "Le texte est sélectionné : copiez-le avec Ctrl+C.";
    }
  });
}
