import type { Located, Source } from '../source.ts';

/** One build of one Dockerfile, as a compose file or a Bake file declares it. The place is that of the service or target. */
export interface Declaration extends Located {
  readonly by: 'compose' | 'bake';
  /** The service or target. */
  readonly name: string;
  /** The folder of the context: absolute, with `/`. */
  readonly context: string;
  /** The Dockerfile: absolute, with `/`. */
  readonly dockerfile: string;
  /** The stage; undefined for the last one, and when only the build knows. */
  readonly target: string | undefined;
  /** Arguments whose value is known: defaults of variables count, as nobody has set another value yet. */
  readonly args: ReadonlyMap<string, string>;
  /** Named contexts: folders absolute, everything else as written (`docker-image://…`, `target:…`, `service:…`). */
  readonly namedContexts: ReadonlyMap<string, string>;
  /** Named contexts that are another build of the same files (`target:…`, `service:…`), where that build is known. */
  readonly linked: ReadonlyMap<string, Declaration>;
}

/** A file that could not be read as what it is. The rest is read all the same. */
export interface DeclarationProblem extends Located {
  /** What is wrong, no full stop. */
  readonly message: string;
}

export interface Declarations {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly DeclarationProblem[];
}

/** What the reading of declarations asks of the disk. Paths are absolute, with `/`. */
export interface DeclarationDisk {
  /** Names in a folder; empty when it cannot be read. */
  names(folder: string): readonly string[];
  /** A small text file; undefined when it cannot be read. */
  read(path: string): Source | undefined;
  /** A path as people see it. */
  shown(path: string): string;
}

/** Builds that stand on each other in a row: more are not followed. */
export const LONGEST_LINK = 5;

/** Something that is built elsewhere, or comes from elsewhere: no folder. */
export function isRemoteContext(context: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/|[a-z])|^git@|^github\.com\/|^-$/i.test(context);
}

/** Joins an absolute folder and a path that may be absolute; `..` is resolved. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = [];
  const drive = /^[A-Za-z]:/.exec(path.startsWith('/') ? '' : folder)?.[0] ?? '';
  for (const part of (path.startsWith('/') ? path : `${folder.slice(drive.length)}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${drive}/${parts.join('/')}`;
}
