import type { Edit } from '../../diagnostic.ts';
import { MappedText } from '../../mapped-text.ts';
import { Source } from '../../source.ts';
import type { Scope } from '../../word.ts';
import { pattern } from '../../word.ts';
import { expand } from '../../dockerfile/expand.ts';
import type { EnvInstruction, LabelInstruction } from '../../dockerfile/model.ts';
import { splitWords } from '../../dockerfile/words.ts';

/** What a character of a legacy value becomes. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Edits that write `ENV key value` as `ENV key=value`, with the same value: in double quotes when it has blanks. Only the blanks
 * between key and value, quotes and escapes are touched, so continuations and comments stay. Undefined where no such edits are
 * sure to keep the value.
 */
export function keyValueEdits(instruction: EnvInstruction | LabelInstruction, escape: '\\' | '`'): readonly Edit[] | undefined {
  const [pair] = instruction.pairs;
  const { text } = instruction.rest;
  if (!instruction.legacy || pair?.value === undefined || text.length > 20_000) return undefined;
  const key = pair.key.raw;
  const gap = /^\s+/.exec(text.slice(key.length))?.[0] ?? '';
  const start = key.length + gap.length;
  const end = text.trimEnd().length;
  const { source } = pair.place;
  const between = source.text.slice(instruction.rest.startOf(key.length), instruction.rest.startOf(start));
  if (!/^[\w.$/{}-]+$/.test(key) || !text.startsWith(key) || gap === '' || between.includes('#')) return undefined;

  // Where a line goes on, a quote or an escape that goes would change how the next line is read, and a `#` could begin a comment.
  if (/["'#\\`]/.test(text.slice(start, end)) && source.text.slice(instruction.rest.startOf(start), instruction.rest.startOf(end)).includes('\n')) return undefined;

  const isOneWord = splitWords(text, start, end, escape).length === 1;
  const inside = isOneWord ? [] : quotedChanges(text, start, end, escape);
  if (inside === undefined) return undefined;
  const changes: readonly Change[] = isOneWord
    ? [{ start: key.length, end: start, text: '=' }]
    : [{ start: key.length, end: start, text: '="' }, ...inside, { start: end, end, text: '"' }];
  if (!keepsValue(text.slice(start, end), written(text, start, end, isOneWord ? [] : changes.slice(1), isOneWord ? '' : '"'), instruction.scope, escape)) return undefined;
  return merged(changes).map((change) => ({ place: placeOf(instruction.rest, change), text: change.text }));
}

/** What changes when `[start, end)` is put in double quotes: quotes in it go, escapes stay only where double quotes know them. Undefined for what is not closed. */
function quotedChanges(text: string, start: number, end: number, escape: '\\' | '`'): readonly Change[] | undefined {
  const changes: Change[] = [];
  let quote: '"' | "'" | undefined;
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (quote === "'") {
      if (character === "'") {
        changes.push({ start: at, end: at + 1, text: '' });
        quote = undefined;
      } else if (character === '"' || character === '$' || character === escape) changes.push({ start: at, end: at, text: escape });
    } else if (character === escape) {
      const next = text.charAt(at + 1);
      if (at + 1 >= end) return undefined;
      if (quote === undefined && next !== '"' && next !== '$' && next !== escape) changes.push({ start: at, end: at + 1, text: '' });
      at++;
    } else if (character === '"' || (character === "'" && quote === undefined)) {
      changes.push({ start: at, end: at + 1, text: '' });
      quote = quote === undefined ? character : undefined;
    }
  }
  return quote === undefined ? changes : undefined;
}

/** The value as it is written with the changes. */
function written(text: string, start: number, end: number, changes: readonly Change[], opening: string): string {
  let result = opening;
  let at = start;
  for (const change of changes) {
    result += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return result + text.slice(at, end);
}

/** Both are one value, the same whatever the variables are. */
function keepsValue(before: string, after: string, scope: Scope, escape: '\\' | '`'): boolean {
  if (splitWords(after, 0, after.length, escape).length !== 1) return false;
  const [old, now] = [before, after].map((text) => expand(MappedText.of(new Source('', text), { start: 0, end: text.length }), scope, { escape }));
  return old !== undefined && now !== undefined && old.error === undefined && now.error === undefined && pattern(old.text) === pattern(now.text);
}

/** Changes that touch one another as one. */
function merged(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if (last?.end === change.start && last.start !== last.end) result[result.length - 1] = { start: last.start, end: change.end, text: last.text + change.text };
    else result.push(change);
  }
  return result;
}

function placeOf(text: MappedText, { start, end }: Change): Edit['place'] {
  if (start < end) return text.place(start, end);
  const at = text.endOf(start);
  return { source: text.source, span: { start: at, end: at } };
}
