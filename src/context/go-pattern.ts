/** Wildcards as Go's `path/filepath` reads them on Linux. Source: the documentation of `filepath.Match`. */

const NO_MATCH = -1;

/** Whether `*`, `?` or `[` stands in the pattern without a backslash before it. */
export function hasWildcard(pattern: string): boolean {
  return firstWildcard(pattern) !== -1;
}

/** Where the first unescaped wildcard of a pattern stands, or -1. */
export function firstWildcard(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '*' || character === '?' || character === '[') return at;
  }
  return -1;
}

type Atom =
  | { readonly is: 'literal'; readonly code: number }
  | { readonly is: 'any' }
  | { readonly is: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

interface Chunk {
  /** A `*` stands before it. */
  readonly star: boolean;
  readonly atoms: readonly Atom[];
}

/** A compiled pattern of `filepath.Match`. Matching takes time proportional to pattern times name, never more. */
export interface GoPattern {
  matches(name: string): boolean;
}

/** Compiles a pattern; undefined when a part of it is a `syntax error in pattern`. */
export function compileGoPattern(pattern: string): GoPattern | undefined {
  const chunks: Chunk[] = [];
  for (const chunk of chunksOf(pattern)) {
    if (chunk === undefined) return undefined;
    chunks.push(chunk);
  }
  return { matches: (name) => matchChunks(chunks, codesOf(name)) };
}

/**
 * Whether Go refuses the pattern when it is tried with `.`, which is how the patterns of an ignore file are checked. What stands
 * behind the first part that does not match is not looked at.
 */
export function isRefusedAtOnce(pattern: string): boolean {
  const chunks = chunksOf(pattern);
  const name = codesOf('.');
  let position = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (chunk === undefined) return true;
    if (chunk.star && chunk.atoms.length === 0) return false;
    position = behindChunk(chunk, name, position, index === chunks.length - 1);
    if (position === NO_MATCH) return false;
  }
  return false;
}

/** The parts that stars begin; undefined for one that is broken. */
function chunksOf(pattern: string): readonly (Chunk | undefined)[] {
  const codes = codesOf(pattern);
  const chunks: (Chunk | undefined)[] = [];
  for (let at = 0; at < codes.length; ) {
    const begin = at;
    while (codes[at] === STAR) at++;
    const star = at > begin;
    const end = endOfChunk(codes, at);
    const atoms = atomsOf(codes, at, end);
    chunks.push(atoms === undefined ? undefined : { star, atoms });
    at = end;
  }
  return chunks;
}

const STAR = 0x2a;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
const CARET = 0x5e;
const DASH = 0x2d;

function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function endOfChunk(codes: readonly number[], from: number): number {
  let inRange = false;
  let at = from;
  for (; at < codes.length; at++) {
    const code = codes[at];
    if (code === BACKSLASH) at += at + 1 < codes.length ? 1 : 0;
    else if (code === OPEN) inRange = true;
    else if (code === CLOSE) inRange = false;
    else if (code === STAR && !inRange) break;
  }
  return at;
}

function atomsOf(codes: readonly number[], from: number, end: number): readonly Atom[] | undefined {
  const atoms: Atom[] = [];
  for (let at = from; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === OPEN) {
      const read = classOf(codes, at + 1, end);
      if (read === undefined) return undefined;
      atoms.push(read.atom);
      at = read.end;
    } else if (code === QUESTION) {
      atoms.push({ is: 'any' });
    } else if (code === BACKSLASH) {
      at++;
      if (at >= end) return undefined;
      atoms.push({ is: 'literal', code: codes[at] ?? 0 });
    } else {
      atoms.push({ is: 'literal', code });
    }
  }
  return atoms;
}

/** Reads a class behind its `[`; `end` is where its `]` stands. */
function classOf(codes: readonly number[], from: number, limit: number): { readonly atom: Atom; readonly end: number } | undefined {
  const negated = from < limit && codes[from] === CARET;
  let at = negated ? from + 1 : from;
  const ranges: (readonly [number, number])[] = [];
  for (;;) {
    if (at < limit && codes[at] === CLOSE && ranges.length > 0) return { atom: { is: 'class', negated, ranges }, end: at };
    const low = classCharacter(codes, at, limit);
    if (low === undefined) return undefined;
    at = low.next;
    let high = low;
    if (codes[at] === DASH) {
      const read = classCharacter(codes, at + 1, limit);
      if (read === undefined) return undefined;
      high = read;
      at = high.next;
    }
    ranges.push([low.code, high.code]);
  }
}

function classCharacter(codes: readonly number[], from: number, limit: number): { readonly code: number; readonly next: number } | undefined {
  let at = from;
  if (at >= limit || codes[at] === DASH || codes[at] === CLOSE) return undefined;
  if (codes[at] === BACKSLASH) at++;
  // A class that ends with the pattern has no `]`.
  if (at + 1 >= limit) return undefined;
  return { code: codes[at] ?? 0, next: at + 1 };
}

function matchChunks(chunks: readonly Chunk[], name: readonly number[]): boolean {
  let position = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.star && chunk.atoms.length === 0) return name.indexOf(SLASH, position) === -1;
    position = behindChunk(chunk, name, position, index === chunks.length - 1);
    if (position === NO_MATCH) return false;
  }
  return position === name.length;
}

/** Where the chunk ends that is looked for from `position` on; the last one ends with the name. */
function behindChunk(chunk: Chunk, name: readonly number[], position: number, last: boolean): number {
  const attempt = (from: number): number => {
    const end = matchChunk(chunk.atoms, name, from);
    return last && end < name.length ? NO_MATCH : end;
  };
  let end = attempt(position);
  for (let at = position; end === NO_MATCH && chunk.star && at < name.length && name[at] !== SLASH; at++) end = attempt(at + 1);
  return end;
}

function matchChunk(atoms: readonly Atom[], name: readonly number[], from: number): number {
  let at = from;
  for (const atom of atoms) {
    const code = name[at];
    if (code === undefined || !matchAtom(atom, code)) return NO_MATCH;
    at++;
  }
  return at;
}

function matchAtom(atom: Atom, code: number): boolean {
  if (atom.is === 'literal') return atom.code === code;
  if (atom.is === 'any') return code !== SLASH;
  return atom.ranges.some(([low, high]) => low <= code && code <= high) !== atom.negated;
}
