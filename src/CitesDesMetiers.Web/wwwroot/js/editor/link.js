import { ask } from "./dialog.js";
import { insertLink } from "./edit.js";

export async function askLink(editor) {
  const { area } = editor;
  const { selectionStart: from, selectionEnd: to } = area;
  const chosen = area.value.slice(from, to);
  const isUrl = /^(https?:\/\/|www\.|mailto:)\S+$/i.test(chosen.trim());
  const values = await ask("Ajouter un lien", [
    { name: "text", label: "Texte du lien", value: isUrl ? "" : chosen, required: true, hint: "Ce que le lecteur trouvera, plutôt que « cliquez ici »." },
    { name: "url", label: "Adresse", value: isUrl ? chosen.trim() : "https://", required: true, hint: "https://… ou une adresse électronique." },
  ]);
  area.setSelectionRange(from, to);
  area.focus();
  if (values) {
    insertLink(area, values.text, values.url);
  }
}
