import { shownInContext } from '../../context/join.ts';
import type { BuildContext, IgnorePattern } from '../../context/model.ts';
import type { Edit } from '../../diagnostic.ts';
import { Source } from '../../source.ts';

/** Writes lines below all others of the ignore file; creates `.dockerignore` where there is none. Undefined when the context is not known. */
export function appendPatterns({ folder, ignoreFile }: BuildContext, lines: readonly string[]): Edit | undefined {
  if (ignoreFile.is === 'unknown' || folder.is === 'unknown') return undefined;
  if (ignoreFile.is === 'absent') return { place: newIgnoreFile(folder.path).place(0, 0), text: `${lines.join('\n')}\n` };
  const { source } = ignoreFile;
  const { text, lineEnd } = source;
  // Several of these edits may be made at once: each brings one line end, before or behind.
  const isEnded = text === '' || text.endsWith('\n');
  return { place: source.place(text.length, text.length), text: lines.map((line) => (isEnded ? `${line}${lineEnd}` : `${lineEnd}${line}`)).join('') };
}

/** Removes the whole line of a pattern. */
export function removePattern({ place: { source, span } }: IgnorePattern): Edit {
  const start = source.text.lastIndexOf('\n', span.start) + 1;
  const newline = source.text.indexOf('\n', span.end);
  return { place: source.place(start, newline === -1 ? source.text.length : newline + 1), text: '' };
}

/** The `.dockerignore` that a folder does not have yet, empty. */
export function newIgnoreFile(folder: string): Source {
  return new Source(shownInContext(folder, '.dockerignore'), '', { absent: true });
}
