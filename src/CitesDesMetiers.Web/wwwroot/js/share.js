// Adds to the links for passing a page on: its address to copy, the device's own menu where there is one, and the browser's print.
for (const share of document.querySelectorAll("[data-share]")) {
  const said = document.createElement("span");
  said.role = "status";

  const add = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-link";
    button.textContent = text;
    button.addEventListener("click", act);
    share.append(button);
  };

  add("Copier l’adresse", async () => {
    try {
      await navigator.clipboard.writeText(share.dataset.share);
      said.textContent = "L’adresse est copiée.";
    } catch {
      said.textContent = `Le navigateur ne le permet pas. L’adresse : ${share.dataset.share}`;
    }
  });

  if (navigator.share) {
    add("Partager", () => navigator.share({ title: share.dataset.title, url: share.dataset.share }).catch(() => {}));
  }

  if (share.classList.contains("printable")) {
    add("Imprimer", () => window.print());
  }

  share.append(said);
}
