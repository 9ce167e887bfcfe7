// Converts HTML to Markdown with turndown, after its markup was made semantic.

import { parse } from "../parse.js";
import TurndownService from "../../lib/turndown/turndown.browser.es.js";
import { addRaisedRules } from "./raised.js";
import { addTableRules } from "./tables.js";
import { clean } from "./word.js";

const service = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", emDelimiter: "*", hr: "---", codeBlockStyle: "fenced" });

service.addRule("item", {
  filter: "li",
  replacement(content, node, options) {
    const list = node.parentNode;
    const mark = list.nodeName === "OL" ? `${Number(list.getAttribute("start") ?? 1) + [...list.children].indexOf(node)}. ` : `${options.bulletListMarker} `;
    const text = content.replace(/^\n+/, "").replace(/\n+$/, "\n").replace(/\n/gm, `\n${" ".repeat(mark.length)}`).trimEnd();
    return mark + text + (node.nextSibling ? "\n" : "");
  },
});

// Headings in a news item start at level 2.
service.addRule("heading", {
  filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
  replacement: (content, node) => (content.trim() ? `\n\n${Number(node.nodeName[1]) > 2 ? "###" : "##"} ${content.trim()}\n\n` : ""),
});

addRaisedRules(service);
addTableRules(service);

// Only pictures of this site can be in a text. Others are dropped and counted.
service.remove(["script", "style", "noscript", "iframe", "object", "form"]);

export function toMarkdown(html) {
  const document = parse(withoutStyles(html));
  const losses = clean(document);
  let markdown;
  try {
    markdown = service.turndown(document.body);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }

    // The nesting is too deep for the browser. Keep at least the words.
    markdown = document.body.textContent;
  }

  return { markdown: markdown.replace(/\u00a0/g, " ").replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim(), losses };
}

/** Styles become data: the policy of the page would block each, and report it, even though the document is never shown. */
function withoutStyles(html) {
  return html
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/gi, "")
    .replace(/<[^<>]*>/g, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, "$1data-style"));
}
