import type { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';
import type { Scope, Text } from '../word.ts';
import { Lexer } from './expand-lexer.ts';
import type { ExpandOptions, ExpansionError, Reference, Sink } from './expand-model.ts';
import { PieceList } from './expand-pieces.ts';

export type { ExpandOptions, ExpansionError, Operator, Reference } from './expand-model.ts';

/** What a word becomes. */
export interface Expansion {
  /** One unknown piece when there is an `error`: the build does not get further. */
  readonly text: Text;
  /** Why the build refuses the word. */
  readonly error?: ExpansionError;
  /** Variables that the word names, nested ones included, in the order in which BuildKit looks them up. */
  readonly references: readonly Reference[];
  /** A part of the word is written in quotes. */
  readonly quoted: boolean;
}

/** One of the words that a text falls into. */
export interface ExpandedWord {
  readonly text: Text;
  /** From the first to the last character that it is written with, quotes included. */
  readonly place: Place;
  readonly quoted: boolean;
}

export interface WordsExpansion {
  readonly words: readonly ExpandedWord[];
  readonly error?: ExpansionError;
  readonly references: readonly Reference[];
}

const special = { '\\': /[$'"\\]/, '`': /[$'"`]/ } as const;
const none: readonly Reference[] = [];

/**
 * What the build makes of a word: quotes and escapes removed, variables replaced, as BuildKit's `shell.Lex` does it (ProcessWord).
 * Never throws; a word that BuildKit refuses has an `error` of our own wording.
 */
export function expand(written: MappedText, scope: Scope, options: ExpandOptions): Expansion {
  const word = withoutMark(written);
  if (!special[options.escape].test(word.text)) {
    return { text: word.text === '' ? [] : [{ text: word.text, from: word.place(0, word.text.length) }], references: none, quoted: false };
  }
  const lexer = new Lexer(word, scope, options);
  const pieces = new PieceList(word);
  let quoted = false;
  const sink: Sink = {
    literal: (start, end) => { pieces.literal(start, end); },
    add: (text, raw) => {
      pieces.add(text);
      quoted ||= raw;
    },
  };
  lexer.read(sink, undefined, options.rawEscapes ?? false);
  const { references, error } = lexer;
  if (error === undefined) return { text: pieces.take(), references, quoted };
  const refused: Text = [{ unknown: error.message }];
  return lexer.tooDeep ? { text: refused, references, quoted } : { text: refused, error, references, quoted };
}

/** Go's scanner drops a byte order mark at the beginning of what it reads. */
function withoutMark(text: MappedText): MappedText {
  return text.text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The words that a text falls into after expansion (ProcessWords): split at white space that is not quoted; there are no empty words. */
export function expandWords(written: MappedText, scope: Scope, options: ExpandOptions): WordsExpansion {
  const text = withoutMark(written);
  const lexer = new Lexer(text, scope, options);
  const splitter = new Splitter(text);
  lexer.read(splitter, undefined, options.rawEscapes ?? false);
  const { references, error } = lexer;
  if (error === undefined) return { words: splitter.finish(), references };
  return lexer.tooDeep ? { words: [{ text: [{ unknown: error.message }], place: text.place(0, text.text.length), quoted: false }], references } : { words: [], error, references };
}

/** What Go's `unicode.IsSpace` calls white space. */
const whiteSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const spacesOrNot = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

class Splitter implements Sink {
  readonly #text: MappedText;
  readonly #words: ExpandedWord[] = [];
  #pieces: PieceList;
  #quoted = false;
  #start: number | undefined;
  #end = 0;

  constructor(text: MappedText) {
    this.#text = text;
    this.#pieces = new PieceList(text);
  }

  literal(start: number, end: number, raw: boolean): void {
    if (raw) {
      this.#pieces.literal(start, end);
      this.#extend(start, end);
      return;
    }
    for (const match of this.#text.text.slice(start, end).matchAll(spacesOrNot)) {
      const from = start + match.index;
      const to = from + match[0].length;
      if (whiteSpace.test(match[0])) this.#break();
      else {
        this.#pieces.literal(from, to);
        this.#extend(from, to);
      }
    }
  }

  add(text: Text, raw: boolean, start: number, end: number): void {
    this.#quoted ||= raw;
    if (raw) this.#extend(start, end);
    for (const piece of text) {
      const parts = raw || !('text' in piece) || !whiteSpace.test(piece.text) ? [piece] : Array.from(piece.text.matchAll(spacesOrNot), ([part]) => ({ text: part, from: piece.from }));
      for (const part of parts) {
        if (!raw && 'text' in part && whiteSpace.test(part.text)) {
          this.#break();
          continue;
        }
        this.#pieces.add([part]);
        this.#extend(start, end);
      }
    }
  }

  finish(): readonly ExpandedWord[] {
    this.#break();
    return this.#words;
  }

  #extend(start: number, end: number): void {
    this.#start ??= start;
    this.#end = end;
  }

  #break(): void {
    // Empty quotes alone make no word.
    if (!this.#pieces.isEmpty) this.#words.push({ text: this.#pieces.take(), place: this.#text.place(this.#start ?? 0, this.#end), quoted: this.#quoted });
    this.#pieces = new PieceList(this.#text);
    this.#start = undefined;
    this.#quoted = false;
  }
}
