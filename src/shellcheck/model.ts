import type { Fix } from '../diagnostic.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';

/** A script of a Dockerfile as ShellCheck is to read it. */
export interface ScriptToCheck {
  readonly script: MappedText;
  readonly dialect: 'sh' | 'bash' | 'dash' | 'ksh' | 'busybox';
  /** ENV and ARG that the script sees: their value, or undefined when only the build knows it. */
  readonly variables: ReadonlyMap<string, string | undefined>;
}

/** One comment of ShellCheck at its place in the Dockerfile. */
export interface ShellCheckComment {
  /** `SC2086`. */
  readonly code: string;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly message: string;
  readonly place: Place;
  readonly fix: Fix | undefined;
}

/** Runs ShellCheck over scripts: comments in the order of the scripts, or why it could not. */
export type ShellCheckResult = { readonly is: 'checked'; readonly comments: readonly (readonly ShellCheckComment[])[] } | { readonly is: 'failed'; readonly why: string };
