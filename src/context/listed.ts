import path from 'node:path';
import type { Source } from '../source.ts';
import { diskTree } from './disk.ts';
import { disk, type FileSystem } from './file-system.ts';
import type { BuildContext } from './model.ts';
import { listedContext, pathsOfList } from './path-list.ts';

export interface OpenListedContextOptions {
  /** The list of `--context-files`: one path a line. Its folder is the context, as far as texts can be read there. */
  readonly list: Source;
  readonly why: string;
  /** The Dockerfile on the disk. */
  readonly dockerfilePath?: string;
  /** The disk itself without it. */
  readonly files?: FileSystem;
}

/** The context of a list on the disk. A path that is not listed is absent, whatever lies there; listed files are read where they exist. */
export function openListedContext({ list, why, dockerfilePath, files = disk }: OpenListedContextOptions): BuildContext {
  const root = path.resolve(path.dirname(list.path));
  const tree = diskTree(root, path.dirname(list.path).split(path.sep).join('/'), files);
  const inside = dockerfilePath === undefined ? undefined : path.relative(root, path.resolve(dockerfilePath)).split(path.sep).join('/');
  const below = inside === undefined || inside.startsWith('../') || path.isAbsolute(inside) ? {} : { dockerfilePath: inside };
  return listedContext({ paths: pathsOfList(list), folder: path.dirname(list.path).split(path.sep).join('/'), list: list.path, why, ...below, read: (file) => tree.read(file) });
}
