import type { Source } from '../source.ts';
import { createContext, ignoreFileIn } from './context.ts';
import { contextPath } from './go-path.ts';
import type { BuildContext } from './model.ts';
import { onceEach } from '../once-each.ts';
import { treeOfPaths, type Tree } from './tree.ts';

export interface ListedContextOptions {
  /** Paths of files, relative to the context. */
  readonly paths: readonly string[];
  readonly folder: string;
  /** The list, where it is a file. */
  readonly list?: string | undefined;
  readonly why: string;
  /** Where the Dockerfile is, relative to the context: for `<Dockerfile>.dockerignore`. */
  readonly dockerfilePath?: string;
  /** See `KnownFolder`. */
  readonly guessed?: true | undefined;
  /** See `KnownFolder`. */
  readonly inProject?: string | undefined;
  /** The text of a listed file, where it can be had: the ignore file, manifests. Nothing can be read without it. */
  readonly read?: (path: string) => Source | undefined;
}

/** A context of which only the paths are known: sizes are not, and texts only as far as `read` has them. */
export function listedContext({ paths, folder, why, dockerfilePath, read, guessed, inProject, list }: ListedContextOptions): BuildContext {
  const known = treeOf(paths);
  const tree: Tree = { ...known, read: (path) => (known.entry(path).is === 'file' ? read?.(path) : undefined) };
  const optional = { ...(guessed === undefined ? {} : { guessed }), ...(inProject === undefined ? {} : { inProject }), ...(list === undefined ? {} : { list }) };
  return createContext({ folder: { is: 'known', path: folder, why, ...optional }, tree, ignoreFile: () => ignoreFileIn(tree, dockerfilePath) });
}

/** One list may be that of many Dockerfiles. */
const treeOf = onceEach((paths: readonly string[]): Tree => treeOfPaths(new Set(paths.map(contextPath)), { size: () => undefined, read: () => undefined }));

/** The paths of a list, one a line (`git ls-files`): blank lines are skipped, paths that git put in quotes are read as git means them. */
export const pathsOfList = onceEach((source: Source): readonly string[] =>
  source.text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '')
    .map((line) => (line.length > 1 && line.startsWith('"') && line.endsWith('"') ? unquote(line.slice(1, -1)) : line)));

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Git's C-style quoting: bytes as octal numbers. */
function unquote(quoted: string): string {
  const parts: Uint8Array[] = [];
  for (const [, escaped, plain] of quoted.matchAll(/\\([0-7]{3}|[^])|([^\\]+|\\)/gu)) {
    const control = escaped === undefined ? undefined : /^[0-7]{3}$/.test(escaped) ? Number.parseInt(escaped, 8) & 0xff : ESCAPES[escaped];
    parts.push(control === undefined ? Buffer.from(escaped ?? plain ?? '') : Uint8Array.of(control));
  }
  return Buffer.concat(parts).toString('utf8');
}
