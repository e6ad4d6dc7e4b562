import { knownValue } from '../word.ts';
import type { Piece, Text, Word } from '../word.ts';

/** The text from `offset` on, counted in known characters with every unknown piece as one. */
function textFrom(text: Text, offset: number): Text {
  const rest: Piece[] = [];
  let at = 0;
  for (const piece of text) {
    const length = 'text' in piece ? piece.text.length : 1;
    const cut = Math.max(0, offset - at);
    at += length;
    if (cut >= length) continue;
    if (cut === 0 || !('text' in piece)) {
      rest.push(piece);
      continue;
    }
    const { source, span } = piece.from;
    const exact = span.end - span.start === length;
    rest.push({ text: piece.text.slice(cut), from: exact ? source.place(span.start + cut, span.end) : piece.from });
  }
  return rest;
}

/** The part of a word behind `offset`: the value of `--name=value`. Its place is narrowed where the word is written as it is read. */
export function wordFrom(word: Word, offset: number, read: string): Word {
  const text = textFrom(word.text, offset);
  const { source, span } = word.place;
  const narrow = span.end - span.start === word.raw.length && word.raw.startsWith(read.slice(0, offset));
  return {
    place: narrow ? source.place(span.start + offset, span.end) : word.place,
    raw: narrow ? word.raw.slice(offset) : word.raw,
    text, value: knownValue(text), quoted: word.quoted,
  };
}
