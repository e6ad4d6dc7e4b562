import type { Word } from '../word.ts';
import type { Range } from './characters.ts';
import type { Flag, Mount } from './model.ts';
import type { WordOwner } from './words.ts';
import { LazyWord } from './words.ts';

/** One `key=value` of a `--mount`, as written. */
export interface MountField {
  /** In lower case, as written. */
  readonly key: string;
  /** Undefined for a key alone. */
  readonly value: Word | undefined;
  /** All of the field. */
  readonly word: Word;
}

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
export const mountTypes: readonly string[] = types;

const names: Readonly<Record<string, string>> = {
  dst: 'target', destination: 'target', src: 'source', ro: 'readonly', rw: 'readwrite',
};

/** The mount that a flag describes. Whatever is wrong with it is told by the validation, not here. */
export function readMount(flag: Flag, owner: WordOwner): Mount {
  const options = new Map<string, Word>();
  for (const field of mountFields(flag, owner)) options.set(names[field.key] ?? field.key, field.value ?? switchedOn(field.word));
  const type = options.get('type');
  const value = type === undefined ? 'bind' : type.value?.toLowerCase();
  return { flag, place: flag.place, type: types.find((name) => name === value), options };
}

/** A key without value means `true`. */
function switchedOn(word: Word): Word {
  return { place: word.place, raw: word.raw, text: [{ text: 'true', from: word.place }], value: 'true', quoted: false };
}

/** The fields of a mount: a line of comma-separated values, in which quotes may enclose a field. */
export function mountFields(flag: Flag, owner: WordOwner): readonly MountField[] {
  const { value } = flag;
  if (!(value instanceof LazyWord)) return [];
  const line = value.content;
  return fieldRanges(line.text).map(({ start, end }) => {
    const equals = line.text.indexOf('=', start);
    const hasValue = equals !== -1 && equals < end;
    const key = line.text.slice(start, hasValue ? equals : end).toLowerCase();
    const expanded = key === 'from' ? undefined : owner;
    return {
      key,
      value: hasValue ? new LazyWord(expanded, line, { start: equals + 1, end }) : undefined,
      word: new LazyWord(undefined, line, { start, end }, undefined, false),
    };
  });
}

function fieldRanges(text: string): readonly Range[] {
  const ranges: Range[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      const close = text.indexOf('"', at + 1);
      const end = close === -1 ? text.length : close;
      ranges.push({ start: at + 1, end });
      const comma = text.indexOf(',', end);
      at = comma === -1 ? text.length + 1 : comma + 1;
      continue;
    }
    const comma = text.indexOf(',', at);
    const end = comma === -1 ? text.length : comma;
    ranges.push({ start: at, end });
    at = end + 1;
  }
  return ranges;
}
