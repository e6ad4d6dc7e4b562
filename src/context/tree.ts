import type { Source } from '../source.ts';
import type { Entry } from './model.ts';

/** A child of a folder. A symbolic link is a file: that is how it is copied. */
export interface Child {
  readonly name: string;
  readonly is: 'file' | 'directory';
}

/** The files of a context, wherever they are: what the disk, a list of paths and a map of texts have in common. Paths are clean; the context itself is ``. */
export interface Tree {
  entry(path: string): Entry;
  /** Sorted by name; undefined when the path is no folder, or one that cannot be read. */
  children(folder: string): readonly Child[] | undefined;
  /** In bytes; undefined when not known. */
  size(path: string): number | undefined;
  /** The text of a file of at most 1 MiB. */
  read(path: string): Source | undefined;
}

/** Text files above this are not read. Bytes. */
export const LARGEST_READ = 1024 * 1024;

/** No file has a longer path. */
const LONGEST_PATH = 4096;

/** A tree of the given file paths (relative, with `/`); folders are those that hold a file. */
export function treeOfPaths(paths: Iterable<string>, of: Pick<Tree, 'size' | 'read'>): Tree {
  const folders = new Map<string, Map<string, Child['is']>>([['', new Map()]]);
  for (const path of paths) if (path !== '' && path.length <= LONGEST_PATH) addPath(folders, path);
  const sorted = new Map<string, readonly Child[]>();
  return {
    ...of,
    entry: (path) => {
      if (folders.has(path)) return { is: 'directory' };
      const slash = path.lastIndexOf('/');
      const found = folders.get(path.slice(0, Math.max(slash, 0)))?.get(path.slice(slash + 1));
      return found === 'file' ? { is: 'file', size: of.size(path) } : { is: 'absent' };
    },
    children: (folder) => {
      const members = folders.get(folder);
      if (members === undefined) return undefined;
      const known = sorted.get(folder) ?? byName([...members].map(([name, is]) => ({ name, is })));
      sorted.set(folder, known);
      return known;
    },
  };
}

function addPath(folders: Map<string, Map<string, Child['is']>>, path: string): void {
  let is: Child['is'] = 'file';
  for (let at = path; at !== ''; ) {
    const slash = at.lastIndexOf('/');
    const parent = at.slice(0, Math.max(slash, 0));
    const members = folders.get(parent) ?? new Map<string, Child['is']>();
    const name = at.slice(slash + 1);
    const known = members.get(name);
    // A path that is a file and a folder too can only be a mistake of the list: the folder wins.
    if (known === undefined || is === 'directory') members.set(name, is);
    folders.set(parent, members);
    if (known === 'directory') return;
    is = 'directory';
    at = parent;
  }
}

/** In the order of UTF-16 units: the same on every machine. */
export function byName(children: readonly Child[]): readonly Child[] {
  return children.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** A path of the context as people see it. */
export function shown(folder: string, path: string): string {
  return folder === '.' || folder === '' ? path : `${folder.endsWith('/') ? folder.slice(0, -1) : folder}/${path}`;
}
