// Requests to the server, in the session of the page.

export async function post(editor, what, values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) {
      data.append(name, value);
    }
  }

  data.append("__jeton", editor.form.elements.__jeton?.value ?? "");
  return fetch(`${editor.root}/${what}`, { method: "POST", body: data, credentials: "same-origin" });
}

export async function send(editor, what, values) {
  try {
    const answer = await post(editor, what, values);
    if (answer.redirected || !(answer.headers.get("content-type") ?? "").includes("json")) {
      return { problem: "Votre session est terminée ou le fichier est trop lourd : enregistrez votre texte, puis recommencez." };
    }

    return await answer.json();
  } catch {
    return { problem: "Le site ne répond pas : rien n’a été envoyé. Réessayez dans un instant." };
  }
}
