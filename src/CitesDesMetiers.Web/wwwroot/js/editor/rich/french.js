// French quotes, apostrophes and no-break spaces while one types. Backspace takes back the last one.

import { InputRule } from "../../../lib/prosemirror/prosemirror.js";

const narrow = "\u202f";
const wide = "\u00a0";

/** @param isFrench Whether the language of the text is French when a sign is typed. */
export function frenchRules(isFrench) {
  return [
    // At the end of each pattern stands what is replaced.
    rule(/(?:^|[\s([{–—«’])"$/u, `«${narrow}`),
    rule(/"$/u, `${narrow}»`),
    rule(/\p{L}'$/u, "’"),
    ...[";", "!", "?", "»"].map((sign) => rule(new RegExp(`[^\\s] [${sign}]$`, "u"), narrow + sign, 2)),
    rule(/[^\s] :$/u, `${wide}:`, 2),
    rule(/« $/u, `«${narrow}`, 2),
  ];

  /** @param length The number of characters at the end of the match that are replaced. */
  function rule(pattern, text, length = 1) {
    return new InputRule(pattern, (state, match, start, end) => {
      if (!isFrench()) {
        return null;
      }

      // The last character of the match is being typed and is not in the document yet.
      const typedAt = start + match[0].length - 1;
      return state.tr.insertText(text, typedAt - (length - 1), end);
    }, { inCodeMark: false });
  }
}
