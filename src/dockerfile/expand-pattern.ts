/**
 * The patterns of `${x#p}`, `${x%p}` and `${x/p/r}` as BuildKit reads them: `*`, `?` and backslash escapes, no brackets. Matched by
 * stepping through a set of states, so no pattern can make it exponential.
 */

/** `any` is one character but a line end, `many` any number of those; a number is a code point. */
export type Token = 'any' | 'many' | number;

export type Pattern = { readonly tokens: readonly Token[] } | { readonly error: string };

const backslash = 0x5c;
const lineFeed = 0x0a;
const star = 0x2a;
const question = 0x3f;
const slash = 0x2f;
const closingBrace = 0x7d;

export function parsePattern(pattern: string): Pattern {
  const points = codePoints(pattern);
  const tokens: Token[] = [];
  for (let at = 0; at < points.length; at++) {
    const point = points[at] ?? 0;
    if (point === star) tokens.push('many');
    else if (point === question) tokens.push('any');
    else if (point !== backslash) tokens.push(point);
    else {
      const next = points[at + 1];
      // The escape of `}` and `/` belongs to `${…}`, not to the pattern.
      if (next === closingBrace || next === slash) continue;
      if (next !== star && next !== question && next !== backslash) {
        return { error: next === undefined ? 'a pattern ends in a lone backslash' : `\`\\${String.fromCodePoint(next)}\` is no escape of a pattern` };
      }
      tokens.push(next);
      at++;
    }
  }
  return { tokens };
}

export function codePoints(text: string): readonly number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0) ?? 0);
  return points;
}

/** A longer value is not matched against patterns, in UTF-16 units: 10,000 instructions may each have a pattern. */
export const longestMatched = 1024;

/** Steps that the patterns of one word may take; what takes more is unknown. */
export class Budget {
  #steps = 10_000;

  /** False when it is used up. */
  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }
}

/**
 * Where the longest (or shortest) match that begins at `start` ends, as an index into `points`; -1 without a match, undefined when
 * the budget is used up.
 */
export function matchAt(tokens: readonly Token[], points: readonly number[], start: number, longest: boolean, budget: Budget): number | undefined {
  let states: number[] = [];
  reach(tokens, states, 0);
  let found = states.at(-1) === tokens.length ? start : -1;
  for (let at = start; at < points.length && states.length > 0 && (longest || found === -1); at++) {
    if (!budget.spend(states.length)) return undefined;
    const point = points[at] ?? 0;
    const next: number[] = [];
    for (const state of states) {
      const token = tokens[state];
      if (token === 'many' && point !== lineFeed) reach(tokens, next, state);
      else if (token === point || (token === 'any' && point !== lineFeed)) reach(tokens, next, state + 1);
    }
    states = next;
    if (states.at(-1) === tokens.length) found = at + 1;
  }
  return found;
}

/** Adds a state and those behind a `many` that takes nothing. States come in rising order, so the last one tells what is there. */
function reach(tokens: readonly Token[], states: number[], state: number): void {
  for (let at = state; ; at++) {
    if (at > (states.at(-1) ?? -1)) states.push(at);
    if (tokens[at] !== 'many') return;
  }
}
