// A small form in a dialog. The promise resolves to its values, or to null when it is cancelled.

let count = 0;

export function ask(title, fields, { action = "Insérer", intro = null } = {}) {
  const id = `editor-dialog-${++count}`;
  const dialog = document.createElement("dialog");
  dialog.className = "editor-dialog";
  dialog.setAttribute("aria-labelledby", `${id}-title`);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "stack";
  const heading = document.createElement("h2");
  heading.id = `${id}-title`;
  heading.textContent = title;
  form.append(heading);
  if (intro) {
    form.append(intro);
  }

  const inputs = fields.map((field) => add(form, id, field));
  const row = document.createElement("p");
  row.className = "cluster";
  row.append(button(action, "button", "submit"), button("Annuler", "button-quiet", "button", () => dialog.close()));
  form.append(row);
  dialog.append(form);
  document.body.append(dialog);
  const before = document.activeElement;
  return new Promise((resolve) => {
    let values = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      values = Object.fromEntries(inputs.map((input) => [input.name, input.type === "file" ? input.files : input.value.trim()]));
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus();
      resolve(values);
    });
    dialog.showModal();
    (inputs.find((input) => input.value === "" && input.type !== "file") ?? inputs[0])?.focus();
  });
}

function add(form, id, { name, label, value = "", required = false, type = "text", hint, maxLength, accept, multiple }) {
  const box = document.createElement("div");
  box.className = "field";
  const input = document.createElement("input");
  Object.assign(input, { id: `${id}-${name}`, name, type, required });
  if (type !== "file") {
    input.value = value;
  }

  if (maxLength) {
    input.maxLength = maxLength;
  }

  if (accept) {
    input.accept = accept;
    input.multiple = Boolean(multiple);
  }

  const caption = document.createElement("label");
  caption.htmlFor = input.id;
  caption.textContent = label;
  box.append(caption, input);
  if (hint) {
    const note = document.createElement("p");
    note.className = "hint";
    note.id = `${input.id}-hint`;
    note.textContent = hint;
    input.setAttribute("aria-describedby", note.id);
    box.append(note);
  }

  form.append(box);
  return input;
}

function button(text, className, type, onClick) {
  const made = document.createElement("button");
  Object.assign(made, { type, className, textContent: text });
  if (onClick) {
    made.addEventListener("click", onClick);
  }

  return made;
}
