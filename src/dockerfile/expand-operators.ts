import type { Place } from '../source.ts';
import type { Piece, Text, Value } from '../word.ts';
import type { Operator } from './expand-model.ts';
import { codePoints, longestMatched, matchAt, parsePattern } from './expand-pattern.ts';
import type { Budget, Token } from './expand-pattern.ts';
import { isEmptyText, keptText, sliceText, valueOf } from './expand-pieces.ts';

/** What an operator makes of a value, or why the build refuses it. */
export type Outcome = Text | { readonly error: string };

/** Operators that one word follows. */
export type WordOperator = Exclude<Operator, '/'>;

const wordOperators: ReadonlySet<string> = new Set<WordOperator>(['-', ':-', '+', ':+', '?', ':?', '#', '%']);
const tooMuchWork = 'the pattern would take too long to match';

export function isWordOperator(operator: string): operator is WordOperator {
  return wordOperators.has(operator);
}

/** What stands for a variable; nothing for one that is not set. */
export function textOfValue(value: Value, name: string): Text {
  if (value.is === 'set') return value.text;
  return value.is === 'unset' ? [] : [{ unknown: value.why, variable: name }];
}

export interface Substitution {
  readonly name: string;
  readonly value: Value;
  readonly budget: Budget;
}

interface WordSubstitution extends Substitution {
  readonly operator: WordOperator;
  readonly word: Text;
}

/** `${NAME:-word}` and its like. An unknown value gives an unknown piece, but for what a build argument falls back to; a pattern is read all the same. */
export function applyOperator({ name, value, operator, word, budget }: WordSubstitution): Outcome {
  const text = textOfValue(value, name);
  if (operator === '#' || operator === '%') {
    const pattern = valueOf(word);
    if (pattern === undefined) return notKnown(name);
    const trimmed = trim(text, operator, pattern, name, budget);
    return value.is === 'unknown' && !('error' in trimmed) ? text : trimmed;
  }
  // A build that is not told otherwise takes what the word says, as it takes the default of an ARG.
  if (value.is === 'unknown') return value.cause === 'build-argument' && operator.endsWith('-') ? word : text;
  const missing = value.is === 'unset' || (operator.startsWith(':') ? isEmptyText(text) : false);
  if (missing === undefined) return notKnown(name);
  if (operator.endsWith('-')) return missing ? word : text;
  if (operator.endsWith('+')) return missing ? [] : word;
  if (!missing) return text;
  const message = valueOf(word);
  const fallback = value.is === 'unset' ? 'it is not set' : 'it is empty';
  return { error: `\`${name}\` is required: ${message === undefined || message === '' ? fallback : message}` };
}

function notKnown(name: string): Text {
  return [{ unknown: `\`${name}\` is not known`, variable: name }];
}

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`: takes the pattern off the value's start or end. */
function trim(value: Text, operator: '#' | '%', pattern: string, name: string, budget: Budget): Outcome {
  const longest = pattern.startsWith(operator);
  const parsed = parsePattern(longest ? pattern.slice(1) : pattern);
  if ('error' in parsed) return parsed;
  const text = valueOf(value);
  if (text === undefined) return notKnown(name);
  const atEnd = operator === '%';
  if (text.length > longestMatched) return [{ unknown: tooMuchWork, variable: name }];
  const points = codePoints(text);
  // The shortest match that ends at the end is found from behind.
  const tokens = atEnd ? parsed.tokens.toReversed() : parsed.tokens;
  const end = matchAt(tokens, atEnd ? points.toReversed() : points, 0, longest, budget);
  if (end === undefined) return [{ unknown: tooMuchWork, variable: name }];
  if (end <= 0) return value;
  const length = unitsOf(atEnd ? points.slice(0, points.length - end) : points.slice(0, end));
  return atEnd ? sliceText(value, 0, length) : sliceText(value, length, text.length);
}

export interface Replacement extends Substitution {
  readonly all: boolean;
  readonly pattern: Text;
  readonly text: Text;
  /** Where the operator is written. */
  readonly place: Place;
}

/** `${x/p/r}`, `${x//p/r}`: the first or every longest match, the leftmost first. */
export function replace(replacement: Replacement): Outcome {
  const { name } = replacement;
  const value = textOfValue(replacement.value, name);
  const text = valueOf(value);
  const by = valueOf(replacement.text);
  const pattern = valueOf(replacement.pattern);
  if (pattern === undefined) return notKnown(name);
  const parsed = parsePattern(pattern);
  if ('error' in parsed) return parsed;
  if (text === undefined || by === undefined) return notKnown(name);
  if (text.length > longestMatched) return [{ unknown: tooMuchWork, variable: name }];
  const points = codePoints(text);
  const matches = findMatches(parsed.tokens, points, replacement);
  if (matches === undefined) return [{ unknown: tooMuchWork, variable: name }];
  // Go's regular expressions read `$name` in what replaces all matches.
  const isTemplate = replacement.all && by.includes('$');
  const pieces: Piece[] = [];
  let done = 0;
  let at = 0;
  let index = 0;
  for (const [start, end] of matches) {
    for (; index < start; index++) at += unitsOf([points[index] ?? 0]);
    pieces.push(...sliceText(value, done, at));
    done = at;
    for (; index < end; index++) at += unitsOf([points[index] ?? 0]);
    if (isTemplate) pieces.push({ text: expandTemplate(by, text.slice(done, at)), from: replacement.place });
    else pieces.push(...replacement.text);
    done = at;
  }
  pieces.push(...sliceText(value, done, text.length));
  return keptText(pieces, replacement.place);
}

function findMatches(tokens: readonly Token[], points: readonly number[], { all, budget }: Replacement): readonly (readonly [number, number])[] | undefined {
  const matches: [number, number][] = [];
  const [first] = tokens;
  let previousEnd = -1;
  for (let at = 0; at <= points.length; ) {
    const cannot = typeof first === 'number' && first !== points[at];
    const end = cannot ? -1 : matchAt(tokens, points, at, true, budget);
    if (end === undefined || (!cannot && !budget.spend(1))) return undefined;
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
