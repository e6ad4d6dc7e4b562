import { isSpace, isWordSeparator, trimRange } from './characters.ts';
import type { Range } from './characters.ts';
import { isJsonForm } from './json-form.ts';
import type { Keyword } from './model.ts';

/** A flag as BuildKit cuts it out of the line. */
export interface FlagText extends Range {
  /** Quotes and escapes taken off: `--from=x`. */
  readonly content: string;
  /** Where each character of `content` stands; undefined when it stands as it is written. */
  readonly offsets: readonly number[] | undefined;
}

/** The escape character of a file. */
type Escape = '\\' | '`';

/** The parts of one logical line, as ranges of its text. */
export interface Head {
  /** As written; empty for a line of nothing but continuations. */
  readonly keyword: Range;
  /** Undefined for an unknown instruction. */
  readonly name: Keyword | undefined;
  readonly flags: readonly FlagText[];
  /** What follows the flags, white space around it taken off. */
  readonly rest: Range;
}

const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['ADD', 'ADD'], ['ARG', 'ARG'], ['CMD', 'CMD'], ['COPY', 'COPY'], ['ENTRYPOINT', 'ENTRYPOINT'], ['ENV', 'ENV'],
  ['EXPOSE', 'EXPOSE'], ['FROM', 'FROM'], ['HEALTHCHECK', 'HEALTHCHECK'], ['LABEL', 'LABEL'], ['MAINTAINER', 'MAINTAINER'],
  ['ONBUILD', 'ONBUILD'], ['RUN', 'RUN'], ['SHELL', 'SHELL'], ['STOPSIGNAL', 'STOPSIGNAL'], ['USER', 'USER'],
  ['VOLUME', 'VOLUME'], ['WORKDIR', 'WORKDIR'],
]);

export const allKeywords: readonly Keyword[] = [...keywords.values()];

export function keywordOf(text: string): Keyword | undefined {
  // Other letters have capitals among these, as `ſ` has `S`.
  return text.length > 11 || !/^[a-zA-Z]+$/.test(text) ? undefined : keywords.get(text) ?? keywords.get(text.toUpperCase());
}

/** Keyword, flags and rest of `[start, end)`. Any text has a head; one without a known keyword has no name. */
export function headOf(text: string, escape: Escape, start = 0, end: number = text.length): Head {
  const line = trimRange(text, start, end);
  let keywordEnd = line.start;
  while (keywordEnd < line.end && !isWordSeparator(text.charCodeAt(keywordEnd))) keywordEnd++;
  const keyword = { start: line.start, end: keywordEnd };
  const flags: FlagText[] = [];
  const restStart = readFlags(text, { start: keywordEnd, end: line.end }, escape, flags);
  return { keyword, name: keywordOf(text.slice(keyword.start, keyword.end)), flags, rest: trimRange(text, restStart, line.end) };
}

/** The head of an ONBUILD trigger. */
export function triggerHead(text: string, head: Head, escape: Escape): Head {
  return headOf(text, escape, head.rest.start, head.rest.end);
}

/** Whether `<<` opens heredocs in a line with this head: in RUN, COPY and ADD and triggers of them, unless they are JSON. */
export function takesHeredocs(text: string, head: Head, escape: Escape): boolean {
  const inner = head.name === 'ONBUILD' ? triggerHead(text, head, escape) : head;
  if (inner.name !== 'RUN' && inner.name !== 'COPY' && inner.name !== 'ADD') return false;
  return !isJsonForm(text.slice(inner.rest.start, inner.rest.end));
}

/** Reads words that begin with `--` into `flags` and returns where the rest begins. */
function readFlags(text: string, { start, end }: Range, escape: Escape, flags: FlagText[]): number {
  let at = start;
  for (;;) {
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    if (at >= end || text[at] !== '-' || text[at + 1] !== '-' || at + 1 >= end) return at;
    const flag = readFlag(text, at, end, escape);
    at = flag.end;
    if (flag.content === '--') return at;
    flags.push(flag);
  }
}

function readFlag(text: string, start: number, end: number, escape: Escape): FlagText {
  let at = start;
  while (at < end && !isSpace(text.charCodeAt(at)) && !isMark(text[at], escape)) at++;
  if (at >= end || isSpace(text.charCodeAt(at))) return { start, end: at, content: text.slice(start, at), offsets: undefined };
  const offsets: number[] = [];
  let content = '';
  let quote = '';
  for (at = start; at < end; at++) {
    let character = text[at] ?? '';
    if (quote === '' && isSpace(text.charCodeAt(at))) break;
    if (character === quote) {
      quote = '';
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      continue;
    }
    if (character === escape) {
      if (at + 1 >= end) continue;
      character = text[++at] ?? '';
    }
    content += character;
    offsets.push(at);
  }
  return { start, end: at, content, offsets };
}

function isMark(character: string | undefined, escape: Escape): boolean {
  return character === '"' || character === "'" || character === escape;
}
