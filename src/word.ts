import type { Located, Place } from './source.ts';

/** A piece of a value: known text with the place where its characters are written, or why only a build can know it. */
export type Piece = { readonly text: string; readonly from: Place } | { readonly unknown: string; readonly variable?: string };

/** What a word becomes, piece by piece: `python:$V-slim` is slim whatever V is. */
export type Text = readonly Piece[];

/** A word of an instruction or of a shell command. */
export interface Word extends Located {
  /** As written, quotes and all, continuations taken out. */
  readonly raw: string;
  /** As the build expands it. `from` of a piece is where its characters are written: the word, or the ARG default it rests on. */
  readonly text: Text;
  /** The value when all pieces are known. */
  readonly value: string | undefined;
  /** The word, or a part of it, is written in quotes (or as a JSON string). */
  readonly quoted: boolean;
}

/** What a variable is at one point of the build. */
export type Value =
  | { readonly is: 'set'; readonly text: Text; readonly from: Located | undefined }
  | { readonly is: 'unset'; readonly why: string }
  | { readonly is: 'unknown'; readonly why: string; readonly cause?: UnknownCause; readonly from?: Located | undefined };

/**
 * Who knows a value that the file does not tell: `build-argument` an ARG without default, `platform` the builder's platforms,
 * `predefined` an argument that needs no ARG, `base-image` an image whose ENV is not known, `child-build` the build that runs a trigger.
 */
export type UnknownCause = 'build-argument' | 'platform' | 'predefined' | 'base-image' | 'child-build' | 'expansion';

/** The variables at one point of the build. */
export interface Scope {
  lookup(name: string): Value;
}

/** The value of a text, when all of it is known. */
export function knownValue(text: Text): string | undefined {
  let value = '';
  for (const piece of text) {
    if (!('text' in piece)) return undefined;
    value += piece.text;
  }
  return value;
}

/** The text with `placeholder` where a piece is unknown: for searching known pieces, never for showing. */
export function pattern(text: Text, placeholder = '\u0000'): string {
  let known = '';
  for (const piece of text) known += 'text' in piece ? piece.text : placeholder;
  return known;
}
