// Cleans clipboard content of Word, LibreOffice, Google Docs and web pages. Paragraphs, headings, lists, tables, links, bold,
// italic, superscripts and subscripts are kept. It works on an inert document, so nothing is loaded or run.

import { findLosses } from "./losses.js";
import { keepRaised } from "./raised.js";
import { keepTables } from "./tables.js";

const noise = "style, script, meta, link, title, xml, o\\:p, w\\:sdt > w\\:sdtpr, del, .msoDel, [data-style*='mso-hide:all'], [data-style*='display:none'], input, button, svg, canvas, video, audio";

// Returns a description of what was lost.
export function clean(document) {
  removeComments(document);
  document.querySelectorAll(noise).forEach((node) => node.remove());
  const losses = findLosses(document);
  losses.images = removeImages(document);
  makeLists(document);
  keepTables(document, losses);
  keepRaised(document);
  document.querySelectorAll("[data-style], b, strong, i, em, span, font").forEach((node) => keepEmphasis(document, node));
  document.querySelectorAll("a").forEach(keepLink);
  return losses;
}

function removeComments(document) {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) {
    found.push(walker.currentNode);
  }

  found.forEach((node) => node.remove());
}

function removeImages(document) {
  const images = [...document.querySelectorAll("img, picture, v\\:shape")];
  const real = images.filter((image) => image.nodeName === "IMG" && !(image.width === 1 && image.height === 1));
  images.forEach((image) => image.remove());
  return real.length;
}

// Word writes list items as paragraphs with a bullet sign.
function makeLists(document) {
  let stack = [];
  for (const paragraph of document.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const style = paragraph.getAttribute("data-style") ?? "";
    const level = /mso-list:\s*\S+\s+level(\d+)/i.exec(style);
    const isItem = level !== null || /^MsoListParagraph/.test(paragraph.className);
    if (!isItem || paragraph.closest("li")) {
      stack = [];
      continue;
    }

    const sign = paragraph.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    const words = sign?.textContent.trim() ?? /^\s*([·•▪o§-]|\d+[.)])\s/.exec(paragraph.textContent)?.[1] ?? "";
    sign?.remove();
    place(document, paragraph, Math.min(Number(level?.[1] ?? 1), 9), /^(\d+|[a-z])[.)]/i.test(words), stack);
  }
}

function place(document, paragraph, level, isNumbered, stack) {
  const adjoins = stack.length > 0 && paragraph.previousElementSibling === stack[0].list;
  if (!adjoins) {
    stack.length = 0;
  }

  while (stack.length > level) {
    stack.pop();
  }

  while (stack.length < level) {
    const list = document.createElement(isNumbered ? "ol" : "ul");
    const parent = stack.at(-1);
    if (parent) {
      (parent.list.lastElementChild ?? parent.list).append(list);
    } else {
      paragraph.before(list);
    }

    stack.push({ list });
  }

  const item = document.createElement("li");
  item.append(...paragraph.childNodes);
  const first = item.firstChild;
  if (first?.nodeType === Node.TEXT_NODE) {
    first.data = first.data.replace(/^\s*([·•▪§]|o(?=\s)|\d+[.)])?\s+/, "");
  }

  stack.at(-1).list.append(item);
  paragraph.remove();
}

// Converts styled emphasis to elements, and removes Google's <b> that is not bold.
function keepEmphasis(document, node) {
  const style = node.getAttribute("data-style") ?? "";
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style)?.[1] ?? (/^(B|STRONG)$/.test(node.nodeName) ? "bold" : "");
  const isBold = /^(bold|bolder|[6-9]00)$/i.test(weight);
  const isItalic = /(?:^|[;\s])font-style:\s*italic/i.test(style) || (/^(I|EM)$/.test(node.nodeName) && !/(?:^|[;\s])font-style:\s*normal/i.test(style));
  node.removeAttribute("data-style");
  node.removeAttribute("class");
  if (!/^(B|STRONG|I|EM|SPAN|FONT)$/.test(node.nodeName)) {
    return;
  }

  const inHeading = node.closest("h1, h2, h3, h4, h5, h6, th") !== null;
  let inner = [...node.childNodes];
  for (const [wanted, name] of [[isItalic, "em"], [isBold && !inHeading, "strong"]]) {
    if (wanted && node.textContent.trim()) {
      const mark = document.createElement(name);
      mark.append(...inner);
      inner = [mark];
    }
  }

  node.replaceWith(...inner);
}

function keepLink(link) {
  if (!/^(https?:|mailto:)/i.test(link.getAttribute("href") ?? "")) {
    link.replaceWith(...link.childNodes);
  }
}
