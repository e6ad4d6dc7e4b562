import path from 'node:path';
import { decodeSource, UnreadableFile } from '../read-source.ts';
import type { Source } from '../source.ts';
import type { DeclarationDisk } from './declaration.ts';
import { createContext, ignoreFileIn } from './context.ts';
import { disk, statusByName, type FileSystem, type Status } from './file-system.ts';
import type { KeptSources } from './kept-sources.ts';
import type { BuildContext, Entry } from './model.ts';
import type { SearchDisk } from './search.ts';
import { LARGEST_READ, shown, type Tree } from './tree.ts';
import { insideOf } from '../inside.ts';
import { onceByText, onceEach } from '../once-each.ts';

export interface OpenContextOptions {
  /** The folder to open: absolute, or relative to the current folder. */
  readonly folder: string;
  readonly why: string;
  /** The folder as people see it; as it was given without it. */
  readonly shownAs?: string;
  /** The Dockerfile on the disk, wherever it lies: for `<Dockerfile>.dockerignore`. */
  readonly dockerfilePath?: string;
  /** See `KnownFolder`. */
  readonly guessed?: true | undefined;
  /** See `KnownFolder`. */
  readonly inProject?: string | undefined;
  /** The disk itself without it. */
  readonly files?: FileSystem;
  /** The tree of the folder, where other Dockerfiles have it too. */
  readonly tree?: Tree;
}

/** The context in a folder of the disk. Nothing is read before it is asked for, and nothing outside of the folder but the Dockerfile's own ignore file. */
export function openContext({ folder, why, shownAs = folder, dockerfilePath, guessed, inProject, files = disk, tree = diskTree(path.resolve(folder), shownAs, files) }: OpenContextOptions): BuildContext {
  return createContext({
    folder: { is: 'known', path: shownAs, why, ...(guessed === undefined ? {} : { guessed }), ...(inProject === undefined ? {} : { inProject }) },
    tree,
    ignoreFile: () => (dockerfilePath === undefined ? undefined : ownIgnoreFile(dockerfilePath, path.resolve(folder), shownAs, files)) ?? ignoreFileOf(tree),
  });
}

const ignoreFileOf = onceEach((tree: Tree): BuildContext['ignoreFile'] => ignoreFileIn(tree, undefined));

/** The ignore file that is for one Dockerfile alone. */
export function ignoreFileBeside(dockerfilePath: string): string {
  return `${path.resolve(dockerfilePath)}.dockerignore`;
}

/** The disk, for `searchContext`. A link counts as what is there, wherever it leads. */
export function searchDisk(files: FileSystem = disk): SearchDisk {
  return {
    exists: (file) => files.status(file).is !== 'absent',
    names: (folder) => files.children(folder)?.map(({ name }) => name) ?? [],
    text: (file) => {
      const status = files.status(file);
      return status.is === 'file' && status.size <= LARGEST_READ ? readText(files, file, file)?.text : undefined;
    },
  };
}

export interface DeclarationDiskOptions {
  /** Makes of an absolute path what people see. */
  readonly shownAs: (file: string) => string;
  /** The folder that no link leads out of: the repository. */
  readonly top: string;
  readonly files: FileSystem;
  readonly sources: KeptSources;
}

/** The disk, for `findDeclarations`. */
export function declarationDisk({ shownAs, top, files, sources }: DeclarationDiskOptions): DeclarationDisk {
  const names = searchDisk(files).names;
  const target = (file: string): string | undefined => {
    const real = files.real(file);
    return real === undefined || insideOf(files.real(top) ?? top, real) === undefined ? undefined : real;
  };
  return {
    names,
    shown: shownAs,
    read: (file) => {
      const real = target(file);
      const status = real === undefined ? undefined : files.status(real);
      return real !== undefined && status?.is === 'file' && status.size <= LARGEST_READ ? readText(files, real, shownAs(file), sources) : undefined;
    },
  };
}

/** `<Dockerfile>.dockerignore`; undefined when there is none. A link is followed while it stays beside the Dockerfile or in the context. */
function ownIgnoreFile(dockerfilePath: string, root: string, shownRoot: string, files: FileSystem): BuildContext['ignoreFile'] | undefined {
  const file = ignoreFileBeside(dockerfilePath);
  const { is } = files.status(file);
  if (is === 'absent') return undefined;
  const inside = insideOf(root, file);
  const name = inside === undefined ? `${dockerfilePath}.dockerignore` : shown(shownRoot, inside);
  if (is === 'unreadable') return { is: 'unknown', why: `\`${name}\` cannot be read` };
  if (is === 'link') {
    const target = files.real(file);
    if (target === undefined || [path.dirname(file), root].every((folder) => insideOf(files.real(folder) ?? folder, target) === undefined)) {
      return { is: 'unknown', why: `\`${name}\` is a symbolic link that leads out of the build context` };
    }
    return sourceAt(files, target, name);
  }
  if (is !== 'file') return { is: 'unknown', why: `\`${name}\` is no file` };
  return sourceAt(files, file, name);
}

