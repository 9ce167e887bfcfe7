// Searches the texts of recherche-textes.js: every word of the query must begin a word of the text. Accents, capitals and ligatures
// do not matter, and a passage in quotation marks must stand as it is.
(function () {
  "use strict";
  var form = document.getElementById("recherche");
  var box = document.getElementById("mots");
  var list = document.getElementById("trouve");
  var count = document.getElementById("compte");

  function fold(text) {
    return " " + text.normalize("NFD").replace(/[\p{Mn}\p{Cf}]/gu, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim() + " ";
  }

  TEXTES.forEach(function (entry) {
    entry.titreMots = fold(entry.titre);
    entry.mots = entry.titreMots + fold(entry.texte);
  });

  function termsOf(query) {
    var terms = [];
    var rest = query.replace(/["«“]([^"»”]*)["»”]/g, function (all, phrase) {
      terms.push(fold(phrase));
      return " ";
    });
    fold(rest).split(" ").filter(Boolean).forEach(function (word) {
      terms.push(" " + word.replace(/(?<=...)[sx]$/, ""));
    });
    return terms.filter(function (term) {
      return term.trim();
    });
  }

  // Some forty words around the first hit, with the hits marked.
  function passage(entry, terms) {
    var parts = terms.join(" ").split(" ").filter(Boolean);
    var words = entry.texte.split(/\s+/);
    function isHit(word) {
      return parts.some(function (part) {
        return fold(word).indexOf(" " + part) >= 0;
      });
    }

    var start = Math.max(0, words.findIndex(isHit) - 12);
    var shown = document.createElement("p");
    shown.className = "hit-passage";
    shown.lang = entry.langue;
    shown.append(start > 0 ? "… " : "");
    words.slice(start, start + 40).forEach(function (word, i) {
      var piece = document.createElement(isHit(word) ? "mark" : "span");
      piece.textContent = word;
      shown.append(i > 0 ? " " : "", piece);
    });
    shown.append(start + 40 < words.length ? " …" : "");
    return shown;
  }

  function line(entry, terms) {
    var item = document.createElement("li");
    var about = document.createElement("p");
    about.className = "hit-kind";
    about.textContent = [entry.genre, entry.cite, entry.jour].filter(Boolean).join(", ");
    item.className = "hit";
    var title = document.createElement("h2");
    title.className = "hit-title";
    var link = document.createElement("a");
    link.href = entry.lien;
    link.lang = entry.langue;
    link.textContent = entry.titre;
    title.append(link);
    item.append(about, title, passage(entry, terms));
    return item;
  }

  function search() {
    var terms = termsOf(box.value);
    list.replaceChildren();
    if (terms.length === 0) {
      count.textContent = "";
      return;
    }

    function hasAll(words) {
      return terms.every(function (term) {
        return words.indexOf(term) >= 0;
      });
    }

    var found = TEXTES.filter(function (entry) {
      return hasAll(entry.mots);
    });
    found.sort(function (a, b) {
      return hasAll(b.titreMots) - hasAll(a.titreMots);
    });
    var limit = 100;
    found.slice(0, limit).forEach(function (entry) {
      list.append(line(entry, terms));
    });
    count.textContent = found.length === 0 ? "Rien ne correspond. Essayez un autre mot, ou moins de mots."
      : found.length === 1 ? "Un résultat" : found.length + " résultats" + (found.length > limit ? ", dont voici les cent premiers" : "");
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search();
    history.replaceState(null, "", "#" + encodeURIComponent(box.value));
  });
  if (location.hash.length > 1) {
    box.value = decodeURIComponent(location.hash.slice(1));
    search();
  }
})();
