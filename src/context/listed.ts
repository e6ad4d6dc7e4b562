import path from 'node:path';
import { insideOf } from '../inside.ts';
import type { Source } from '../source.ts';
import { diskTree } from './disk.ts';
import { disk, type FileSystem } from './file-system.ts';
import type { BuildContext } from './model.ts';
import { listedContext, pathsOfList } from './path-list.ts';

export interface OpenListedContextOptions {
  /** The list of `--context-files`: one path a line. */
  readonly list: Source;
  /** The context, as far as texts can be read there: absolute, or relative to the current folder. */
  readonly folder: string;
  /** The folder as people see it. */
  readonly shownAs: string;
  readonly why: string;
  /** See `KnownFolder`. */
  readonly inProject?: string | undefined;
  /** The Dockerfile on the disk. */
  readonly dockerfilePath?: string;
  /** The disk itself without it. */
  readonly files?: FileSystem;
}

/** The context of a list on the disk. A path that is not listed is absent, whatever lies there; listed files are read where they exist. */
export function openListedContext({ list, folder, shownAs, why, inProject, dockerfilePath, files = disk }: OpenListedContextOptions): BuildContext {
  const root = path.resolve(folder);
  const tree = diskTree(root, shownAs, files);
  const inside = dockerfilePath === undefined ? undefined : insideOf(root, path.resolve(dockerfilePath));
  const below = inside === undefined ? {} : { dockerfilePath: inside };
  return listedContext({ paths: pathsOfList(list), folder: shownAs, list: list.path, why, inProject, ...below, read: (file) => tree.read(file) });
}
