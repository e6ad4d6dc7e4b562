import { readRegexp, type Piece } from './go-regexp.ts';

/**
 * What an ignore pattern means. Docker turns a pattern into a Go regular expression by replacing characters, so brackets and
 * backslashes mean what Go's RE2 makes of the result (`\d` is a digit). We make the same expression, read it by RE2's
 * rules, and keep it as a plain sequence: no alternatives, no groups but one. Source: moby/patternmatcher v0.6.1, Go's regexp/syntax.
 */

type MatchType = 'exact' | 'prefix' | 'suffix' | 'regexp';

export type Expression =
  | { readonly ok: true; readonly type: MatchType; /** Go's expression, for `regexp` only. */ readonly regexp: string | undefined; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly regexp: string };

/** Reads a cleaned pattern (without `!`) that `filepath.Match` accepts. */
export function readExpression(pattern: string): Expression {
  const { type, regexp } = translate(pattern);
  if (type !== 'regexp') return { ok: true, type, regexp: undefined, pieces: [] };
  const pieces = readRegexp(regexp);
  return pieces === undefined ? { ok: false, regexp } : { ok: true, type, regexp, pieces };
}

const ESCAPED = new Set('.+()|{}$');

function translate(pattern: string): { readonly type: MatchType; readonly regexp: string } {
  // Go's scanner drops a byte order mark at the very beginning.
  const characters = Array.from(pattern.startsWith('\ufeff') ? pattern.slice(1) : pattern);
  let regexp = '^';
  let type: MatchType = 'exact';
  let at = 0;
  for (let index = 0; at < characters.length; index++) {
    const character = characters[at++] ?? '';
    if (character === '*' && characters[at] === '*') {
      at++;
      if (characters[at] === '/') at++;
      if (at < characters.length) {
        regexp += '(.*/)?';
        type = 'regexp';
      } else if (type === 'exact') {
        type = 'prefix';
      } else {
        regexp += '.*';
        type = 'regexp';
      }
      if (index === 0) type = 'suffix';
    } else if (character === '*' || character === '?') {
      regexp += character === '*' ? '[^/]*' : '[^/]';
      type = 'regexp';
    } else if (ESCAPED.has(character)) {
      regexp += `\\${character}`;
    } else if (character === '\\') {
      regexp += '\\';
      if (at < characters.length) {
        regexp += characters[at++] ?? '';
        type = 'regexp';
      }
    } else {
      regexp += character;
      if (character === '[' || character === ']') type = 'regexp';
    }
  }
  return { type, regexp: type === 'regexp' ? `${regexp}$` : regexp };
}
