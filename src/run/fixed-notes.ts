import { counted } from '../reporters/counted.ts';

/** Above this number of files the summary counts them. */
const mostNamed = 5;

/** What the summary says of the files that `--fix` wrote: each by its name, or their number. */
export function fixedNotes(files: readonly { readonly path: string; readonly fixed: number }[]): readonly string[] {
  const changed = files.filter(({ fixed }) => fixed > 0);
  const told = (fixed: number, where: string): string => `${counted(fixed, 'finding was', 'findings were')} fixed in ${where}`;
  if (changed.length <= mostNamed) return changed.map(({ path: name, fixed }) => told(fixed, name));
  return [told(changed.reduce((sum, { fixed }) => sum + fixed, 0), counted(changed.length, 'file'))];
}
