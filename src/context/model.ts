import type { Located, Source } from '../source.ts';

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

/** Why Docker refuses a pattern of an ignore file; the build fails with it. */
export interface IgnoreError {
  readonly kind: 'no-pattern' | 'bad-pattern' | 'bad-expression' | 'too-long';
  /** Ready for a finding: what is wrong, no full stop. */
  readonly message: string;
}

/** A line of an ignore file that is a pattern. The place is that of the trimmed line, its `!` included. */
export interface IgnorePattern extends Located {
  /** Zero-based among the patterns of the file. */
  readonly index: number;
  /** The line as written, without the space around it. */
  readonly raw: string;
  /** As Docker matches it: without `!`, cleaned, relative to the context. */
  readonly pattern: string;
  /** It begins with `!`: what it matches is sent after all. */
  readonly negated: boolean;
  /** The pattern fails the build, and matches nothing here. */
  readonly error?: IgnoreError;
}

/** What the patterns of an ignore file say of paths. Paths are relative to the context; a pattern that matches a folder matches all below it. */
export interface IgnoreRules {
  readonly patterns: readonly IgnorePattern[];
  /** Whether the path is taken out. */
  ignores(path: string): boolean;
  /** The last pattern that matches the path or a parent of it: the one that decides. Undefined when none does. */
  decidedBy(path: string): IgnorePattern | undefined;
  /** Whether this pattern matches the path or a parent of it, whatever the others say. */
  matches(pattern: IgnorePattern, path: string): boolean;
  /** Of each pattern, by its index, how many of the paths it matches, whatever the others say. */
  count(paths: Iterable<string>): readonly number[];
  /** Whether something below a folder that is taken out may be sent after all: an exception could match there. */
  hasExceptionsBelow(folder: string): boolean;
}

export interface TakeOptions {
  /** `--parents`: `**` crosses folders. */
  readonly parents?: boolean;
  /** `--exclude`, pattern by pattern: relative to a folder that is copied, or the name of a file that is. */
  readonly exclude?: readonly string[];
}

/** What a source of COPY or ADD takes out of the context. Everything but `wildcard` is found out on first use. */
export interface TakenFiles {
  /** The source holds a wildcard. Then BuildKit takes no offence at it when nothing matches. */
  readonly wildcard: boolean;
  /** Files and folders that the source itself names, ignored ones too. Empty: nothing is there. */
  readonly roots: readonly { readonly path: string; readonly is: 'file' | 'directory'; readonly ignored: boolean }[];
  /** Every file that is copied; undefined when the context cannot be listed. */
  readonly files: readonly ContextFile[] | undefined;
  /** Every file below the roots that the ignore file takes out; undefined likewise. */
  readonly ignored: readonly ContextFile[] | undefined;
}

/** The folder that is the build context. */
export interface KnownFolder {
  readonly is: 'known';
  /** As people see it. */
  readonly path: string;
  readonly why: string;
  /** No source of COPY decides for it: a manifest that lies there does, or a compose or Bake file, and nothing is there that COPY names. */
  readonly guessed?: true;
  /** What lists its files, in place of the disk and of git. */
  readonly list?: string;
  /** Its path below the root of its repository, or below the current folder where there is none. Folders above that are nothing of the project's. Absent when it is the root, or lies in neither. */
  readonly inProject?: string;
}

/**
 * The build context as rules see it. Synchronous and memoised; a literal path stats once, only wildcards and folders list.
 * Paths are relative to the context, with `/`, no leading `./` or `/`.
 */
export interface BuildContext {
  /** Which folder it is and why, or why that is not known. */
  readonly folder: KnownFolder | { readonly is: 'unknown'; readonly why: string };
  /** The ignore file that Docker uses for this Dockerfile: `<Dockerfile>.dockerignore` before `.dockerignore`. */
  readonly ignoreFile: { readonly is: 'present'; readonly source: Source } | { readonly is: 'absent' } | { readonly is: 'unknown'; readonly why: string };
  /** Whether the ignore file takes the path (or a parent of it) out. False without an ignore file. */
  ignores(path: string): boolean;
  entry(path: string): Entry;
  /** The patterns of the ignore file; undefined when it is absent or unknown. */
  readonly ignoreRules: IgnoreRules | undefined;
  /**
   * Every file, or undefined when that is not known or there are more than the limit. Listed on first use.
   * With `sentOnly` those that the ignore file takes out are left out, and folders that are taken out whole are not walked.
   */
  list(options?: { readonly sentOnly?: boolean }): readonly ContextFile[] | undefined;
  /**
   * What a source of COPY or ADD, as the build expands it, names in the context; undefined when that is not known.
   * A literal file stats one path, wildcards read the folders they name, and files are listed when they are asked for.
   * Sources that are fetched (URLs, git repositories) are the caller's to leave out.
   */
  takes(source: string, options?: TakeOptions): TakenFiles | undefined;
  /** What of it could not be read, so far as it was asked for: for people, without a full stop. */
  readonly problems: readonly string[];
  /** The text of a small text file (manifests); undefined when absent, unknown, or above 1 MiB. */
  read(path: string): Source | undefined;
}

/** What git says of paths of the context. Undefined: not a repository, git did not answer, or it is a matter of a submodule. */
export interface Git {
  isTracked(path: string): boolean | undefined;
  isIgnored(path: string): boolean | undefined;
  /** Asks git about many paths at once, so that `isIgnored` of each answers without another call. */
  prepare?(paths: readonly string[]): void;
  /** Why git did not answer, where it was asked and did not: for people, without a full stop. */
  problem?(): string | undefined;
}
