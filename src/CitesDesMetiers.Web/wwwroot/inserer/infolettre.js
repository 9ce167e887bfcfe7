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

  function place(page) {
    var found = page && page.querySelector(".infolettre");
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

  function whenRead(page) {
    // The target element may come after the script.
    if (script.hasAttribute("data-cible") && document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () {
        place(page);
      });
    } else {
      place(page);
    }
  }

  // The browser makes the document, which sites with Trusted Types allow, too.
  var request = new XMLHttpRequest();
  request.open("GET", source.origin + "/inserer/" + part + source.search);
  request.responseType = "document";
  request.onload = function () {
    whenRead(request.response);
  };
  request.send();
})();
