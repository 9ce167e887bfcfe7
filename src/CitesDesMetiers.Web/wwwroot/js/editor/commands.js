// The commands of the toolbar, in its order. "is" names what the command makes of the selection; "inside" where alone it can be used.

import { askLink } from "./link.js";
import { isSource, toggleMode } from "./mode.js";
import { askPictures } from "./pictures.js";
import { togglePreview } from "./preview.js";
import { askVideo } from "./video.js";

const table = "| Titre | Titre |\n| --- | --- |\n|  |  |";

export const commands = [
  { name: "Gras", style: "bold", key: "b", is: "strong", run: ({ surface }) => surface.mark("strong") },
  { name: "Italique", style: "italic", key: "i", is: "em", run: ({ surface }) => surface.mark("em") },
  { name: "Exposant", is: "sup", run: ({ surface }) => surface.mark("sup") },
  { name: "Intertitre", is: "heading2", run: ({ surface }) => surface.block("heading2") },
  { name: "Sous-titre", is: "heading3", run: ({ surface }) => surface.block("heading3") },
  { name: "Liste", is: "bullet_list", run: ({ surface }) => surface.block("bullet_list") },
  { name: "Numéros", label: "Liste numérotée", is: "ordered_list", run: ({ surface }) => surface.block("ordered_list") },
  { name: "Citation", is: "blockquote", run: ({ surface }) => surface.block("blockquote") },
  { name: "Lien", key: "k", is: "link", run: askLink },
  { name: "Image", run: (editor) => askPictures(editor) },
  { name: "Vidéo", run: askVideo },
  { name: "Tableau", run: ({ surface }) => surface.insertBlock(table) },
  { name: "Ajouter une ligne", inside: "table", run: ({ surface }) => surface.table("addRow") },
  { name: "Ajouter une colonne", inside: "table", run: ({ surface }) => surface.table("addColumn") },
  { name: "Retirer la ligne", inside: "table", run: ({ surface }) => surface.table("removeRow") },
  { name: "Retirer la colonne", inside: "table", run: ({ surface }) => surface.table("removeColumn") },
  { name: "Annuler", key: "z", isNative: true, run: ({ surface }) => surface.history("undo") },
  { name: "Rétablir", key: "y", isNative: true, run: ({ surface }) => surface.history("redo") },
  { name: "Texte brut", label: "Texte brut, avec les signes de mise en forme", isOn: isSource, run: toggleMode },
  { name: "Aperçu", toggles: true, run: togglePreview },
];
