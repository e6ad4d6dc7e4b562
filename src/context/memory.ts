import { Source } from '../source.ts';
import { createContext, ignoreFileIn } from './context.ts';
import { contextPath } from './go-path.ts';
import type { BuildContext } from './model.ts';
import { LARGEST_READ, shown, treeOfPaths } from './tree.ts';

export interface MemoryContextOptions {
  /** Paths of the context and the text of each file. */
  readonly files: ReadonlyMap<string, string> | Readonly<Record<string, string>>;
  /** Where the Dockerfile is, relative to the context: for `<Dockerfile>.dockerignore`. */
  readonly dockerfilePath?: string;
  /** As it is shown; `.` without it. */
  readonly folder?: string;
  readonly why?: string;
}

/** A context of texts in memory: for tests, editors and the API. */
export function memoryContext({ files, dockerfilePath, folder = '.', why = 'it was given' }: MemoryContextOptions): BuildContext {
  const given = files instanceof Map ? files : new Map(Object.entries(files));
  const texts = new Map<string, string>();
  for (const [path, text] of given) texts.set(contextPath(path), text);
  const tree = treeOfPaths(texts.keys(), {
    size: (path) => (texts.has(path) ? Buffer.byteLength(texts.get(path) ?? '') : undefined),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined || Buffer.byteLength(text) > LARGEST_READ ? undefined : sourceOf(shown(folder, path), text);
    },
  });
  return createContext({ folder: { is: 'known', path: folder, why }, tree, ignoreFile: () => ignoreFileIn(tree, dockerfilePath) });
}

function sourceOf(path: string, text: string): Source {
  const byteOrderMark = text.startsWith('\ufeff');
  return new Source(path, byteOrderMark ? text.slice(1) : text, { byteOrderMark });
}
