import { distance } from 'fastest-levenshtein';
import type { BuildContext } from '../../context/model.ts';

/** A folder with more children is not searched for near names. */
const MOST_CHILDREN = 5000;

/**
 * The path of the context that a mistyped one most likely means: at each folder on the way a near name, or the same in another case.
 * Reads the folders on the way, nothing else.
 */
export function nearPath(context: BuildContext, path: string): string | undefined {
  let folder = '';
  for (const part of path.split('/')) {
    const exact = folder === '' ? part : `${folder}/${part}`;
    const entry = context.entry(exact);
    if (entry.is === 'unknown') return undefined;
    const name = entry.is === 'absent' ? nearName(part, childrenOf(context, folder)) : part;
    if (name === undefined) return undefined;
    folder = folder === '' ? name : `${folder}/${name}`;
  }
  return folder === path ? undefined : folder;
}

/** The name that differs from the wanted one by a slip of the fingers: one letter in four to seven, two in more, or only the case. */
export function nearName(wanted: string, names: readonly string[]): string | undefined {
  const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  let nearest: string | undefined;
  // Of three letters two may have changed places, nothing else.
  let best = wanted.length === 3 ? 2 : most + 1;
  for (const name of names) {
    if (name === wanted || Math.abs(name.length - wanted.length) > most) continue;
    const edits = name.toLowerCase() === wanted.toLowerCase() ? 0 : isSwapped(wanted, name) ? 1 : most === 0 ? Infinity : distance(wanted, name);
    if (edits >= best) continue;
    best = edits;
    nearest = name;
  }
  return nearest;
}

/** Two letters beside each other have changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

function childrenOf(context: BuildContext, folder: string): readonly string[] {
  const roots = context.takes(folder === '' ? '*' : `${folder}/*`)?.roots ?? [];
  return roots.length > MOST_CHILDREN ? [] : roots.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
}
