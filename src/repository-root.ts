import { existsSync } from 'node:fs';
import path from 'node:path';

/** The nearest folder, from the given one up, that holds `.git` (a folder, or the file of a worktree or submodule). No process is run. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
