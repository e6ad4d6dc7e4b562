import { contextPath } from './go-path.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { createIgnoreRules } from './ignore-match.ts';
import { listingsOf } from './listing.ts';
import { onceEach } from '../once-each.ts';
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
    return file.is === 'present' ? rulesOf(file.source) : undefined;
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
    const rules = options?.sentOnly === true ? this.ignoreRules : undefined;
    const { files, unread } = rules === undefined ? listingsOf(this.#tree).all() : listingsOf(this.#tree).sent(rules);
    for (const problem of unread) this.#unread.add(problem);
    return files;
  }

  takes(source: string, options: TakeOptions = {}): TakenFiles | undefined {
    return takeFiles(this.#tree, this, source, options);
  }

  read(path: string): Source | undefined {
    return this.#tree.read(contextPath(path));
  }
}

/** One file may be that of many Dockerfiles. */
const rulesOf = onceEach((source: Source): IgnoreRules => createIgnoreRules(readIgnoreFile(source)));

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
