import type { Fix } from '../../diagnostic.ts';
import type { MappedText } from '../../mapped-text.ts';

/** Why a text that was meant as a JSON array of strings is none. */
export interface BrokenJson {
  /** A phrase for messages: `JSON strings stand in double quotes`. */
  readonly why: string;
  /** The array as it was meant; undefined where that is not plain to see. */
  readonly meant: readonly string[] | undefined;
}

const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '”': '”', '‘': '’', '’': '’', '`': '`' };

/** Longer texts are no command line that somebody wrote as an array. */
const longest = 10_000;

/**
 * Reads a text in shell form that begins as a JSON array: `['a', 'b']`, `["a" "b"]`, `["a", "b",]`. Undefined for what is meant for a
 * shell: `[ -f x ] && y` and `[[ x ]]` are tests.
 */
export function brokenJson(text: string): BrokenJson | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longest || !/^\[\s*["'“”‘’`\w/.-]/.test(trimmed) || isTest(trimmed)) return undefined;
  return readItems(trimmed);
}

/** `[` with a blank behind it is the program of that name, unless the words are plainly those of an array; `[Net.Http]::Method` is a type of PowerShell's. */
function isTest(text: string): boolean {
  if (/^\[[A-Za-z][\w.]*(?:\[\])?\](?:::|\$|\()/.test(text)) return true;
  if (!/^\[\s/.test(text)) return false;
  const inside = text.slice(1).trimStart();
  return inside.startsWith('-') || !/^["'“”‘’`]?[^"'“”‘’`\s]*["'“”‘’`]?\s*(?:,|\]$)/.test(inside) || /^[^,]*\s!?=/.test(inside);
}

function readItems(text: string): BrokenJson {
  const items: string[] = [];
  const notes = new Set<string>();
  let at = 1;
  let separated = true;
  for (;;) {
    while (/[\s,]/.test(text[at] ?? '')) {
      if (text[at] === ',') {
        if (separated) return { why: items.length === 0 ? 'it begins with a comma' : 'an element is empty', meant: undefined };
        separated = true;
      }
      at++;
    }
    const char = text[at];
    if (char === undefined) return { why: 'its `]` is missing', meant: notes.size > 0 || items.length === 0 ? undefined : items };
    if (char === ']') break;
    if (!separated) notes.add('a comma is missing');
    const item = readItem(text, at);
    if (item === undefined) return { why: 'a quote is not closed', meant: undefined };
    if (item.note !== undefined) notes.add(item.note);
    items.push(item.value);
    at = item.end;
    separated = false;
  }
  if (separated && items.length > 0) notes.add('a comma stands before its `]`');
  if (text.slice(at + 1).trim() !== '') return { why: 'text stands behind its `]`', meant: undefined };
  const [why = 'it is not valid JSON'] = notes;
  return { why, meant: notes.has('a comma is missing') || notes.has('a backslash escapes nothing') ? undefined : items };
}

interface Item { readonly value: string; readonly end: number; readonly note: string | undefined }

function readItem(text: string, start: number): Item | undefined {
  const open = text[start] ?? '';
  const close = quotes[open];
  if (close === undefined) {
    const end = start + (/^[^\s,\]]*/.exec(text.slice(start))?.[0].length ?? 0);
    return { value: text.slice(start, end), end, note: 'its words stand in no quotes' };
  }
  let end = start + 1;
  while (end < text.length && text[end] !== close) end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) return undefined;
  const value = text.slice(start + 1, end);
  if (open === '"') {
    const read = parseString(text.slice(start, end + 1));
    return read === undefined ? { value, end: end + 1, note: 'a backslash escapes nothing' } : { value: read, end: end + 1, note: undefined };
  }
  const note = value.includes('\\') ? 'a backslash escapes nothing' : open === "'" || open === '`' ? 'JSON has no single quotes' : 'its quotes are typographic ones';
  return { value, end: end + 1, note };
}

function parseString(token: string): string | undefined {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the array as it was meant. Not safe: what ran through a shell, or failed in it, then runs without. Undefined where variables would be lost. */
export function jsonFix(text: MappedText, { meant }: BrokenJson): Fix | undefined {
  const place = text.place(text.text.length - text.text.trimStart().length, text.text.trimEnd().length);
  if (meant === undefined || meant.some((word) => word.includes('$')) || text.source.slice(place.span).includes('\n')) return undefined;
  const json = `[${meant.map((word) => JSON.stringify(word)).join(', ')}]`;
  return { title: `Write \`${json}\``, safety: 'unsafe', edits: [{ place, text: json }] };
}
