// Sends a draft to the server and returns a message about the result.

const longest = 10_000;

/** In characters, the same as the server's limit. */
const maxSize = 1024 * 1024;

const here = "Ce que vous tapez est gardé dans ce navigateur.";

/**
 * @param marks fields about the page
 * @param fields pairs of name and value
 * @returns {Promise<{ isKept: boolean, isWorthRetrying?: boolean, message?: string, seen?: string, presence?: string, link?: object }>}
 */
export async function sendForm(url, marks, fields, signal) {
  if (fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > maxSize) {
    return { isKept: false, message: "Ce texte dépasse 1 Mo : le serveur ne le garde pas pendant que vous l’écrivez." };
  }

  const body = new FormData();
  [...fields, ...Object.entries(marks)].forEach(([name, value]) => body.append(name, value));
  try {
    const answer = await fetch(url, {
      method: "POST", body, signal: AbortSignal.any([signal, AbortSignal.timeout(longest)]), redirect: "manual", headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    const json = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    return answer.ok ? { isKept: true, ...json } : refused(answer, json);
  } catch {
    return { isKept: false, isWorthRetrying: !signal.aborted, message: "Hors ligne : gardé dans ce navigateur." };
  }
}

function refused(answer, json) {
  if (answer.status === 401 || answer.type === "opaqueredirect") {
    return { isKept: false, isWorthRetrying: true, message: `Votre session est terminée. ${here}`, link: { href: "/connexion", text: "Se reconnecter dans un autre onglet" } };
  }

  if (json.message) {
    return { isKept: false, message: json.message, presence: json.presence };
  }

  if (answer.status === 400) {
    return { isKept: false, message: `Cette page n’est plus reconnue, peut-être parce qu’un autre compte est ouvert. ${here} Rechargez-la.` };
  }

  if (answer.status === 404 || answer.status === 403 || answer.status === 410) {
    return { isKept: false, message: `Cette fiche n’existe plus, ou ne vous est plus ouverte. ${here}` };
  }

  return { isKept: false, isWorthRetrying: true, message: answer.status === 429 ? `Trop de demandes en peu de temps. ${here}` : "Hors ligne : gardé dans ce navigateur." };
}
