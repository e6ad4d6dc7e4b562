import type { MappedText } from '../mapped-text.ts';
import type { Scope, Text, Value } from '../word.ts';
import type { ExpandOptions, ExpansionError, Operator, Reference, Sink } from './expand-model.ts';
import { nameEnd } from './expand-names.ts';
import { applyOperator, isWordOperator, replace, textOfValue } from './expand-operators.ts';
import type { Outcome } from './expand-operators.ts';
import { Budget } from './expand-pattern.ts';
import { PieceList } from './expand-pieces.ts';

/** `${a:-${b:-…}}` deeper than this is unknown. */
const deepest = 100;

/** One pass over one word. Every method leaves `at` behind what it read and returns undefined when `error` is set. */
export class Lexer {
  readonly references: Reference[] = [];
  error: ExpansionError | undefined;
  /** The word nests too deep: nothing of it is known. */
  tooDeep = false;
  readonly #word: MappedText;
  readonly #text: string;
  readonly #scope: Scope;
  readonly #options: ExpandOptions;
  readonly #budget = new Budget();
  #at = 0;
  #depth = 0;
  #rawEscapes: boolean;

  constructor(word: MappedText, scope: Scope, options: ExpandOptions) {
    this.#word = word;
    this.#text = word.text;
    this.#scope = scope;
    this.#options = options;
    this.#rawEscapes = options.rawEscapes ?? false;
  }

  /** Reads up to `stop` (taken) or the end. When `stop` is missing, it is missing of what begins at `start`. */
  read(sink: Sink, stop: '}' | '/' | undefined, rawEscapes: boolean, start = 0): true | undefined {
    const outer = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    const done = this.#readUntil(sink, stop);
    this.#rawEscapes = outer;
    if (done === false) return this.#fail(`\`${stop ?? ''}\` is missing`, start);
    return done;
  }

