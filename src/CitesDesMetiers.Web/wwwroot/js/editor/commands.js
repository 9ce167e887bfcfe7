// The commands of the toolbar, in its order.

import { toggleLines, toggleMark } from "./edit.js";
import { askLink } from "./link.js";
import { askPictures } from "./pictures.js";
import { askVideo } from "./video.js";
import { togglePreview } from "./preview.js";

export const commands = [
  { name: "Gras", sign: "G", style: "bold", key: "b", run: ({ area }) => toggleMark(area, "**") },
  { name: "Italique", sign: "I", style: "italic", key: "i", run: ({ area }) => toggleMark(area, "*") },
  { name: "Intertitre", sign: "T", run: ({ area }) => toggleLines(area, "## ", /^#{1,6}\s+/) },
  { name: "Liste", sign: "•", run: ({ area }) => toggleLines(area, "- ", /^[-*]\s+/) },
  { name: "Citation", sign: "»", run: ({ area }) => toggleLines(area, "> ", /^>\s?/) },
  { name: "Lien", key: "k", run: askLink },
  { name: "Image", run: (editor) => askPictures(editor) },
  { name: "Vidéo", run: askVideo },
  { name: "Aperçu", toggles: true, run: togglePreview },
];
