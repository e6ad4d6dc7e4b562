import { contextPath } from './go-path.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { createIgnoreRules } from './ignore-match.ts';
import type { Source } from '../source.ts';
import type { BuildContext, ContextFile, Entry, IgnoreRules, TakenFiles, TakeOptions } from './model.ts';
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
export function createContext(parts: ContextParts): BuildContext {
  return new TreeContext(parts);
}

class TreeContext implements BuildContext {
  readonly folder: BuildContext['folder'];
  readonly #tree: Tree;
  readonly #findIgnoreFile: ContextParts['ignoreFile'];
  readonly #entries = new Map<string, Entry>();
  readonly #unread = new Set<string>();
  #ignoreFile: BuildContext['ignoreFile'] | undefined;
  #ignoreRules: { readonly found: IgnoreRules | undefined } | undefined;
  #everything: { readonly listed: readonly ContextFile[] | undefined } | undefined;
  #sent: { readonly listed: readonly ContextFile[] | undefined } | undefined;

  constructor({ folder, tree, ignoreFile }: ContextParts) {
    this.folder = folder;
    this.#tree = tree;
    this.#findIgnoreFile = ignoreFile;
  }

  get ignoreFile(): BuildContext['ignoreFile'] {
    return (this.#ignoreFile ??= this.#findIgnoreFile());
  }

  get ignoreRules(): IgnoreRules | undefined {
    const file = this.ignoreFile;
    return (this.#ignoreRules ??= { found: file.is === 'present' ? createIgnoreRules(readIgnoreFile(file.source)) : undefined }).found;
  }

  get problems(): readonly string[] {
    const file = this.ignoreFile;
    return [...(file.is === 'unknown' ? [`${file.why}: what it leaves out is not known`] : []), ...this.#unread];
  }

  ignores(path: string): boolean {
    return this.ignoreRules?.ignores(contextPath(path)) ?? false;
  }

  entry(path: string): Entry {
    const wanted = contextPath(path);
    const known = this.#entries.get(wanted) ?? (wanted === '' ? { is: 'directory' } : this.#tree.entry(wanted));
    this.#entries.set(wanted, known);
    return known;
  }

  list(options?: { readonly sentOnly?: boolean }): readonly ContextFile[] | undefined {
    if (options?.sentOnly !== true) return this.#list();
    return (this.#sent ??= { listed: listSent(this.#tree, this.ignoreRules, () => this.#list(), this.#unread) }).listed;
  }

  takes(source: string, options: TakeOptions = {}): TakenFiles | undefined {
    return takeFiles(this.#tree, this, source, options);
  }

  read(path: string): Source | undefined {
    return this.#tree.read(contextPath(path));
  }

  #list(): readonly ContextFile[] | undefined {
    return (this.#everything ??= { listed: walk(this.#tree, () => false, this.#unread) }).listed;
  }
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
