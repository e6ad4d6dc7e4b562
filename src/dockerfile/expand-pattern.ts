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

/** Steps that one operator may take; what takes more is unknown. */
export class Budget {
  steps = 2_000_000;

  spend(steps: number): boolean {
    this.steps -= steps;
    return this.steps >= 0;
  }
}

/**
 * Where the longest (or shortest) match that begins at `start` ends, as an index into `points`; -1 without a match, undefined when
 * the budget is used up.
 */
export function matchAt(tokens: readonly Token[], points: readonly number[], start: number, longest: boolean, budget: Budget): number | undefined {
  let states = closure(tokens, new Set([0]));
  let found = states.has(tokens.length) ? start : -1;
  for (let at = start; at < points.length && states.size > 0 && (longest || found === -1); at++) {
    if (!budget.spend(states.size + 1)) return undefined;
    const point = points[at] ?? 0;
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === 'many' && point !== lineFeed) next.add(state);
      else if (token === point || (token === 'any' && point !== lineFeed)) next.add(state + 1);
    }
    states = closure(tokens, next);
    if (states.has(tokens.length)) found = at + 1;
  }
  return found;
}

function closure(tokens: readonly Token[], states: Set<number>): Set<number> {
  // A set is walked in the order of insertion, additions included.
  for (const state of states) if (tokens[state] === 'many') states.add(state + 1);
  return states;
}
