import type { FileFact } from '../files/model.ts';

/** Why nobody may start a program that is there, root neither, as the end of a sentence; undefined where somebody may, or where its mode is not known. */
export function notExecutable({ kind, mode }: FileFact & { readonly is: 'present' }): string | undefined {
  if (kind === 'directory' || mode === undefined || !/^[0-7]{3,4}$/.test(mode)) return undefined;
  return (Number.parseInt(mode, 8) & 0o111) === 0 ? `its mode is \`${mode}\`, with which nobody may execute it` : undefined;
}
