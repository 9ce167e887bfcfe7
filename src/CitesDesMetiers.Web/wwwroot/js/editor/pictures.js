// Adds pictures that are chosen, dropped or pasted. Each one is described before its upload, one at a time.

import { ask } from "./dialog.js";
import { send } from "./server.js";

const alternative = { name: "AlternativeText", label: "Texte de remplacement", required: true, maxLength: 300, hint: "Ce que montre l’image, pour qui ne la voit pas." };

export const accepted = "image/jpeg,image/png,image/webp,image/gif";

export async function askPictures(editor, files = null) {
  const { surface } = editor;
  const known = files ? null : surface.picture();
  if (known !== null) {
    await describeAnew(surface, known);
    return;
  }

  const again = surface.keep();
  const chosen = files ?? (await ask("Ajouter une image", [{ name: "files", label: "Image", type: "file", required: true, accept: accepted, multiple: true, hint: "JPEG, PNG, GIF ou WebP, 20 Mo au plus." }], { action: "Continuer" }))?.files;
  again();
  for (const file of chosen ?? []) {
    await add(editor, file);
  }
}

async function describeAnew(surface, known) {
  const again = surface.keep();
  const values = await ask("Décrire l’image", [{ ...alternative, value: known }], { action: "Changer" });
  again();
  surface.focus();
  if (values) {
    surface.describe(values.AlternativeText);
  }
}

async function add(editor, file) {
  const { surface } = editor;
  const again = surface.keep();
  const values = await ask(`Décrire l’image « ${file.name} »`, [
    alternative,
    { name: "Caption", label: "Légende", maxLength: 300 },
    { name: "Credit", label: "Crédit", maxLength: 200, hint: "Auteur ou propriétaire." },
    { name: "Licence", label: "Licence", maxLength: 100 },
  ], { intro: await miniature(file) });
  again();
  surface.focus();
  if (!values) {
    editor.say(`L’image « ${file.name} » n’a pas été ajoutée.`);
    return;
  }

  editor.say(`Envoi de « ${file.name} »…`);
  const answer = await send(editor, "image", { ...values, File: file });
  if (answer.markdown) {
    surface.insertBlock(answer.markdown);
  }

  editor.say(answer.problem ? `${answer.problem} Votre texte est conservé.` : ["L’image est dans le texte.", answer.note].filter(Boolean).join(" "));
}

// Drawn on a canvas instead of loaded, because the page's policy allows pictures of this site only.
async function miniature(file) {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: 320 });
    const canvas = document.createElement("canvas");
    canvas.className = "editor-miniature";
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  } catch {
    // The browser cannot read the picture. The server will report it.
    return null;
  }
}
