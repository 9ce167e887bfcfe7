// In place of the package "entities": its list of names is larger than the rest of markdown-it. The editor keeps a passage with another name
// as it is.

const named = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

export const decodeHTML = (text) => text.replace(/&(\w+);/g, (all, name) => named[name] ?? all);

export { decodeHTML as decodeHTMLStrict };
