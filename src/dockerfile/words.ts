import { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';
import type { Scope, Text, Word } from '../word.ts';
import { knownValue } from '../word.ts';
import { isSpace } from './characters.ts';
import type { Range } from './characters.ts';
import { expand } from './expand.ts';
import type { Expansion } from './expand.ts';

/** Whose variables a word sees. */
export interface WordOwner {
  readonly scope: Scope;
  readonly escape: '\\' | '`';
}

/** A word whose text is made when it is asked for. */
export class LazyWord implements Word {
  readonly #owner: WordOwner | undefined;
  readonly #line: MappedText;
  readonly #start: number;
  readonly #end: number;
  readonly #content: MappedText | undefined;
  readonly #quoted: boolean | undefined;
  #expansion: Expansion | undefined;
  #place: Place | undefined;
  #value: string | undefined;
  #valued = false;

  /**
   * `[start, end)` of `line` is how the word is written; `content` what is expanded when that is another text (a JSON string
   * decoded, a flag without its quotes). Without an owner nothing is expanded.
   */
  constructor(owner: WordOwner | undefined, line: MappedText, { start, end }: Range, content?: MappedText, quoted?: boolean) {
    this.#owner = owner;
    this.#line = line;
    this.#start = start;
    this.#end = end;
    this.#content = content;
    this.#quoted = quoted;
  }

  get raw(): string {
    return this.#line.text.slice(this.#start, this.#end);
  }

  get place(): Place {
    return (this.#place ??= this.#line.place(this.#start, this.#end));
  }

  /** What the build expands. */
  get content(): MappedText {
    return this.#content ?? this.#line.slice(this.#start, this.#end);
  }

  /** The text, why the build refuses it, and the variables it names. */
  get expansion(): Expansion {
    return (this.#expansion ??= this.#expand());
  }

  get text(): Text {
    return this.expansion.text;
  }

  get value(): string | undefined {
    if (!this.#valued) {
      this.#value = knownValue(this.text);
      this.#valued = true;
    }
    return this.#value;
  }

  get quoted(): boolean {
    return this.#quoted ?? this.expansion.quoted;
  }

  #expand(): Expansion {
    if (this.#owner !== undefined) return expand(this.content, this.#owner.scope, { escape: this.#owner.escape });
    const text = this.#content?.text ?? this.raw;
    const from = this.#content === undefined ? this.place : this.#content.place(0, text.length);
    return { text: text === '' ? [] : [{ text, from }], references: [], quoted: false };
  }
}

/** The words of `[start, end)`, quotes and escapes kept in them, as BuildKit splits ENV, LABEL and ARG. */
export function splitWords(text: string, start: number, end: number, escape: '\\' | '`'): readonly Range[] {
  const words: Range[] = [];
  let at = start;
  while (at < end) {
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    if (at >= end) break;
    const from = at;
    at = behindWord(text, at, end, escape);
    words.push({ start: from, end: at });
  }
  return words;
}

function behindWord(text: string, start: number, end: number, escape: '\\' | '`'): number {
  let quote = '';
  let at = start;
  while (at < end) {
    const character = text[at] ?? '';
    if (quote === '' && isSpace(text.charCodeAt(at))) return at;
    if (character === escape && quote !== "'") {
      at += 2;
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    at++;
  }
  return Math.min(at, end);
}

/** Text whose characters stand at `offsets` of `line`. */
export function pickCharacters(line: MappedText, text: string, offsets: readonly number[]): MappedText {
  const segments: { at: number; source: number }[] = [];
  let expected = -1;
  for (const [at, offset] of offsets.entries()) {
    const source = line.startOf(offset);
    if (source !== expected) segments.push({ at, source });
    expected = source + 1;
  }
  if (segments.length === 0) segments.push({ at: 0, source: line.startOf(offsets[0] ?? 0) });
  return new MappedText(line.source, text, segments);
}
