import type { Source } from '../source.ts';

/** What is at a path of the build context. `unknown` when the context is not known or not readable. */
export type Entry =
  | { readonly is: 'file'; readonly size: number | undefined }
  | { readonly is: 'directory' }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown'; readonly why: string };

export interface ContextFile {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly size: number | undefined;
}

/**
 * The build context as rules see it. Synchronous and memoised; a literal path stats once, only wildcards and folders list.
 * Paths are relative to the context, with `/`, no leading `./` or `/`.
 */
export interface BuildContext {
  /** Which folder it is and why, or why that is not known. */
  readonly folder: { readonly is: 'known'; readonly path: string; readonly why: string } | { readonly is: 'unknown'; readonly why: string };
  /** The ignore file that Docker uses for this Dockerfile: `<Dockerfile>.dockerignore` before `.dockerignore`. */
  readonly ignoreFile: { readonly is: 'present'; readonly source: Source } | { readonly is: 'absent' } | { readonly is: 'unknown'; readonly why: string };
  /** Whether the ignore file takes the path (or a parent of it) out. False without an ignore file. */
  ignores(path: string): boolean;
  entry(path: string): Entry;
  /** Every file, ignored ones too, or undefined when that is not known or there are more than the limit. Listed on first use. */
  list(): readonly ContextFile[] | undefined;
  /** The text of a small text file (manifests); undefined when absent, unknown, or above 1 MiB. */
  read(path: string): Source | undefined;
}

/** What git says of paths of the context. Undefined: not a repository, or git did not answer. */
export interface Git {
  isTracked(path: string): boolean | undefined;
  isIgnored(path: string): boolean | undefined;
}