function sourceAt(files: FileSystem, file: string, name: string): BuildContext['ignoreFile'] {
  const source = readText(files, file, name);
  return source === undefined ? { is: 'unknown', why: `\`${name}\` cannot be read as text` } : { is: 'present', source };
}

/** Links in a row that are followed; Linux follows as many. */
const MOST_LINKS = 40;

/** What lies at a path when its links are followed: `real` is relative to the context. */
type Resolved = { readonly is: 'found'; readonly real: string; readonly status: Status } | Extract<Entry, { is: 'absent' | 'unknown' }>;

/** The tree of a folder. Links are followed as long as they stay in it. */
export function diskTree(root: string, shownRoot: string, files: FileSystem = disk): Tree {
  const statusIn = onceByText((relative) => statusByName(files, path.join(root, relative)));
  const resolve = (relative: string): Resolved => resolveIn({ root, files, statusIn }, relative);
  return {
    entry: (relative) => {
      const found = resolve(relative);
      if (found.is !== 'found') return found;
      if (found.status.is === 'directory') return { is: 'directory' };
      return found.status.is === 'file' ? { is: 'file', size: found.status.size } : { is: 'unknown', why: `\`${relative}\` is neither a file nor a folder` };
    },
    children: (folder) => {
      const found = folder === '' ? undefined : resolve(folder);
      if (found !== undefined && (found.is !== 'found' || found.status.is !== 'directory')) return undefined;
      return files.children(path.join(root, found === undefined ? '' : found.real));
    },
    size: (relative) => {
      const status = files.status(path.join(root, relative));
      return status.is === 'file' ? status.size : undefined;
    },
    read: (relative) => {
      const found = resolve(relative);
      if (found.is !== 'found' || found.status.is !== 'file' || found.status.size > LARGEST_READ) return undefined;
      return readText(files, path.join(root, found.real), shown(shownRoot, relative));
    },
  };
}

interface Resolving {
  readonly root: string;
  readonly files: FileSystem;
  readonly statusIn: (relative: string) => Status;
}

/** Follows links part by part, so that none is ever followed out of the context. */
function resolveIn({ root, files, statusIn }: Resolving, relative: string): Resolved {
  const parts = relative.split('/').reverse();
  const outside: Resolved = { is: 'unknown', why: `\`${relative}\` is, or lies behind, a symbolic link that leads out of the build context` };
  const unreadable: Resolved = { is: 'unknown', why: `\`${relative}\` cannot be read` };
  let real: readonly string[] = [];
  let status: Status | undefined;
  let links = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (real.length === 0) return outside;
      real = real.slice(0, -1);
      continue;
    }
    if (status !== undefined && status.is !== 'directory') return { is: 'absent' };
    const at = [...real, part].join('/');
    const here = statusIn(at);
    if (here.is === 'absent') return { is: 'absent' };
    if (here.is === 'unreadable') return unreadable;
    if (here.is !== 'link') {
      real = [...real, part];
      status = here;
      continue;
    }
    if (++links > MOST_LINKS) return { is: 'unknown', why: `\`${relative}\` is a loop of symbolic links` };
    const target = files.link(path.join(root, at));
    if (target === undefined) return unreadable;
    if (path.isAbsolute(target)) return outside;
    parts.push(...target.split(path.sep).reverse());
    status = undefined;
  }
  const last = real.length === 0 ? files.status(root) : statusIn(real.join('/'));
  return last.is === 'absent' || last.is === 'unreadable' ? { is: 'absent' } : { is: 'found', real: real.join('/'), status: last };
}

/** Undefined for what is no text. `sources` keeps it for whoever asks for the same file again. */
function readText(files: FileSystem, file: string, shownAs: string, sources?: KeptSources): Source | undefined {
  const bytes = files.bytes(file);
  if (bytes === undefined) return undefined;
  const decode = (): Source | undefined => {
    try {
      return decodeSource(bytes, shownAs);
    } catch (error) {
      if (error instanceof UnreadableFile) return undefined;
      throw error;
    }
  };
  return sources === undefined ? decode() : sources.of(shownAs, bytes, decode);
}
