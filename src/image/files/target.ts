import { containerPath } from '../../container-path.ts';
import type { Mount } from '../../dockerfile/model.ts';
import type { Word } from '../../word.ts';

/** Linux takes no longer path (PATH_MAX). */
const longestPath = 4096;

/** Where a word points: one path, something below a folder, or nobody knows where. */
export type Target =
  | { readonly is: 'path'; readonly path: string; /** Written with a slash at its end. */ readonly slash: boolean }
  | { readonly is: 'below'; readonly folder: string }
  | { readonly is: 'nowhere' };

/** The path of an instruction, where wildcards and `~` are characters. @param folder What relative paths start from; undefined when not known. */
export function literalTarget(word: Word, folder: string | undefined): Target {
  const { known, complete } = knownPart(word);
  return targetOfText(known, complete, folder);
}

/** Where a mount lies; undefined when none is named. @param folder As for `literalTarget`. */
export function targetOfMount({ options }: Mount, folder: string | undefined): Target | undefined {
  const word = options.get('target');
  return word === undefined ? undefined : literalTarget(word, folder);
}

/** The path of a shell's word. @param home What `~` is; undefined when not known, as the homes of other users are. */
export function targetOf(word: Word, folder: string | undefined, home?: string): Target {
  if (word.quoted) return literalTarget(word, folder);
  const { known: written, complete } = knownPart(word);
  const user = /^~([\w-]*)(?=\/|$)/.exec(written);
  const start = user === null ? '' : user[1] === 'root' ? '/root' : user[1] === '' ? home : undefined;
  if (start === undefined) return { is: 'nowhere' };
  const known = start + written.slice(user?.[0].length ?? 0);
  const wild = known.search(/[*?[{]/);
  return wild === -1 ? targetOfText(known, complete, folder) : belowText(known.slice(0, wild), folder);
}

/** The text up to the first piece that only the build knows. */
function knownPart(word: Word): { readonly known: string; readonly complete: boolean } {
  let known = '';
  for (const piece of word.text) {
    if (!('text' in piece)) return { known, complete: false };
    known += piece.text;
  }
  return { known, complete: true };
}

/** A path whose beginning is known, or all of it when `complete`. */
export function targetOfText(known: string, complete: boolean, folder: string | undefined): Target {
  if (known.length > longestPath || known.includes('\u0000') || known === '') return { is: 'nowhere' };
  if (!complete) return belowText(known, folder);
  if (!known.startsWith('/') && folder === undefined) return { is: 'nowhere' };
  return { is: 'path', path: containerPath(known, folder), slash: /(?:^|\/)\.{0,2}$/.test(known) };
}

function belowText(known: string, folder: string | undefined): Target {
  if (known.length > longestPath || known.includes('\u0000') || (!known.startsWith('/') && folder === undefined)) return { is: 'nowhere' };
  return { is: 'below', folder: containerPath(known.slice(0, known.lastIndexOf('/') + 1), folder) };
}
