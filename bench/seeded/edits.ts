import type { Edit } from '../../src/diagnostic.ts';
import type { Instruction } from '../../src/dockerfile/model.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Located } from '../../src/source.ts';
import type { Word } from '../../src/word.ts';

/** An offset inside of an instruction: not moved by text that is put in front of it, but with it. */
export function inside(located: Located): number {
  return located.place.span.start + 1;
}

export function above(instruction: Instruction, text: string): Edit {
  const { source, span } = instruction.place;
  return { place: source.place(span.start, span.start), text: `${text}\n` };
}

/** Where `above` puts its text. */
export function startOf(located: Located): number {
  return located.place.span.start;
}

export function below(instruction: Instruction, text: string): Edit {
  const { source, span } = instruction.place;
  return { place: source.place(span.end, span.end), text: `\n${text}` };
}

/** Where `below` puts its text: the line behind it. */
export function endOf(located: Located): number {
  return located.place.span.end;
}

export function replace(located: Located, text: string): Edit {
  return { place: located.place, text };
}

export function remove(located: Located): Edit {
  return replace(located, '');
}

/** `RUN --mount=…`. */
export function addFlag(instruction: Instruction, flag: string): Edit {
  const { source, span } = instruction.keywordAt;
  return { place: source.place(span.end, span.end), text: ` ${flag}` };
}

/** Takes options out of a command, with their values. Undefined when it has none of them, or where they stand in quotes. */
export function dropOption(command: Command, ...names: readonly string[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const option of command.options()) {
    if (!names.includes(option.name)) continue;
    if (option.word.raw !== option.word.value || (!option.word.raw.startsWith('--') && option.word.raw.length > 2)) return undefined;
    edits.push(remove(option.word));
    if (option.value !== undefined && !overlaps(option.word, option.value)) edits.push(remove(option.value));
  }
  return edits.length === 0 ? undefined : edits;
}

function overlaps(one: Word, other: Word): boolean {
  return other.place.span.start < one.place.span.end && one.place.span.start < other.place.span.end;
}

/** The text after all edits. Edits that overlap are a fault of the mutator. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { place: { span }, text: replacement } of sorted(edits)) {
    if (span.start < from) throw new Error('edits overlap');
    result += text.slice(from, span.start) + replacement;
    from = span.end;
  }
  return result + text.slice(from);
}

/** Where an offset of the unedited text is afterwards; that of an insertion is where the inserted text begins. */
export function moved(offset: number, edits: readonly Edit[]): number {
  let by = 0;
  for (const { place: { span }, text } of sorted(edits)) {
    if (span.start >= offset) break;
    by += text.length - (Math.min(span.end, offset) - span.start);
  }
  return offset + by;
}

function sorted(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((one, other) => one.place.span.start - other.place.span.start);
}
