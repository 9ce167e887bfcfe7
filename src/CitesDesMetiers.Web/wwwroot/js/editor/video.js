// A video on another site: a thumbnail with a link. No request is sent to its host.

import { ask } from "./dialog.js";
import { accepted } from "./pictures.js";
import { send } from "./server.js";

export async function askVideo(editor) {
  const { surface } = editor;
  const again = surface.keep();
  const values = await ask("Ajouter une vidéo", [
    { name: "Url", label: "Adresse de la vidéo", type: "url", value: "https://", required: true },
    { name: "Title", label: "Titre de la vidéo", required: true, maxLength: 200 },
    { name: "files", label: "Image (facultative)", type: "file", accept: accepted, hint: "Sans image, nous en dessinons une. Le signe de lecture est ajouté." },
  ]);
  again();
  surface.focus();
  if (!values) {
    return;
  }

  const answer = await send(editor, "video", { Url: values.Url, Title: values.Title, File: values.files[0] });
  if (answer.markdown) {
    surface.insertBlock(answer.markdown);
  }

  editor.say(answer.problem ? `${answer.problem} Votre texte est conservé.` : "La vidéo est dans le texte.");
}
