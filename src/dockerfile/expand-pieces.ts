import type { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';
import { knownValue } from '../word.ts';
import type { Piece, Text } from '../word.ts';

/** A value with more known characters than this is unknown: `ENV A=$A$A` doubles with every line. In UTF-16 units. */
const longestValue = 65_536;
/** Pieces that the values of one word may bring along. */
const mostValuePieces = 10_000;
/** Pieces that a variable keeps. */
const mostKeptPieces = 64;

const tooLong: Text = [{ unknown: 'the value is too long to follow' }];

/** Collects what a word becomes. Characters of the word that stand side by side become one piece. */
export class PieceList {
  readonly #word: MappedText;
  #pieces: Piece[] = [];
  #start = 0;
  #end = 0;
  #valueLength = 0;
  #valuePieces = 0;
  #overflown = false;

  constructor(word: MappedText) {
    this.#word = word;
  }

  /** Nothing was added, not even an unknown piece. */
  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.#start === this.#end && !this.#overflown;
  }

  /** `[start, end)` of the word stands for itself. */
  literal(start: number, end: number): void {
    if (start === end) return;
    if (start !== this.#end || this.#start === this.#end) {
      this.#flush();
      this.#start = start;
    }
    this.#end = end;
  }

  /** Pieces that come from elsewhere: the value of a variable, the outcome of an operator. */
  add(text: Text): void {
    if (text.length === 0) return;
    this.#flush();
    for (const piece of text) this.#valueLength += 'text' in piece ? piece.text.length : 0;
    this.#valuePieces += text.length;
    if (this.#valueLength > longestValue || this.#valuePieces > mostValuePieces) this.#overflown = true;
    if (this.#overflown) this.#pieces = [];
    else for (const piece of text) this.#pieces.push(piece);
  }

  take(): Text {
    this.#flush();
    const taken = this.#overflown ? tooLong : this.#pieces;
    this.#pieces = [];
    this.#overflown = false;
    return taken;
  }

  #flush(): void {
    if (this.#start === this.#end) return;
    if (!this.#overflown) this.#pieces.push({ text: this.#word.text.slice(this.#start, this.#end), from: this.#word.place(this.#start, this.#end) });
    this.#start = this.#end;
  }
}

/** The text as a variable keeps it: with few pieces, whatever it was put together from. `from` is where that was done. */
export function keptText(text: Text, from: Place): Text {
  if (text.length <= mostKeptPieces) return text;
  const merged: Piece[] = [];
  let known = '';
  for (const piece of text) {
    if ('text' in piece) {
      known += piece.text;
      continue;
    }
    if (known !== '') merged.push({ text: known, from });
    known = '';
    if (!('unknown' in (merged.at(-1) ?? {}))) merged.push(piece);
  }
  if (known !== '') merged.push({ text: known, from });
  return merged.length <= mostKeptPieces ? merged : tooLong;
}

/** Whether the text is the empty string; undefined when only the build can tell. */
export function isEmptyText(text: Text): boolean | undefined {
  let unknown = false;
  for (const piece of text) {
    if (!('text' in piece)) unknown = true;
    else if (piece.text !== '') return false;
  }
  return unknown ? undefined : true;
}

/** The place of `piece.text[start, end)`: exact where the piece is written as it reads, else all of the piece. */
function partOf(piece: { readonly text: string; readonly from: Place }, start: number, end: number): Place {
  const { source, span } = piece.from;
  if (span.end - span.start !== piece.text.length) return piece.from;
  return { source, span: { start: span.start + start, end: span.start + end } };
}

/** `[start, end)` of a known text, in UTF-16 units of its value. */
export function sliceText(text: Text, start: number, end: number): Text {
  const parts: Piece[] = [];
  let at = 0;
  for (const piece of text) {
    if (!('text' in piece)) continue;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, piece.text.length);
    if (from < to) parts.push(from === 0 && to === piece.text.length ? piece : { text: piece.text.slice(from, to), from: partOf(piece, from, to) });
    at += piece.text.length;
  }
  return parts;
}

/**
 * Where `[start, end)` of the value of a text is written, when one piece holds all of it; an unknown piece counts as one
 * character, as in `pattern`. Undefined when the range lies over several pieces or outside.
 */
export function placeInText(text: Text, start: number, end: number): Place | undefined {
  let at = 0;
  for (const piece of text) {
    const length = 'text' in piece ? piece.text.length : 1;
    if ('text' in piece && start >= at && end <= at + length) return partOf(piece, start - at, end - at);
    at += length;
  }
  return undefined;
}

/** The value, when all of the text is known. */
export function valueOf(text: Text): string | undefined {
  const [first] = text;
  return text.length === 1 && first !== undefined && 'text' in first ? first.text : knownValue(text);
}
