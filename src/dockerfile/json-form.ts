import { skipSpace } from './characters.ts';
import type { Range } from './characters.ts';

/** A string of a JSON array: its token, quotes included, and what it says. */
export interface JsonString extends Range {
  readonly value: string;
}

/** How text reads as JSON form; BuildKit takes anything that is no JSON array as shell form, but refuses an array of other things. */
export type JsonForm =
  | { readonly form: 'strings'; readonly strings: readonly JsonString[] }
  | { readonly form: 'not strings' }
  | { readonly form: 'none' };

const none: JsonForm = { form: 'none' };

/** Whether the text is a JSON array of strings. */
export function isJsonForm(text: string): boolean {
  return readJsonForm(text).form === 'strings';
}

/** Reads `[start, end)` as JSON form; the strings' ranges are offsets into `text`. */
export function readJsonForm(text: string, start = 0, end: number = text.length): JsonForm {
  const first = skipSpace(text, start, end);
  if (text[first] !== '[' || first >= end) return none;
  const array = parseArray(text.slice(first, end));
  if (array === undefined) return none;
  if (!array.every((element) => typeof element === 'string')) return { form: 'not strings' };
  const strings: JsonString[] = [];
  let at = first + 1;
  for (const value of array) {
    const from = text.indexOf('"', at);
    at = behindString(text, from);
    strings.push({ start: from, end: at, value: wellFormed(value) });
  }
  return { form: 'strings', strings };
}

function parseArray(text: string): readonly unknown[] | undefined {
  // Most text with a bracket is a shell test; the check spares it the cost of a thrown error.
  if (!/^\[[ \t\r\n]*["\]0-9tfn{[-]/.test(text) || !/\][ \t\r\n]*$/.test(text.slice(-64))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Behind the JSON string that opens at `start`. */
function behindString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Where each UTF-16 unit of the value of a JSON string token stands; undefined when the token has no escapes. */
export function jsonOffsets(text: string, token: Range): readonly number[] | undefined {
  if (!text.slice(token.start, token.end).includes('\\')) return undefined;
  const offsets: number[] = [];
  let at = token.start + 1;
  while (at < token.end - 1) {
    offsets.push(at);
    if (text[at] !== '\\') at++;
    else at += text[at + 1] === 'u' ? 6 : 2;
  }
  return offsets;
}

/** Go replaces halves of surrogate pairs. */
function wellFormed(value: string): string {
  return value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
