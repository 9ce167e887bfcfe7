// The latest news, dates or issue of the InfoLettre, to embed in the site of a Cité:
//   <script src="https://…/inserer/infolettre.js?montre=actualites&cite=charleroi" async></script>
// It reads our page of that name and inserts it at the script, or into the element that data-cible names by a CSS selector. The host
// page supplies the styles. It uses no cookie or storage and asks only the site it comes from. Without an answer it inserts nothing.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script) {
    return;
  }

  var source = new URL(script.src);
  var part = source.searchParams.get("montre");
  source.searchParams.delete("montre");
  if (!/^[a-z]+$/.test(part || "")) {
    return;
  }

  function place(html) {
    var found = new DOMParser().parseFromString(html, "text/html").querySelector(".infolettre");
    if (!found) {
      return;
    }

    var wanted = script.getAttribute("data-cible");
    var target = wanted && document.querySelector(wanted);
    if (target) {
      target.append(document.adoptNode(found));
    } else {
      script.after(document.adoptNode(found));
    }
  }

  function whenRead(html) {
    // The target element may come after the script.
    if (script.hasAttribute("data-cible") && document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () {
        place(html);
      });
    } else {
      place(html);
    }
  }

  fetch(source.origin + "/inserer/" + part + source.search, { credentials: "omit" })
    .then(function (answer) {
      return answer.text();
    })
    .then(whenRead, function () {});
})();
