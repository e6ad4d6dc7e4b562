import { ANY_BUT_SLASH, type Piece } from './go-regexp.ts';

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
export function simulationOf(pieces: readonly Piece[]): (path: string) => boolean {
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
