// Checks the picture of a news item before it is uploaded: it needs an alternative text and has at most 20 MB.

const most = 20 * 1024 * 1024;
const file = document.getElementById("Picture");
const kept = document.getElementById("KeptPicture");
const words = document.getElementById("AlternativeText");

function check() {
  const chosen = file.files[0];
  file.setCustomValidity(chosen?.size > most
    ? `« ${chosen.name} » pèse ${Math.ceil(chosen.size / 1024 / 1024)} Mo ; 20 Mo au plus. Choisissez une image plus légère, ou réduisez-la.`
    : "");
  words.required = Boolean(chosen) || Boolean(kept?.checked && "needsWords" in kept.dataset);
  words.setCustomValidity(words.required && words.value.trim() === "" ? "Décrivez l’image pour qui ne la voit pas." : "");
}

for (const field of [file, kept, words]) {
  field?.addEventListener("input", check);
}

check();
