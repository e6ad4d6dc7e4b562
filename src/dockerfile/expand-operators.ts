import type { Place } from '../source.ts';
import type { Piece, Text } from '../word.ts';
import { Budget, codePoints, matchAt, parsePattern } from './expand-pattern.ts';
import type { Token } from './expand-pattern.ts';
import { sliceText, valueOf } from './expand-pieces.ts';

/** What an operator makes of a value, or why the build refuses it. */
export type Outcome = Text | { readonly error: string };

const tooMuchWork = 'the pattern takes too long to match';

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`: takes the pattern off the value's start or end. */
export function trim(value: Text, operator: '#' | '%', pattern: string, name: string): Outcome {
  const longest = pattern.startsWith(operator);
  const parsed = parsePattern(longest ? pattern.slice(1) : pattern);
  if ('error' in parsed) return parsed;
  const text = valueOf(value);
  if (text === undefined) return [{ unknown: `\`${name}\` is not known`, variable: name }];
  const atEnd = operator === '%';
  const points = codePoints(text);
  // The shortest match that ends at the end is found from behind.
  const tokens = atEnd ? parsed.tokens.toReversed() : parsed.tokens;
  const end = matchAt(tokens, atEnd ? points.toReversed() : points, 0, longest, new Budget());
  if (end === undefined) return [{ unknown: tooMuchWork, variable: name }];
  if (end <= 0) return value;
  const kept = atEnd ? points.slice(0, points.length - end) : points.slice(0, end);
  const length = unitsOf(kept);
  return atEnd ? sliceText(value, 0, length) : sliceText(value, length, text.length);
}

export interface Replacement {
  readonly all: boolean;
  readonly pattern: string;
  readonly text: Text;
  /** Where the operator is written. */
  readonly place: Place;
}

/** `${x/p/r}`, `${x//p/r}`: the first or every longest match, the leftmost first. */
export function replace(value: Text, replacement: Replacement, name: string): Outcome {
  const parsed = parsePattern(replacement.pattern);
  if ('error' in parsed) return parsed;
  const text = valueOf(value);
  const by = valueOf(replacement.text);
  if (text === undefined || by === undefined) return [{ unknown: `\`${name}\` is not known`, variable: name }];
  const points = codePoints(text);
  const matches = findMatches(parsed.tokens, points, replacement.all);
  if (matches === undefined) return [{ unknown: tooMuchWork, variable: name }];
  const pieces: Piece[] = [];
  let done = 0;
  let at = 0;
  let index = 0;
  for (const [start, end] of matches) {
    for (; index < start; index++) at += unitsOf([points[index] ?? 0]);
    pieces.push(...sliceText(value, done, at));
    const from = at;
    for (; index < end; index++) at += unitsOf([points[index] ?? 0]);
    // Go's regular expressions read `$name` in what replaces all matches.
    if (replacement.all && by.includes('$')) pieces.push({ text: expandTemplate(by, text.slice(from, at)), from: replacement.place });
    else pieces.push(...replacement.text);
    done = at;
  }
  pieces.push(...sliceText(value, done, text.length));
  return pieces.length > 64 ? [{ text: pieces.map((piece) => ('text' in piece ? piece.text : '')).join(''), from: replacement.place }] : pieces;
}

function findMatches(tokens: readonly Token[], points: readonly number[], all: boolean): readonly (readonly [number, number])[] | undefined {
  const budget = new Budget();
  const matches: [number, number][] = [];
  let previousEnd = -1;
  for (let at = 0; at <= points.length; ) {
    const end = matchAt(tokens, points, at, true, budget);
    if (end === undefined || !budget.spend(1)) return undefined;
    // An empty match right behind a match does not count.
    if (end !== -1 && !(end === at && at === previousEnd)) {
      matches.push([at, end]);
      previousEnd = end;
      if (!all) break;
    }
    at = end > at ? end : at + 1;
  }
  return matches;
}

/** The match is the only group there is. */
function expandTemplate(template: string, match: string): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) =>
    dollar ?? ((braced ?? bare) === '0' ? match : ''),
  );
}

function unitsOf(points: readonly number[]): number {
  let units = 0;
  for (const point of points) units += point > 0xffff ? 2 : 1;
  return units;
}
