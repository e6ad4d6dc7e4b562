import { contextPath } from './go-path.ts';
import { compileGoPattern, hasWildcard } from './go-pattern.ts';
import { patternOf } from './ignore-file.ts';
import { createIgnoreRules } from './ignore-match.ts';
import type { BuildContext, ContextFile, IgnoreRules, TakenFiles, TakeOptions } from './model.ts';
import { pathTest } from './path-test.ts';
import { Source } from '../source.ts';
import type { Tree } from './tree.ts';

/** What is asked of a context, and the tree it stands on. */
interface TakeFrom {
  readonly tree: Tree;
  readonly context: Pick<BuildContext, 'entry' | 'list' | 'ignores'>;
}

type Root = TakenFiles['roots'][number];

/** A wildcard that names more is cut off here: nothing hangs on a hostile tree. */
const MOST_ROOTS = 100_000;

/**
 * What a source names, as BuildKit resolves it: a literal path as it is, wildcards by Go's `filepath.Match` folder by folder
 * (with `--parents` by the patterns of ignore files, where `**` crosses folders). Undefined when the context cannot say.
 */
export function takeFiles(tree: Tree, context: TakeFrom['context'], source: string, options: TakeOptions): TakenFiles | undefined {
  const from = { tree, context };
  const wildcard = hasWildcard(source);
  const path = contextPath(source);
  const roots = wildcard ? (options.parents === true && path.includes('**') ? crossingRoots(from, path) : wildcardRoots(from, path)) : literalRoots(from, path);
  return roots === undefined ? undefined : new Taken(from, wildcard, roots, excluder(options.exclude ?? []));
}

/** Files are listed when somebody asks. */
class Taken implements TakenFiles {
  readonly wildcard: boolean;
  readonly roots: readonly Root[];
  readonly #from: TakeFrom;
  readonly #exclude: ReturnType<typeof excluder>;
  #files: readonly ContextFile[] | undefined;
  #ignored: readonly ContextFile[] | undefined;

  constructor(from: TakeFrom, wildcard: boolean, roots: readonly Root[], exclude: ReturnType<typeof excluder>) {
    this.#from = from;
    this.wildcard = wildcard;
    this.roots = roots;
    this.#exclude = exclude;
  }

  get files(): readonly ContextFile[] | undefined {
    return (this.#files ??= this.#kept(this.#areFiles ? this.#named(false) : below(this.#from, this.roots, true)));
  }

  get ignored(): readonly ContextFile[] | undefined {
    return (this.#ignored ??= this.#kept(this.#areFiles ? this.#named(true) : below(this.#from, this.roots, false)?.filter(({ path }) => this.#from.context.ignores(path))));
  }

  /** Then nothing has to be listed. */
  get #areFiles(): boolean {
    return this.roots.every(({ is }) => is === 'file');
  }

  #named(ignored: boolean): readonly ContextFile[] {
    return this.roots.filter((root) => root.ignored === ignored).map(({ path }) => fileAt(this.#from, path));
  }

  #kept(files: readonly ContextFile[] | undefined): readonly ContextFile[] | undefined {
    return this.#exclude === undefined ? files : files?.filter(({ path }) => !isExcluded(path, this.roots, this.#exclude));
  }
}

function rootOf(from: TakeFrom, path: string, is: Root['is']): Root {
  return { path, is, ignored: path !== '' && from.context.ignores(path) };
}

function literalRoots(from: TakeFrom, path: string): readonly Root[] | undefined {
  const entry = from.context.entry(path);
  if (entry.is === 'unknown') return undefined;
  return entry.is === 'absent' ? [] : [rootOf(from, path, entry.is)];
}

function wildcardRoots(from: TakeFrom, pattern: string): readonly Root[] | undefined {
  let reached: readonly { readonly path: string; readonly is: Root['is'] }[] = [{ path: '', is: 'directory' }];
  for (const part of pattern.split('/')) {
    const literal = !hasWildcard(part);
    const wanted = compileGoPattern(part);
    if (wanted === undefined) return [];
    const next: { readonly path: string; readonly is: Root['is'] }[] = [];
    for (const { path, is } of reached) {
      if (is !== 'directory' || next.length >= MOST_ROOTS) continue;
      if (literal) {
        const entry = from.context.entry(join(path, part));
        if (entry.is === 'unknown') return undefined;
        if (entry.is !== 'absent') next.push({ path: join(path, part), is: entry.is });
        continue;
      }
      const children = from.tree.children(path);
      if (children === undefined && path === '') return undefined;
      for (const child of children ?? []) if (wanted.matches(child.name)) next.push({ path: join(path, child.name), is: child.is });
    }
    reached = next;
  }
  return reached.map(({ path, is }) => rootOf(from, path, is));
}

function crossingRoots(from: TakeFrom, pattern: string): readonly Root[] | undefined {
  const test = pathTest(pattern);
  const found = new Map<string, Root['is']>();
  for (const { path } of from.context.list() ?? []) {
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const part = end === -1 ? path : path.slice(0, end);
      if (found.has(part)) break;
      if (test(part, part.slice(part.lastIndexOf('/') + 1))) {
        found.set(part, end === -1 ? 'file' : 'directory');
        break;
      }
      if (end === -1) break;
    }
  }
  return from.context.list() === undefined ? undefined : [...found].map(([path, is]) => rootOf(from, path, is));
}

function below(from: TakeFrom, roots: readonly Root[], sentOnly: boolean): readonly ContextFile[] | undefined {
  const paths = new Set(roots.map(({ path }) => path));
  if (paths.has('')) return from.context.list({ sentOnly });
  return from.context.list({ sentOnly })?.filter(({ path }) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) if (paths.has(path.slice(0, end))) return true;
    return false;
  });
}

function fileAt(from: TakeFrom, path: string): ContextFile {
  const entry = from.context.entry(path);
  return { path, size: entry.is === 'file' ? entry.size : undefined };
}

function excluder(patterns: readonly string[]): IgnoreRules | undefined {
  if (patterns.length === 0) return undefined;
  const nowhere = new Source('', '').place(0, 0);
  return createIgnoreRules(patterns.map((pattern, index) => patternOf(pattern, nowhere, index)));
}

/** Whether `--exclude` takes a path out: relative to a folder that is copied, or the name of a file that is. */
export function excludes(patterns: readonly string[], relative: string): boolean {
  return excluder(patterns)?.ignores(relative) === true;
}

function isExcluded(path: string, roots: readonly Root[], exclude: IgnoreRules | undefined): boolean {
  if (exclude === undefined) return false;
  return roots.every((root) => {
    if (root.path === path) return exclude.ignores(path.slice(path.lastIndexOf('/') + 1));
    const start = root.path === '' ? 0 : root.path.length + 1;
    return (root.path !== '' && !path.startsWith(`${root.path}/`)) || exclude.ignores(path.slice(start));
  });
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
