import { ANY_BUT_SLASH, type Piece } from './go-regexp.ts';
import { type Expression, readExpression } from './ignore-expression.ts';
import { simulationOf } from './path-simulation.ts';

/** Whether one pattern matches one path, parents left aside. `name` is the last component of the path. */
export type PathTest = (path: string, name: string) => boolean;

/** How long a path may be for a JavaScript expression with so many variable pieces: a longer one could backtrack for too long. */
const LONGEST_BACKTRACKED: readonly number[] = [4096, 4096, 1024, 192];

const NEVER: PathTest = () => false;

/** The test of a cleaned pattern. Takes time proportional to pattern times path at worst; a pattern that does not compile matches nothing. */
export function pathTest(pattern: string): PathTest {
  const expression = readExpression(pattern);
  if (!expression.ok) return NEVER;
  if (expression.type === 'exact') return (path) => path === pattern;
  if (expression.type === 'prefix') return prefixTest(pattern.slice(0, -2));
  if (expression.type === 'suffix') return suffixTest(pattern.slice(2));
  return expressionTest(expression);
}

function prefixTest(prefix: string): PathTest {
  return (path) => path.startsWith(prefix);
}

function suffixTest(suffix: string): PathTest {
  const whole = suffix.startsWith('/') ? suffix.slice(1) : undefined;
  return (path) => path.endsWith(suffix) || path === whole;
}

function expressionTest(expression: Extract<Expression, { ok: true }>): PathTest {
  // The anchors at both ends are what every test below implies. A backslash that ends the pattern takes the last one away.
  const inner = expression.pieces.slice(1);
  const pieces = inner.at(-1)?.is === 'assertion' ? inner.slice(0, -1) : [...inner, anything];
  const full = fullTest(pieces);
  const rest = pieces[0]?.is === 'folders' ? pieces.slice(1) : undefined;
  if (rest === undefined || rest.some(mayTakeSlash)) return sequenceTest(pieces) ?? full;
  const ofName = sequenceTest(rest) ?? fullTest(rest);
  // `.` of Go matches no newline, so the name alone decides only where there is none in the folders.
  return (path, name) => ofName(name, name) && (!path.includes('\n') || full(path, name));
}

const anything: Piece = { is: 'many', source: '[\\u{0}-\\u{10ffff}]' };

function mayTakeSlash(piece: Piece): boolean {
  if (piece.is === 'literal') return piece.text.includes('/');
  if (piece.is === 'folders' || piece.is === 'assertion') return true;
  return piece.source !== ANY_BUT_SLASH && new RegExp(`^${piece.source}$`, 'u').test('/');
}

/**
 * Literal text and `*`, by looking for one literal after the other: nearly every pattern that people write. No backtracking is
 * needed, as what stands between two literals is as good as short as it can be.
 */
function sequenceTest(pieces: readonly Piece[]): PathTest | undefined {
  const literals = [''];
  for (const piece of pieces) {
    if (piece.is === 'literal') literals.push((literals.pop() ?? '') + piece.text);
    else if (piece.is === 'many' && piece.source === ANY_BUT_SLASH) literals.push('');
    else return undefined;
  }
  const [head = '', ...between] = literals;
  const tail = between.pop();
  if (tail === undefined) return (path) => path === head;
  const shortest = head.length + tail.length;
  const wanted = between.filter((text) => text !== '');
  return (path) => {
    if (path.length < shortest || !path.endsWith(tail) || !path.startsWith(head)) return false;
    const end = path.length - tail.length;
    let at = head.length;
    for (const text of wanted) {
      const found = path.indexOf(text, at);
      if (found === -1 || found + text.length > end || hasSlash(path, at, found)) return false;
      at = found + text.length;
    }
    return !hasSlash(path, at, end);
  };
}

function hasSlash(path: string, from: number, to: number): boolean {
  const slash = path.indexOf('/', from);
  return slash !== -1 && slash < to;
}

function fullTest(pieces: readonly Piece[]): PathTest {
  const first = pieces[0];
  const last = pieces.at(-1);
  const head = first?.is === 'literal' ? first.text : '';
  const tail = last?.is === 'literal' ? last.text : '';
  const variable = pieces.filter((piece) => piece.is === 'many' || piece.is === 'folders').length;
  let shortest = 0;
  for (const piece of pieces) shortest += piece.is === 'literal' ? piece.text.length : piece.is === 'one' ? 1 : 0;
  let expression: RegExp | undefined;
  let simulation: ((path: string) => boolean) | undefined;
  return (path) => {
    if (path.length < shortest || !path.startsWith(head) || !path.endsWith(tail)) return false;
    if (path.length <= (LONGEST_BACKTRACKED[variable] ?? -1)) {
      expression ??= new RegExp(`^${pieces.map(sourceOf).join('')}$`, 'u');
      return expression.test(path);
    }
    simulation ??= simulationOf(pieces);
    return simulation(path);
  };
}

function sourceOf(piece: Piece): string {
  if (piece.is === 'literal') return Array.from(piece.text, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
  if (piece.is === 'folders') return '(?:[^\\n]*\\/)?';
  return piece.is === 'many' ? `${piece.source}*` : piece.source;
}
