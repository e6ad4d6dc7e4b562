import { contextPath } from './go-path.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { createIgnoreRules } from './ignore-match.ts';
import type { BuildContext, ContextFile, Entry, IgnoreRules } from './model.ts';
import { takeFiles } from './take.ts';
import type { Tree } from './tree.ts';

export interface ContextParts {
  readonly folder: BuildContext['folder'];
  readonly tree: Tree;
  /** Asked at most once. */
  readonly ignoreFile: () => BuildContext['ignoreFile'];
}

/** A context with more files is not listed: it is not known what is in it. */
export const MOST_FILES = 1_000_000;

/** More folders that cannot be read are not named. */
const MOST_UNREAD = 3;

/** The context of a tree. Everything is found out on first use and remembered. */
export function createContext({ folder, tree, ignoreFile: findIgnoreFile }: ContextParts): BuildContext {
  const entries = new Map<string, Entry>();
  const entry = (path: string): Entry => {
    const wanted = contextPath(path);
    const known = entries.get(wanted) ?? (wanted === '' ? { is: 'directory' } : tree.entry(wanted));
    entries.set(wanted, known);
    return known;
  };
  const ignoreFile = once(findIgnoreFile);
  const ignoreRules = once(() => {
    const file = ignoreFile();
    return file.is === 'present' ? createIgnoreRules(readIgnoreFile(file.source)) : undefined;
  });
  const ignores = (path: string): boolean => ignoreRules()?.ignores(contextPath(path)) ?? false;
  const unread = new Set<string>();
  const everything = once(() => walk(tree, () => false, unread));
  const sent = once(() => listSent(tree, ignoreRules(), everything, unread));
  const list = (options?: { readonly sentOnly?: boolean }): readonly ContextFile[] | undefined => (options?.sentOnly === true ? sent() : everything());
  return {
    folder,
    get ignoreFile() {
      return ignoreFile();
    },
    get ignoreRules() {
      return ignoreRules();
    },
    ignores,
    entry,
    list,
    takes: (source, options = {}) => takeFiles({ tree, entry, list, ignores }, source, options),
    read: (path) => tree.read(contextPath(path)),
    get problems() {
      const file = ignoreFile();
      return [...(file.is === 'unknown' ? [`${file.why}: what it leaves out is not known`] : []), ...unread];
    },
  };
}

/** The ignore file of a tree: beside the Dockerfile, under its name, before the one of the context. */
export function ignoreFileIn(tree: Tree, dockerfilePath: string | undefined): BuildContext['ignoreFile'] {
  const candidates = [...(dockerfilePath === undefined ? [] : [`${contextPath(dockerfilePath)}.dockerignore`]), '.dockerignore'];
  for (const path of candidates) {
    const entry = tree.entry(path);
    if (entry.is === 'absent') continue;
    if (entry.is === 'unknown') return { is: 'unknown', why: entry.why };
    if (entry.is === 'directory') return { is: 'unknown', why: `\`${path}\` is a folder` };
    const source = tree.read(path);
    return source === undefined ? { is: 'unknown', why: `the text of \`${path}\` is not known` } : { is: 'present', source };
  }
  return { is: 'absent' };
}

function listSent(tree: Tree, rules: IgnoreRules | undefined, everything: () => readonly ContextFile[] | undefined, unread: Set<string>): readonly ContextFile[] | undefined {
  if (rules === undefined) return everything();
  const files = walk(tree, (folder) => rules.ignores(folder) && !rules.hasExceptionsBelow(folder), unread);
  return files?.filter(({ path }) => !rules.ignores(path));
}

/** Every file below the context, folder by folder. Undefined when there are too many, or the context cannot be read. `unread` gets what could not be read. */
function walk(tree: Tree, skips: (folder: string) => boolean, unread: Set<string>): readonly ContextFile[] | undefined {
  const files: ContextFile[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const children = tree.children(folder);
    if (children === undefined && unread.size < MOST_UNREAD) unread.add(`\`${folder === '' ? '.' : folder}\` cannot be read: what lies in it is not known`);
    if (children === undefined && folder === '') return undefined;
    const below: string[] = [];
    for (const { name, is } of children ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (is === 'file') files.push(new TreeFile(tree, path));
      else if (!skips(path)) below.push(path);
    }
    if (files.length + folders.length + below.length > MOST_FILES) {
      unread.add(`it has more than ${MOST_FILES.toLocaleString('en')} files: they are not listed`);
      return undefined;
    }
    for (const path of below.reverse()) folders.push(path);
  }
  return files;
}

/** A file whose size is looked up when it is asked for: most listings only need the paths. */
class TreeFile implements ContextFile {
  readonly path: string;
  readonly #tree: Tree;

  constructor(tree: Tree, path: string) {
    this.#tree = tree;
    this.path = path;
  }

  get size(): number | undefined {
    return this.#tree.size(this.path);
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
