import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { pattern } from '../word.ts';

/** One thing that an install command was asked for. */
export interface PackageRequest {
  readonly word: Word;
  /** `name`: from the program's registry. `path`: a file or folder. `url`: fetched from there, version control included. `group`: a group of packages. `unknown`: only the build can tell. */
  readonly kind: 'name' | 'path' | 'url' | 'group' | 'unknown';
  /** Without version; an unknown piece is NUL. */
  readonly name: string;
  /** As written behind the name, of an address of version control the revision (`@v1`, `#v1`); an unknown piece is NUL. Undefined when none is written. */
  readonly version: string | undefined;
}

/** A command that installs packages. */
export interface PackageInstall {
  readonly command: Command;
  /** The word that says so: `install`, `add`. */
  readonly subcommand: Word;
  readonly packages: readonly PackageRequest[];
}

/** `$WHEEL`, and `${WHEEL}[cuda]` of pip. */
const UNKNOWN = /^\u0000+(?:\[[^\]]*\])?$/;
const NO_FILE = /^$/;

/**
 * Reads a request. `separator` finds where the version begins: its first group is the name, its second the version.
 * A word of which nothing is known is `unknown`.
 */
export function packageRequest(word: Word, separator: RegExp | undefined, files: RegExp = NO_FILE): PackageRequest {
  const text = pattern(word.text);
  if (UNKNOWN.test(text)) return { word, kind: 'unknown', name: text, version: undefined };
  if (/^(?:[a-z][a-z+.-]*:\/\/|git@|github:|gitlab:|bitbucket:|gist:)/i.test(text)) return { word, kind: 'url', name: text, version: revisionOf(text) };
  if (/^(?:\.{0,2}\/|~\/|\.{1,2}(?:$|\[)|[A-Za-z]:\\)/.test(text) || files.test(text)) return { word, kind: 'path', name: text, version: undefined };
  const match = separator?.exec(text);
  return { word, kind: 'name', name: (match?.[1] ?? text).trim(), version: match?.[2] };
}

/** `git+https://host/repo.git@v1#egg=x` of pip, `github:user/repo#v1` of npm. */
function revisionOf(url: string): string | undefined {
  const [address = '', fragment] = url.split('#', 2);
  const at = address.lastIndexOf('@');
  if (at > address.lastIndexOf('/')) return address.slice(at + 1);
  return fragment === undefined || /^(?:egg|subdirectory)=/.test(fragment) ? undefined : fragment;
}
