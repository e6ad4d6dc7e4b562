import type { Edit } from '../diagnostic.ts';
import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';

/** A call of sudo. */
export interface Sudo {
  /** The word `sudo`. */
  readonly word: Word;
  /** Takes it out; undefined where it has options, runs nothing, or stands where text cannot just be cut (JSON, continuations). */
  readonly removal: Edit | undefined;
}

const names = /^(?:.*\/)?sudo$/;

/** The sudo that a command is started with, or that it is. */
export function sudoOf(command: Command): Sudo | undefined {
  if (command.name === 'sudo') return { word: command.program, removal: undefined };
  const index = command.wrappers.findIndex(({ value }) => value !== undefined && names.test(value));
  const word = command.wrappers[index];
  if (word === undefined) return undefined;
  const { source, span } = word.place;
  const next = command.wrappers[index + 1] ?? command.program;
  const between = source.text.slice(span.end, next.place.span.start);
  const plain = next === command.program && next.place.source === source && /^[ \t]+$/.test(between) && command.assignments.length === 0;
  return { word, removal: plain ? { place: source.place(span.start, next.place.span.start), text: '' } : undefined };
}
