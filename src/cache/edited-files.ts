import { compileGoPattern } from '../context/go-pattern.ts';
import type { BuildContext } from '../context/model.ts';

/** Files that are asked about, one plan each: the first ones stand for the rest. */
const mostEdits = 50;

/** Files that the context has; a path without `*` counts whether or not it is there. */
export function editedFiles(context: BuildContext, edits: readonly string[]): readonly string[] {
  return edits.flatMap((edit) => {
    if (!edit.includes('*')) return [edit];
    const parts = edit.split('/').map((part) => compileGoPattern(part));
    const listed = context.list() ?? [];
    return listed.map(({ path }) => path).filter((path) => {
      const names = path.split('/');
      return names.length === parts.length && names.every((name, index) => parts[index]?.matches(name) === true);
    });
  }).slice(0, mostEdits);
}
