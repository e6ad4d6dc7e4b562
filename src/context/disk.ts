import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, existsSync, type Stats } from 'node:fs';
import path from 'node:path';
import { decodeSource, UnreadableFile } from '../read-source.ts';
import type { Source } from '../source.ts';
import type { DeclarationDisk } from './declaration.ts';
import { createContext, ignoreFileIn } from './context.ts';
import type { BuildContext, Entry } from './model.ts';
import type { SearchDisk } from './search.ts';
import { byName, LARGEST_READ, shown, type Child, type Tree } from './tree.ts';

export interface OpenContextOptions {
  /** The folder to open: absolute, or relative to the current folder. */
  readonly folder: string;
  readonly why: string;
  /** The folder as people see it; as it was given without it. */
  readonly shownAs?: string;
  /** The Dockerfile on the disk, wherever it lies: for `<Dockerfile>.dockerignore`. */
  readonly dockerfilePath?: string;
  /** See `BuildContext.folder`. */
  readonly guessed?: true | undefined;
}

/** The context in a folder of the disk. Nothing is read before it is asked for, and nothing outside of the folder but the Dockerfile's own ignore file. */
export function openContext({ folder, why, shownAs = folder, dockerfilePath, guessed }: OpenContextOptions): BuildContext {
  const tree = diskTree(path.resolve(folder), shownAs);
  return createContext({
    folder: { is: 'known', path: shownAs, why, ...(guessed === undefined ? {} : { guessed }) },
    tree,
    ignoreFile: () => (dockerfilePath === undefined ? undefined : ownIgnoreFile(dockerfilePath, path.resolve(folder), shownAs)) ?? ignoreFileIn(tree, undefined),
  });
}

/** The disk, for `searchContext`. */
export const searchDisk: SearchDisk = {
  exists: existsSync,
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
};

/** The disk, for `findDeclarations`. `shownAs` makes of an absolute path what people see. Links are not followed. */
export function declarationDisk(shownAs: (file: string) => string): DeclarationDisk {
  return {
    names: searchDisk.names,
    read: (file) => {
      const status = statusOf(file);
      return typeof status !== 'string' && status.isFile() && status.size <= LARGEST_READ ? readText(file, shownAs(file)) : undefined;
    },
  };
}

/** `<Dockerfile>.dockerignore`; undefined when there is none. A link is followed while it stays beside the Dockerfile or in the context. */
function ownIgnoreFile(dockerfilePath: string, root: string, shownRoot: string): BuildContext['ignoreFile'] | undefined {
  const file = `${path.resolve(dockerfilePath)}.dockerignore`;
  const status = statusOf(file);
  if (status === 'absent') return undefined;
  const inside = path.relative(root, file);
  const name = isOutside(inside) ? `${dockerfilePath}.dockerignore` : shown(shownRoot, inside.split(path.sep).join('/'));
  if (typeof status === 'string') return { is: 'unknown', why: `\`${name}\` cannot be read` };
  if (status.isSymbolicLink()) {
    const target = realPath(file);
    if (target === undefined || [path.dirname(file), root].every((folder) => isOutside(path.relative(realPath(folder) ?? folder, target)))) {
      return { is: 'unknown', why: `\`${name}\` is a symbolic link that leads out of the build context` };
    }
    return sourceAt(target, name);
  }
  if (!status.isFile()) return { is: 'unknown', why: `\`${name}\` is no file` };
  return sourceAt(file, name);
}

function sourceAt(file: string, name: string): BuildContext['ignoreFile'] {
  const source = readText(file, name);
  return source === undefined ? { is: 'unknown', why: `\`${name}\` cannot be read as text` } : { is: 'present', source };
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

/** Links in a row that are followed; Linux follows as many. */
const MOST_LINKS = 40;

/** What lies at a path when its links are followed: `real` is relative to the context. */
type Resolved = { readonly is: 'found'; readonly real: string; readonly status: Stats } | Extract<Entry, { is: 'absent' | 'unknown' }>;

/** The tree of a folder. Links are followed as long as they stay in it. */
export function diskTree(root: string, shownRoot: string): Tree {
  const statuses = new Map<string, Status>();
  const statusIn = (relative: string): Status => {
    const known = statuses.get(relative) ?? statusOf(path.join(root, relative));
    statuses.set(relative, known);
    return known;
  };
  const resolve = (relative: string): Resolved => resolveIn(root, relative, statusIn);
  return {
    entry: (relative) => {
      const found = resolve(relative);
      if (found.is !== 'found') return found;
      if (found.status.isDirectory()) return { is: 'directory' };
      return found.status.isFile() ? { is: 'file', size: found.status.size } : { is: 'unknown', why: `\`${relative}\` is neither a file nor a folder` };
    },
    children: (folder) => {
      const found = folder === '' ? undefined : resolve(folder);
      if (found !== undefined && (found.is !== 'found' || !found.status.isDirectory())) return undefined;
      return childrenOf(path.join(root, found === undefined ? '' : found.real));
    },
    size: (relative) => {
      const status = statusOf(path.join(root, relative));
      return typeof status === 'string' ? undefined : status.size;
    },
    read: (relative) => {
      const found = resolve(relative);
      if (found.is !== 'found' || !found.status.isFile() || found.status.size > LARGEST_READ) return undefined;
      return readText(path.join(root, found.real), shown(shownRoot, relative));
    },
  };
}

/** Follows links part by part, so that none is ever followed out of the context. */
function resolveIn(root: string, relative: string, statusIn: (relative: string) => Status): Resolved {
  const parts = relative.split('/').reverse();
  const outside: Resolved = { is: 'unknown', why: `\`${relative}\` is, or lies behind, a symbolic link that leads out of the build context` };
  let real: readonly string[] = [];
  let status: Stats | undefined;
  let links = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (real.length === 0) return outside;
      real = real.slice(0, -1);
      continue;
    }
    if (status !== undefined && !status.isDirectory()) return { is: 'absent' };
    const at = [...real, part].join('/');
    const here = statusIn(at);
    if (here === 'absent') return { is: 'absent' };
    if (here === 'unreadable') return { is: 'unknown', why: `\`${relative}\` cannot be read` };
    if (!here.isSymbolicLink()) {
      real = [...real, part];
      status = here;
      continue;
    }
    if (++links > MOST_LINKS) return { is: 'unknown', why: `\`${relative}\` is a loop of symbolic links` };
    const target = linkTarget(path.join(root, at));
    if (target === undefined) return { is: 'unknown', why: `\`${relative}\` cannot be read` };
    if (path.isAbsolute(target)) return outside;
    parts.push(...target.split(path.sep).reverse());
    status = undefined;
  }
  const last = real.length === 0 ? statusOf(root) : statusIn(real.join('/'));
  return typeof last === 'string' ? { is: 'absent' } : { is: 'found', real: real.join('/'), status: last };
}

function childrenOf(folder: string): readonly Child[] | undefined {
  try {
    return byName(readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, is: entry.isDirectory() ? 'directory' : 'file' })));
  } catch {
    return undefined;
  }
}

type Status = Stats | 'absent' | 'unreadable';

function statusOf(file: string): Status {
  try {
    return lstatSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' || code === 'EIO' ? 'unreadable' : 'absent';
  }
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function readText(file: string, shownAs: string): Source | undefined {
  try {
    return decodeSource(readFileSync(file), shownAs);
  } catch (error) {
    if (error instanceof UnreadableFile || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
