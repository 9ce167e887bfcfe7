import { ask } from "./dialog.js";

export async function askLink({ surface }) {
  const { text: chosen, url: known } = surface.link();
  const again = surface.keep();
  const isUrl = /^(https?:\/\/|www\.|mailto:)\S+$/i.test(chosen.trim());
  const values = await ask(known === null ? "Ajouter un lien" : "Changer le lien", [
    { name: "text", label: "Texte du lien", value: isUrl && known === null ? "" : chosen, required: true, hint: "Ce que le lecteur trouvera, plutôt que « cliquez ici »." },
    {
      name: "url", label: "Adresse", value: known ?? (isUrl ? chosen.trim() : "https://"), required: known === null,
      hint: `https://… ou une adresse électronique.${known === null ? "" : " Vide, le lien est retiré."}`,
    },
  ], { action: known === null ? "Insérer" : "Changer" });
  again();
  surface.focus();
  if (values) {
    surface.insertLink(values.text, values.url);
  }
}
