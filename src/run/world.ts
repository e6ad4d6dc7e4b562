import { disk, remembering, type FileSystem } from '../context/file-system.ts';
import { createGit } from '../context/git.ts';
import type { Git } from '../context/model.ts';
import { onceByText } from '../once-each.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { RunOptions } from './options.ts';

/** What judging files asks of the disk and of git. Paths are absolute. */
export interface World {
  readonly files: FileSystem;
  /** What git says of the paths below a folder. */
  git(folder: string): Git | undefined;
  /** The repository that a folder lies in. */
  root(folder: string): string | undefined;
}

/** Answers of a run are remembered, for its files lie in the same folders; but not where fixes write in between. */
export function createWorld({ fix }: Pick<RunOptions, 'fix'>): World {
  if (fix !== 'none') return { files: disk, git: createGit, root: repositoryRoot };
  return { files: remembering(disk), git: onceByText(createGit), root: onceByText(repositoryRoot) };
}
