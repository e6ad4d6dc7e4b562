import path from 'node:path';
import { openContext, type OpenContextOptions } from '../context/disk.ts';
import { disk, remembering, type FileSystem } from '../context/file-system.ts';
import { createGit, createGits } from '../context/git.ts';
import { keepContexts } from '../context/kept-contexts.ts';
import { keepSources, type KeptSources } from '../context/kept-sources.ts';
import type { BuildContext, Git } from '../context/model.ts';
import { onceByText } from '../once-each.ts';
import { isPipe, readSource } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { Source } from '../source.ts';
import type { RunOptions } from './options.ts';

/** The paths of `--context-files`, and the folder that they lie in, as the current folder sees it. */
export interface ContextList {
  readonly source: Source;
  readonly folder: string;
}

/** What judging files asks of the disk and of git. Paths are absolute. */
export interface World {
  readonly files: FileSystem;
  /** Texts that were read for more than one Dockerfile: compose and Bake files. */
  readonly sources: KeptSources;
  /** The context in a folder, for a Dockerfile. */
  context(options: ContextRequest): BuildContext;
  /** What git says of the paths below a folder. */
  git(folder: string): Git | undefined;
  /** The repository that a folder lies in. */
  root(folder: string): string | undefined;
  /** What `--context-files` lists; undefined without it. Throws `UnreadableFile`. */
  contextList(): ContextList | undefined;
}

export type ContextRequest = Omit<OpenContextOptions, 'files' | 'tree'>;

/** Answers of a run are remembered, for its files lie in the same folders; but not where fixes write in between. */
export function createWorld(options: Pick<RunOptions, 'fix' | 'contextFiles' | 'folder'>): World {
  const shared = { sources: keepSources(), contextList: listOnce(options) };
  if (options.fix !== 'none') return { files: disk, context: openContext, git: createGit, root: repositoryRoot, ...shared };
  const files = remembering(disk);
  return { files, context: keepContexts(files), git: createGits(), root: onceByText(repositoryRoot), ...shared };
}

/** Read once: out of a pipe it comes only once. Of a pipe the paths are those of the current folder. */
function listOnce({ contextFiles, folder }: Pick<RunOptions, 'contextFiles' | 'folder'>): World['contextList'] {
  let list: ContextList | undefined;
  return () => {
    if (contextFiles === undefined) return undefined;
    const file = path.resolve(folder, contextFiles);
    return (list ??= { source: readSource(file, contextFiles), folder: isPipe(file) ? '.' : path.dirname(contextFiles) });
  };
}
