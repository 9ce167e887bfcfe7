// The text as it will look. The text area stays the field of the form: each change is written into it, and what others write there is shown.

import { EditorState, EditorView, gapCursor, history } from "../../../lib/prosemirror/prosemirror.js";
import { onDrop, onPaste } from "../paste.js";
import { keys } from "./keys.js";
import { read, writeFragment } from "./markdown.js";
import { makeSurface } from "./surface.js";

/** The mark of what was copied from an editor: its words are Markdown already. */
const own = "text/x-infolettre";

export function makeRich(editor) {
  const { area } = editor;
  const box = document.createElement("div");
  box.className = "editor-rich";
  area.after(box);
  let write = null;
  let written = null;
  const label = area.labels[0];
  if (label) {
    label.id ||= `${area.id}-etiquette`;
    label.addEventListener("click", () => editor.surface === surface && view.focus());
  }

  const attributes = attributesOf(area, label);
  const view = new EditorView(box, {
    state: stateOf(editor, area, read("").doc),
    attributes: () => ({ ...attributes, ...languageOf(area) }),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && write) {
        written = write(view.state.doc);
        if (written !== area.value) {
          area.value = written;
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }

      editor.refresh?.();
    },
    clipboardTextSerializer: ({ content }) => writeFragment(content),
    handleDOMEvents: {
      paste: (_, event) => paste(editor, event),
      drop: (_, event) => view.dragging === null && (onDrop(editor, event) || event.preventDefault() || true),
      copy: (_, event) => copy(view, event),
      cut: (_, event) => copy(view, event) && (view.dispatch(view.state.tr.deleteSelection().scrollIntoView()), true),
    },
  });
  const surface = makeSurface(view);

  // The form counts what is typed once, when it is in the field.
  box.addEventListener("input", (event) => event.stopPropagation());
  area.addEventListener("input", () => editor.surface === surface && area.value !== written && surface.load());
  // The browser and the list of errors lead to the field.
  area.addEventListener("focus", () => editor.surface === surface && view.focus());

  return Object.assign(surface, {
    element: box,
    load() {
      const found = read(area.value);
      write = found.write;
      written = area.value;
      view.updateState(stateOf(editor, area, found.doc));
    },
    show(isShown) {
      box.hidden = !isShown;
      area.classList.toggle("editor-kept", isShown);
      document.getElementById(signsOf(area))?.toggleAttribute("hidden", isShown);
      // One of the two has the label.
      setOrRemove(area, "aria-hidden", isShown ? "true" : null);
      setOrRemove(area, "tabindex", isShown ? "-1" : null);
      setOrRemove(label, "for", isShown ? null : area.id);
      attributes["aria-labelledby"] = isShown ? label?.id : undefined;
      view.setProps({});
    },
  });
}

function setOrRemove(element, name, value) {
  if (value) {
    element?.setAttribute(name, value);
  } else {
    element?.removeAttribute(name);
  }
}

const stateOf = (editor, area, doc) => EditorState.create({ doc, plugins: [...keys(editor, () => isFrench(area)), history(), gapCursor()] });

/** The hint about the signs of the source (FieldTagHelper). */
const signsOf = (area) => `${area.id}-signes`;

function attributesOf(area, label) {
  const attributes = {
    id: `${area.id}-texte`,
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label?.id,
    "aria-describedby": area.getAttribute("aria-describedby")?.split(" ").filter((id) => id !== signsOf(area)).join(" "),
    "aria-invalid": area.getAttribute("aria-invalid"),
    "aria-required": area.required ? "true" : null,
    spellcheck: "true",
    class: "prose",
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value));
}

/** A field that names no language is for French. */
const isFrench = (area) => (languageOf(area).lang ?? "fr").startsWith("fr");

/** For the spelling and the voice: the language of the field, or the one chosen in the form. */
function languageOf(area) {
  const lang = area.lang || area.form?.elements.Language?.value;
  return lang ? { lang } : {};
}

function paste(editor, event) {
  const data = event.clipboardData;
  if (data.types.includes(own)) {
    event.preventDefault();
    editor.surface.paste(data.getData(own));
  } else if (!onPaste(editor, event)) {
    event.preventDefault();
    editor.surface.paste(data.getData("text/plain"));
  }

  return true;
}

function copy(view, event) {
  if (view.state.selection.empty) {
    return false;
  }

  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  event.preventDefault();
  event.clipboardData.setData("text/html", dom.innerHTML);
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData(own, text);
  return true;
}
