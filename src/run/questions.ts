import { isStill, recording, type Asked } from '../context/asked.ts';
import { openContext } from '../context/disk.ts';
import type { Git } from '../context/model.ts';
import type { World } from './world.ts';

/** What the judging of one file asked, with the answers. */
export interface Questions {
  readonly files: readonly Asked[];
  readonly roots: readonly (readonly [folder: string, root: string | undefined])[];
  readonly tracked: readonly GitAnswer[];
  readonly ignored: readonly GitAnswer[];
}

type GitAnswer = readonly [folder: string, path: string, answer: boolean | undefined];

/** A world that writes down what it is asked. `except`: a file that is left aside, the one that the answers are kept in. */
export function recordingWorld(world: World, except: string): { readonly world: World; readonly asked: () => Questions } {
  const files: Asked[] = [];
  const roots = new Map<string, string | undefined>();
  const tracked: GitAnswer[] = [];
  const ignored: GitAnswer[] = [];
  const git = (folder: string): Git | undefined => {
    const own = world.git(folder);
    const noted = (list: GitAnswer[], path: string, answer: boolean | undefined): boolean | undefined => {
      list.push([folder, path, answer]);
      return answer;
    };
    return own === undefined ? undefined : {
      isTracked: (path) => noted(tracked, path, own.isTracked(path)),
      isIgnored: (path) => noted(ignored, path, own.isIgnored(path)),
      prepare: (paths) => own.prepare?.(paths),
      problem: () => own.problem?.(),
    };
  };
  const root = (folder: string): string | undefined => {
    const answer = world.root(folder);
    roots.set(folder, answer);
    return answer;
  };
  const recorded = recording(world.files, (asked) => files.push(asked), except);
  // Not one that other Dockerfiles have asked already: what they know would not be written down.
  const context: World['context'] = (options) => openContext({ ...options, files: recorded });
  return {
    world: { ...world, files: recorded, context, git, root },
    asked: () => ({ files, roots: [...roots], tracked, ignored }),
  };
}

/** Whether all that was asked would be answered in the same way now: it is asked again. */
export function isUnchanged(world: World, { files, roots, tracked, ignored }: Questions, except: string): boolean {
  if (!roots.every(([folder, root]) => world.root(folder) === root) || !files.every((asked) => isStill(world.files, asked, except))) return false;
  for (const folder of new Set(ignored.map(([each]) => each))) world.git(folder)?.prepare?.(ignored.filter(([each]) => each === folder).map(([, path]) => path));
  return tracked.every(([folder, path, answer]) => world.git(folder)?.isTracked(path) === answer) && ignored.every(([folder, path, answer]) => world.git(folder)?.isIgnored(path) === answer);
}
