// The sign-up form of the InfoLettre, to embed in the site of a Cité:
//   <script src="https://…/inscription/formulaire.js?cite=charleroi" async></script>
// It inserts a plain form at the script, or into the element that data-cible names by a CSS selector. Submitting it opens our
// own page, which shows what the person agrees to. It uses no cookie, storage or request; the host page supplies the styles.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script) {
    return;
  }

  var source = new URL(script.src);
  var cite = source.searchParams.get("cite");
  var letter = script.getAttribute("data-lettre") || "InfoLettre";
  // "aux Nouvelles". Scripts that were embedded earlier have the bare name.
  var toLetter = /^(à|au|aux) /.test(letter) ? letter : "à l’" + letter;
  var id = "infolettre-adresse-" + document.querySelectorAll(".infolettre-formulaire").length;

  function make(name, attributes, text) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    if (text) {
      element.textContent = text;
    }

    return element;
  }

  function line() {
    var paragraph = make("p", {});
    for (var i = 0; i < arguments.length; i++) {
      paragraph.append(arguments[i]);
    }

    return paragraph;
  }

  function build() {
    var form = make("form", {
      method: "post", action: source.origin + "/inscription/depuis", "accept-charset": "utf-8", "class": "infolettre-formulaire", lang: "fr",
    });
    form.append(
      line(
        make("label", { "for": id }, "Votre adresse électronique"), " ",
        make("input", { id: id, type: "email", name: "adresse", autocomplete: "email", required: "", "aria-describedby": id + "-aide" }), " ",
        make("button", { type: "submit" }, "S’abonner " + toLetter)),
      line(make("small", { id: id + "-aide" }, "Vous confirmerez ensuite sur le site de la lettre\u00a0: rien n’est enregistré avant.")));
    if (cite) {
      form.append(make("input", { type: "hidden", name: "cite", value: cite }));
    }

    return form;
  }

  function place() {
    var wanted = script.getAttribute("data-cible");
    var target = wanted && document.querySelector(wanted);
    if (target) {
      target.append(build());
    } else {
      script.after(build());
    }
  }

  // The target element may come after the script.
  if (script.hasAttribute("data-cible") && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", place);
  } else {
    place();
  }
})();
