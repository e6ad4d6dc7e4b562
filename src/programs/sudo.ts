import type { Edit } from '../diagnostic.ts';
import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';

/** A call of sudo. */
export interface Sudo {
  /** The word `sudo`. */
  readonly word: Word;
  /** Takes it out; undefined where it has options, runs nothing, or stands where text cannot just be cut (JSON, continuations). */
  readonly removal: Edit | undefined;
  /** It goes to another user than root: `-u app`. */
  readonly toOther: boolean;
}

const names = /^(?:.*\/)?sudo$/;

/** The sudo that a command is started with, or that it is. */
export function sudoOf(command: Command): Sudo | undefined {
  if (command.name === 'sudo') return { word: command.program, removal: undefined, toOther: false };
  const index = command.wrappers.findIndex(({ value }) => value !== undefined && names.test(value));
  const word = command.wrappers[index];
  if (word === undefined) return undefined;
  const { source, span } = word.place;
  const next = command.wrappers[index + 1] ?? command.program;
  const between = source.text.slice(span.end, next.place.span.start);
  const plain = next === command.program && next.place.source === source && /^[ \t]+$/.test(between) && command.assignments.length === 0;
  return { word, removal: plain ? { place: source.place(span.start, next.place.span.start), text: '' } : undefined, toOther: goesToOther(command.wrappers.slice(index + 1).map(({ raw }) => raw)) };
}

/** Its options are the words up to the first that does not begin with a dash; that of `-u` may be a word of its own. */
function goesToOther(words: readonly string[]): boolean {
  const at = words.findIndex((word) => /^(-u|--user(=|$))/.test(word));
  const user = at === -1 ? undefined : /^(?:-u|--user=?)(.*)$/s.exec(words[at] ?? '')?.[1] || words[at + 1];
  return user !== undefined && user !== 'root' && user !== '#0';
}
