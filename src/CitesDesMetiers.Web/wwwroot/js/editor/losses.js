// Describes to the author what a paste could not keep.

// Called before the markup is removed: struck-out and underlined words stay, but lose their formatting.
export function findLosses(document) {
  const struck = [...document.querySelectorAll("s, strike, [data-style*='line-through']")].filter(hasWords);
  const underlined = [...document.querySelectorAll("u, ins, [data-style*='text-decoration']")].filter((node) =>
    hasWords(node) && !node.closest("a") && !node.querySelector("a") && (node.nodeName === "U" || /text-decoration[\w-]*:[^;]*underline/i.test(node.getAttribute("data-style") ?? "")));
  const equations = document.querySelectorAll("m\\:omath, math").length;
  return { struck: struck.length > 0, underlined: underlined.length > 0, equations };
}

function hasWords(node) {
  return node.textContent.trim() !== "";
}

export function sayLosses({ images, tables, merged, breaks, struck, underlined, equations }) {
  const said = [];
  if (images > 0) {
    said.push(`${images > 1 ? `${images} images n’ont pas été reprises : ajoutez-les` : "Une image n’a pas été reprise : ajoutez-la"} avec le bouton « Image ».`);
  }

  if (tables > 0) {
    said.push(tables > 1 ? `${tables} tableaux ont été repris : la première ligne de chacun donne les titres des colonnes.` : "Le tableau a été repris : sa première ligne donne les titres des colonnes.");
  }

  if (merged) {
    said.push("Les cellules fusionnées ont été séparées : relisez ce qu’elles contiennent.");
  }

  if (breaks) {
    said.push("Dans les cellules, les retours à la ligne sont devenus des tirets.");
  }

  if (equations > 0) {
    said.push(equations > 1 ? `${equations} équations n’ont pas été reprises comme telles : relisez-les.` : "Une équation n’a pas été reprise comme telle : relisez-la.");
  }

  if (struck) {
    said.push("Le texte barré n’est plus barré : retirez-le s’il ne doit pas paraître.");
  }

  if (underlined) {
    said.push("Le soulignement n’a pas été gardé : seuls les liens sont soulignés.");
  }

  return said.length > 0 ? `Collé. ${said.join(" ")}` : "";
}
