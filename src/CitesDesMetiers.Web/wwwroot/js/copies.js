// Copies of forms in this browser, one per page, with the key "brouillon|user|subject|page". They stay until the server has them.

const start = user => `brouillon|${user}|`;

export const nameOf = (user, subject) => `${start(user)}${subject}|${crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`}`;

/** The fields of a form as pairs of name and value, without files, passwords and fields about the page. */
export function fieldsOf(form) {
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map(input => input.name));
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !secret.has(name) && (!name.startsWith("__") || name === "__Invariant"))
    .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
}

/** Whether two lists of fields are equal, apart from surrounding spaces. */
export const same = (one, other) => flat(one) === flat(other);

/**
 * @param seen the mark of the server's draft that these fields continue
 * @returns false when the browser has no storage, or not enough
 */
export function keep(name, fields, seen) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), seen, fields }));
    return true;
  } catch {
    return false;
  }
}

export function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was stored.
  }
}

/** The copies of a subject that other pages left, the latest first. For a new entity, those of its kind. */
export function leftBehind(user, subject, isNew, own) {
  const wanted = isNew ? `${start(user)}${subject.split("/")[0]}/` : `${start(user)}${subject}|`;
  const fresh = /^[^/]+\/[0-9a-f]{8}-[0-9a-f-]{27}$/;
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      const of = name.split("|")[2] ?? "";
      if (name.startsWith(wanted) && name !== own && (!isNew || fresh.test(of))) {
        const { at, seen, fields } = JSON.parse(localStorage.getItem(name));
        found.push({ name, subject: of, at, seen, fields });
      }
    }
  } catch {
    // A browser without storage has no copies.
  }

  return found.sort((a, b) => b.at - a.at);
}

function flat(fields) {
  return JSON.stringify(fields.filter(([name]) => name !== "Version" && name !== "__Invariant").map(([name, value]) => [name, value.trim()]));
}
