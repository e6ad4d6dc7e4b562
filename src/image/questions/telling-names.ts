import { joinInContext } from '../../context/join.ts';
import type { BuildContext, ContextFile } from '../../context/model.ts';
import { isSecretFile, isTestMaterial, junkFolder, mayHoldToken } from '../../knowledge/context-files.ts';
import { onceEach } from '../../once-each.ts';

// What names alone tell of the files of a list. `COPY . .` takes the same list in every Dockerfile of a folder.

/** Files that hold a secret, or may hold one: whether they do is read. */
export const secretCandidates = onceEach((files: readonly ContextFile[]): readonly ContextFile[] => files.filter(({ path }) => mayHoldToken(path) || isSecretFile(path)));

/** By folder that serves nothing in an image, what the list has of it. */
export const junkFolders = onceEach((files: readonly ContextFile[]): ReadonlyMap<string, readonly ContextFile[]> => {
  const folders = new Map<string, ContextFile[]>();
  for (const file of files) {
    const folder = junkFolder(file.path);
    if (folder === undefined) continue;
    const within = folders.get(folder);
    if (within === undefined) folders.set(folder, [file]);
    else within.push(file);
  }
  return folders;
});

/** Whether a file of the context lies in a folder of tests or examples of its project. */
export function isOfTests({ folder }: BuildContext, path: string): boolean {
  return isTestMaterial(joinInContext(folder.is === 'known' ? (folder.inProject ?? '') : '', path));
}
