// Superscripts and subscripts, by element or by style, as 1^er^ and CO~2~.

// The rule of the server: one word without other Markdown marks.
const word = /^(?=.*[\p{L}\p{N}])[^\s^~\\`*_[\]<>|]+$/u;

export function keepRaised(document) {
  for (const node of document.querySelectorAll("sup, sub, [data-style*='vertical-align'], [data-style*='mso-text-raise']")) {
    const name = nameFor(node);
    if (!name || !node.isConnected) {
      continue;
    }

    const mark = document.createElement(name);
    mark.append(node.textContent);
    const link = node.querySelector("a[href]");
    const before = node.previousSibling;
    if (link) {
      link.replaceChildren(mark);
      node.replaceWith(link);
    } else if (before?.nodeName === mark.nodeName) {
      // Word splits a superscript where its spelling or language attributes change.
      before.append(mark.textContent);
      node.remove();
    } else {
      node.replaceWith(mark);
    }
  }
}

function nameFor(node) {
  const style = node.getAttribute("data-style") ?? "";
  const byStyle = /vertical-align:\s*(super|sub)\b/i.exec(style)?.[1].toLowerCase();
  const raise = /mso-text-raise:\s*(-?[\d.]+)/i.exec(style)?.[1];
  if (/^(SUP|SUB)$/.test(node.nodeName)) {
    return node.nodeName.toLowerCase();
  }

  return byStyle ? { super: "sup", sub: "sub" }[byStyle] : /^(SPAN|FONT)$/.test(node.nodeName) && Number(raise) ? (Number(raise) > 0 ? "sup" : "sub") : null;
}

export function addRaisedRules(service) {
  const escape = service.escape.bind(service);
  service.escape = (text) => escape(text).replace(/([\^~])(?=[^\s^~]+\1)/g, "\\$1");
  service.addRule("raised", {
    filter: ["sup", "sub"],
    replacement(content, node) {
      const sign = node.nodeName === "SUP" ? "^" : "~";
      return node.textContent.trim().split(/\s+/).map((part) => (word.test(part) ? sign + part + sign : escape(part))).join(" ");
    },
  });
}