  /** True at `stop` or the end of a word without `stop`; false at the end when `stop` is missing. */
  #readUntil(sink: Sink, stop: string | undefined): boolean | undefined {
    const text = this.#text;
    const escape = this.#options.escape;
    const quotes = this.#options.skipQuotes !== true;
    let start = this.#at;
    while (this.#at < text.length) {
      const character = text[this.#at];
      const isQuote = quotes && (character === '"' || character === "'");
      if (character !== stop && character !== '$' && character !== escape && !isQuote) {
        this.#at++;
        continue;
      }
      sink.literal(start, this.#at, false);
      if (character === stop) {
        this.#at++;
        return true;
      }
      if (character === escape) this.#escaped(sink);
      else {
        start = this.#at;
        const value = character === '$' ? this.#dollar() : character === '"' ? this.#doubleQuote() : this.#singleQuote();
        if (value === undefined) return undefined;
        sink.add(value, character !== '$', start, this.#at);
      }
      start = this.#at;
    }
    sink.literal(start, this.#at, false);
    return stop === undefined;
  }

  #escaped(sink: Sink): void {
    const start = this.#at;
    const next = this.#text.codePointAt(start + 1);
    this.#at = Math.min(start + 1 + (next !== undefined && next > 0xffff ? 2 : 1), this.#text.length);
    sink.literal(this.#rawEscapes ? start : start + 1, this.#at, true);
  }

  #singleQuote(): Text | undefined {
    const start = this.#at;
    const end = this.#text.indexOf("'", start + 1);
    if (end === -1) {
      this.#at = this.#text.length;
      return this.#fail('a single quote is not closed', start);
    }
    this.#at = end + 1;
    const pieces = new PieceList(this.#word);
    if (this.#options.rawQuotes === true) pieces.literal(start, end + 1);
    else pieces.literal(start + 1, end);
    return pieces.take();
  }

  #doubleQuote(): Text | undefined {
    const text = this.#text;
    const escape = this.#options.escape;
    const start = this.#at;
    const raw = this.#options.rawQuotes === true;
    const pieces = new PieceList(this.#word);
    this.#at++;
    let from = raw ? start : this.#at;
    while (this.#at < text.length) {
      const character = text[this.#at];
      if (character === '"') {
        this.#at++;
        pieces.literal(from, raw ? this.#at : this.#at - 1);
        return pieces.take();
      }
      if (character === '$') {
        pieces.literal(from, this.#at);
        const value = this.#dollar();
        if (value === undefined) return undefined;
        pieces.add(value);
        from = this.#at;
      } else if (character === escape) {
        const next = text[this.#at + 1];
        const escapes = next === '"' || next === '$' || next === escape;
        if (escapes !== this.#rawEscapes) {
          // Either the escape goes, or a pattern gets one that stands for itself.
          pieces.literal(from, escapes ? this.#at : this.#at + 1);
          from = escapes ? this.#at + 1 : this.#at;
        }
        this.#at += escapes ? 2 : 1;
      } else this.#at++;
    }
    return this.#fail('a double quote is not closed', start);
  }

  #dollar(): Text | undefined {
    const start = this.#at;
    this.#at++;
    if (this.#text[this.#at] === '{') return this.#braces(start);
    const name = this.#name();
    const pieces = new PieceList(this.#word);
    if (name === '') pieces.literal(start, start + 1);
    else {
      const value = this.#lookup(name, start, undefined);
      if (value.is === 'unset' && this.#options.skipUnset === true) pieces.literal(start, this.#at);
      else return textOfValue(value, name);
    }
    return pieces.take();
  }

  /** `${…}`, `at` on the brace. */
  #braces(start: number): Text | undefined {
    this.#at++;
    const first = this.#text[this.#at];
    if (first === undefined) return this.#fail('`}` is missing', start);
    if (first === '{' || first === '}' || first === ':') return this.#badSubstitution('names no variable', start);
    const name = this.#name();
    let operator = this.#text[this.#at];
    if (operator === undefined) return this.#fail('`}` is missing', start);
    this.#at++;
    if (operator === '}') return this.#plain(name, start);
    if (operator === '/') return this.#replacement(name, start);
    if (operator === ':') operator += this.#text[this.#at++] ?? '';
    if (!isWordOperator(operator)) return this.#badSubstitution(`has an operator that BuildKit does not know, \`${operator}\``, start);
    const operatorEnd = this.#at;
    const word = this.#nested('}', operator === '#' || operator === '%', start);
    if (word === undefined) return undefined;
    const value = this.#lookup(name, start, operator);
    if (value.is === 'unset' && this.#options.skipUnset === true) return this.#asWritten(start, operatorEnd, [word]);
    return this.#settle(applyOperator({ name, value, operator, word, budget: this.#budget }), start);
  }

  #plain(name: string, start: number): Text {
    const value = this.#lookup(name, start, undefined);
    if (value.is === 'unset' && this.#options.skipUnset === true) return this.#asWritten(start, this.#at - 1, []);
    return textOfValue(value, name);
  }

  #replacement(name: string, start: number): Text | undefined {
    const all = this.#text[this.#at] === '/';
    if (all) this.#at++;
    const operatorEnd = this.#at;
    const pattern = this.#nested('/', true, start);
    if (pattern === undefined) return undefined;
    const text = this.#nested('}', true, start);
    if (text === undefined) return undefined;
    const value = this.#lookup(name, start, '/');
    if (value.is === 'unset' && this.#options.skipUnset === true) return this.#asWritten(start, operatorEnd, [pattern, text]);
    return this.#settle(replace({ name, value, budget: this.#budget, all, pattern, text, place: this.#word.place(start, this.#at) }), start);
  }

  #settle(outcome: Outcome, start: number): Text | undefined {
    return 'error' in outcome ? this.#fail(outcome.error, start) : outcome;
  }

  /** The word of an operator. */
  #nested(stop: '}' | '/', rawEscapes: boolean, start: number): Text | undefined {
    if (this.#depth >= deepest) {
      this.tooDeep = true;
      return this.#fail('the word nests too deep', start);
    }
    this.#depth++;
    const pieces = new PieceList(this.#word);
    const done = this.read({ literal: (from, to) => { pieces.literal(from, to); }, add: (text) => { pieces.add(text); } }, stop, rawEscapes, start);
    this.#depth--;
    return done === undefined ? undefined : pieces.take();
  }

  /** `${NAME:-word}` of a name that is not set, its words expanded. */
  #asWritten(start: number, operatorEnd: number, words: readonly Text[]): Text {
    const pieces = new PieceList(this.#word);
    pieces.literal(start, operatorEnd);
    for (const [index, word] of words.entries()) {
      if (index > 0) pieces.add([{ text: '/', from: this.#word.place(start, this.#at) }]);
      pieces.add(word);
    }
    pieces.literal(this.#at - 1, this.#at);
    return pieces.take();
  }

  #name(): string {
    const start = this.#at;
    this.#at = nameEnd(this.#text, start);
    return this.#text.slice(start, this.#at);
  }

  #lookup(name: string, start: number, operator: Operator | undefined): Value {
    const value = this.#scope.lookup(name);
    const hasDefault = operator !== undefined && operator !== '#' && operator !== '%' && operator !== '/';
    this.references.push({ name, place: this.#word.place(start, this.#at), value, hasDefault, operator });
    return value;
  }

  #badSubstitution(what: string, start: number): undefined {
    const end = this.#text.indexOf('}', start);
    return this.#fail(`\`${this.#text.slice(start, end === -1 ? undefined : end + 1)}\` ${what}`, start, end === -1 ? undefined : end + 1);
  }

  #fail(message: string, start: number, end: number = this.#at): undefined {
    this.error ??= { message, place: this.#word.place(start, Math.max(start, Math.min(end, this.#text.length))) };
    return undefined;
  }
}
