import path from 'node:path';
import { diskTree, ignoreFileBeside, openContext, type OpenContextOptions } from './disk.ts';
import type { FileSystem } from './file-system.ts';
import type { BuildContext } from './model.ts';
import type { Tree } from './tree.ts';

/**
 * Opens the contexts of a run: Dockerfiles of one folder list its files once, and those that see the same context get one object, so
 * that what is asked of it is answered once. The disk must not change meanwhile.
 */
export function keepContexts(files: FileSystem): (options: Omit<OpenContextOptions, 'tree' | 'files'>) => BuildContext {
  const trees = new Map<string, Tree>();
  const contexts = new Map<string, BuildContext>();
  return (options) => {
    const { folder, shownAs, why, guessed, inProject, dockerfilePath } = options;
    const root = path.resolve(folder);
    const place = JSON.stringify([root, shownAs]);
    const tree = trees.get(place) ?? diskTree(root, shownAs ?? folder, files);
    trees.set(place, tree);
    if (dockerfilePath !== undefined && files.status(ignoreFileBeside(dockerfilePath)).is !== 'absent') return openContext({ ...options, tree, files });
    const view = JSON.stringify([root, shownAs, why, guessed, inProject]);
    const context = contexts.get(view) ?? openContext({ folder, why, ...(shownAs === undefined ? {} : { shownAs }), guessed, inProject, tree, files });
    contexts.set(view, context);
    return context;
  };
}
