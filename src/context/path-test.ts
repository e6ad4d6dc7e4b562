import { type Expression, type Piece, readExpression } from './ignore-expression.ts';

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
const ANY_BUT_SLASH = '[^\\u{2f}-\\u{2f}]';

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

/** One step of the simulated expression. */
interface Step {
  readonly is: 'one' | 'many' | 'folders' | 'assertion';
  /** Whether the character can be taken; of an assertion, not used. */
  readonly takes: (code: number) => boolean;
  readonly source: string;
}

const NEWLINE = 10;
const SLASH = 0x2f;

function stepsOf(pieces: readonly Piece[]): readonly Step[] {
  return pieces.flatMap((piece): readonly Step[] => {
    if (piece.is === 'literal') {
      return Array.from(piece.text, (character) => {
        const wanted = character.codePointAt(0) ?? 0;
        return { is: 'one', takes: (code: number) => code === wanted, source: '' } as const;
      });
    }
    if (piece.is === 'folders') return [{ is: 'folders', takes: (code) => code !== NEWLINE, source: '' }];
    return [{ is: piece.is, takes: takerOf(piece.source), source: piece.source }];
  });
}

function takerOf(source: string): (code: number) => boolean {
  if (source === ANY_BUT_SLASH) return (code) => code !== SLASH;
  if (source === '[^\\n]') return (code) => code !== NEWLINE;
  let expression: RegExp | undefined;
  return (code) => (expression ??= new RegExp(`^${source}$`, 'u')).test(String.fromCodePoint(code));
}

/**
 * All ways through the expression at once, one character after the other: no backtracking. The state behind the last path is
 * kept, and a path that goes on from there (a folder, then what is in it) does not begin anew.
 */
function simulationOf(pieces: readonly Piece[]): (path: string) => boolean {
  const steps = stepsOf(pieces);
  let path = '';
  let state = beginning(steps);
  return (next) => {
    if (!next.startsWith(path)) {
      path = '';
      state = beginning(steps);
    }
    const before = path.codePointAt(path.length - 1);
    state = advance(steps, state, Array.from(next.slice(path.length), (character) => character.codePointAt(0) ?? 0), before, path === '');
    path = next;
    const end = state.reached.slice();
    skip(steps, end, { first: path === '', last: true, boundary: isWord(path.codePointAt(path.length - 1)) });
    return end[steps.length] === 1;
  };
}

/** Before anything that takes no character is skipped. */
interface State {
  /** [i]: step i comes next. */
  readonly reached: Uint8Array;
  /** [i]: in the middle of the folders of step i. */
  readonly within: Uint8Array;
}

function beginning(steps: readonly Step[]): State {
  const reached = new Uint8Array(steps.length + 1);
  reached[0] = 1;
  return { reached, within: new Uint8Array(steps.length + 1) };
}

function advance(steps: readonly Step[], from: State, codes: readonly number[], before: number | undefined, first: boolean): State {
  let state = from;
  for (const [at, code] of codes.entries()) {
    const previous = at === 0 ? before : codes[at - 1];
    skip(steps, state.reached, { first: first && at === 0, last: false, boundary: isWord(previous) !== isWord(code) });
    const reached = new Uint8Array(steps.length + 1);
    const within = new Uint8Array(steps.length + 1);
    let alive = false;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index];
      if (step === undefined || step.is === 'assertion' || (state.reached[index] !== 1 && state.within[index] !== 1) || !step.takes(code)) continue;
      alive = true;
      if (step.is === 'one') reached[index + 1] = 1;
      else if (step.is === 'many') reached[index] = 1;
      else {
        within[index] = 1;
        if (code === SLASH) reached[index + 1] = 1;
      }
    }
    state = { reached, within };
    if (!alive) return state;
  }
  return state;
}

/** Marks what is reached without taking a character. */
function skip(steps: readonly Step[], reached: Uint8Array, at: { readonly first: boolean; readonly last: boolean; readonly boundary: boolean }): void {
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined || reached[index] !== 1 || step.is === 'one') continue;
    if (step.is !== 'assertion' || holds(step.source, at)) reached[index + 1] = 1;
  }
}

function holds(assertion: string, at: { readonly first: boolean; readonly last: boolean; readonly boundary: boolean }): boolean {
  if (assertion === '^') return at.first;
  if (assertion === '$') return at.last;
  return assertion === '\\b' ? at.boundary : !at.boundary;
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && code < 0x80 && /\w/.test(String.fromCodePoint(code));
}
