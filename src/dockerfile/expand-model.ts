import type { Place } from '../source.ts';
import type { Text, Value } from '../word.ts';

export interface ExpandOptions {
  /** The file's escape character. */
  readonly escape: '\\' | '`';
  /** Quotes stay in the outcome (BuildKit's RawQuotes). */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the outcome (RawEscapes). */
  readonly rawEscapes?: boolean;
  /** Quotes are characters like any other (SkipProcessQuotes), as in the body of a heredoc. */
  readonly skipQuotes?: boolean;
  /** What names a variable that is not set stays as written (SkipUnsetEnv). */
  readonly skipUnset?: boolean;
}

/** The operator of `${NAME…}` without its doubling. */
export type Operator = '-' | ':-' | '+' | ':+' | '?' | ':?' | '#' | '%' | '/';

/** A `$NAME` or `${NAME…}` in a word. */
export interface Reference {
  readonly name: string;
  /** All of `$NAME` or `${NAME…}`. */
  readonly place: Place;
  readonly value: Value;
  /** The word says what to do when it is not set: one of `-`, `:-`, `+`, `:+`, `?`, `:?`. */
  readonly hasDefault: boolean;
  readonly operator: Operator | undefined;
}

export interface ExpansionError {
  readonly message: string;
  readonly place: Place;
}

/** Receives what the lexer finds, in order. `raw` text stays in one word, other text is split at white space. */
export interface Sink {
  literal(start: number, end: number, raw: boolean): void;
  /** What a variable (not raw) or quotes (raw) at `[start, end)` of the word become. */
  add(text: Text, raw: boolean, start: number, end: number): void;
}
