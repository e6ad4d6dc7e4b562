/**
 * What a terminal would obey or hide instead of showing: control characters (C0, DEL, C1), line and paragraph separators,
 * lone surrogates and format characters (bidi overrides, zero-width marks). The two joiners stay: scripts and emoji need them.
 */
const plain = /^[\x20-\x7e]*$/;

/** The same text on one line, with everything that a terminal would not simply show written as an escape such as `\x1b` or `\u202e`. */
export function visible(text: string): string {
  // Classes of Unicode are costly to make: they stand where they are needed.
  return plain.test(text) ? text : text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeOf);
}

/** Like `visible`, but line ends stay (a carriage return before one goes away): for help texts and diffs, which have several lines. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** A unified diff for a terminal: tabs and line ends stay as they are, the rest is escaped. Not for `git apply`. */
export function visibleDiff(diff: string): string {
  return diff.split('\n').map((line) => line.replace(/\r$/, '').split('\t').map(visible).join('\t')).join('\n');
}

function escapeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** Replaces halves of surrogate pairs that stand alone, which no UTF-8 file can hold, by U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
