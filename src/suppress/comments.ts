import type { Comment, Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';
import type { NamedAt } from './check.ts';
import { namesIn, parseCheckOptions } from './check.ts';

export type Dialect = 'ironlint' | 'hadolint' | 'buildkit' | 'checkov' | 'trivy' | 'tally' | 'droast';

/** What a comment reaches: an instruction, one line inside of it, a stage, or the file. `nothing` says why it reaches none. */
export type Reach =
  | { readonly over: 'instruction'; readonly instruction: Instruction }
  | { readonly over: 'line'; readonly line: number }
  | { readonly over: 'stage'; readonly stage: Stage }
  | { readonly over: 'file' }
  | { readonly over: 'nothing'; readonly why: string };

/** One name that one comment ignores. */
export interface Ignore {
  /** As written; `all` with `every` set stands for all that the dialect knows. */
  readonly name: string;
  readonly every: boolean;
  /** The name's own place. */
  readonly place: Place;
  /** The whole comment, or directive. */
  readonly comment: Place;
  readonly dialect: Dialect;
  readonly reach: Reach;
  readonly reason: string | undefined;
  /** YYYY-MM-DD: the last day on which it counts. */
  readonly expires: string | undefined;
  /** How many names its comment ignores. */
  readonly siblings: number;
}

type Scope = 'next' | 'next line' | 'stage' | 'file';
interface Parsed {
  readonly dialect: Dialect;
  readonly scope: Scope;
  readonly names: readonly (NamedAt & { /** Of this name alone. */ readonly expires?: string | undefined })[];
  readonly reason?: string | undefined;
  readonly expires?: string | undefined;
}

/** Every ignore of a file, in the order of the file, in all dialects. */
export function ignoresOf(dockerfile: Dockerfile): readonly Ignore[] {
  const ignores: Ignore[] = [];
  for (const directive of dockerfile.directives) {
    if (directive.name !== 'check') continue;
    const { raw, place } = directive.value;
    const parsed = parseCheck(raw, 'file');
    if (parsed !== undefined) ignores.push(...placed(parsed, directive.place, textOffset(place, raw), { over: 'file' }));
  }
  const checked = new Set<Instruction>();
  const lineBelow = createLineBelow();
  for (const comment of dockerfile.comments) {
    const parsed = parseIgnore(comment.text);
    if (parsed === undefined) continue;
    const { instruction } = comment;
    if (parsed.dialect === 'buildkit' && instruction !== undefined) {
      // BuildKit reads the first `check=` above an instruction and no other.
      if (checked.has(instruction)) continue;
      checked.add(instruction);
    }
    ignores.push(...placed(parsed, comment.place, textOffset(comment.place, comment.text), reachOf(parsed, comment, lineBelow)));
  }
  return ignores;
}

/** What a comment's text (without `#`) ignores; undefined when it is an ordinary comment. */
export function parseIgnore(text: string): Parsed | undefined {
  for (const { hint, parse } of dialects) if (hint.test(text)) return parse(text);
  return undefined;
}

interface DialectReader {
  /** Cheap: comments that are none of this dialect's fail here. */
  readonly hint: RegExp;
  readonly parse: (text: string) => Parsed | undefined;
}

const dialects: readonly DialectReader[] = [
  { hint: /^ironlint\s/i, parse: parseIronlint },
  { hint: /^hadolint\s/, parse: parseHadolint },
  { hint: /^check\s*=/i, parse: parseCheckComment },
  { hint: /^(?:checkov|bridgecrew):skip=/, parse: parseCheckov },
  { hint: /^trivy:ignore:/, parse: parseTrivy },
  { hint: /^tally\s/i, parse: parseTally },
  { hint: /^droast\s/, parse: parseDroast },
];

/** `ironlint ignore=a,b -- reason`, `ironlint file-ignore=…`, `ironlint stage-ignore=…`; `expires=2027-01-31` may follow the names. */
function parseIronlint(text: string): Parsed | undefined {
  const head = /^ironlint\s+(?:(file|stage)[- ])?ignore\s*=\s*/i.exec(text);
  if (head === null) return undefined;
  const [list, rest] = nameList(text, head[0].length);
  const reason = /(?:^|\s)--\s+(\S.*)$/.exec(rest)?.[1];
  const scope = head[1]?.toLowerCase();
  return { dialect: 'ironlint', scope: scope === 'file' || scope === 'stage' ? scope : 'next', names: list, reason, expires: expiry(rest) };
}

/** `hadolint ignore=…` reaches the line directly below, and no further; `global ignore` the file, `stage ignore` the stage. */
function parseHadolint(text: string): Parsed | undefined {
  const head = /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*/.exec(text);
  if (head === null) return undefined;
  const [names, rest] = nameList(text, head[0].length);
  const scope = head[1] === 'global' ? 'file' : head[1] === 'stage' ? 'stage' : 'next line';
  return { dialect: 'hadolint', scope, names, reason: /^\s*#\s*(\S.*)$/.exec(rest)?.[1] };
}

function parseCheckComment(text: string): Parsed | undefined {
  const head = /^check\s*=\s*/i.exec(text);
  if (head === null) return undefined;
  const value = text.slice(head[0].length);
  const end = value.indexOf(' ');
  const parsed = parseCheck(end === -1 ? value : value.slice(0, end), 'next', head[0].length);
  return parsed === undefined ? undefined : { ...parsed, reason: end === -1 ? undefined : /\w.*$/.exec(value.slice(end))?.[0] };
}

function parseCheck(value: string, scope: Scope, offset = 0): Parsed | undefined {
  const options = parseCheckOptions(value);
  if (options === undefined) return undefined;
  const all = options.skipAll ? [{ name: 'all', at: value.indexOf('all') }] : options.skip;
  return { dialect: 'buildkit', scope, names: all.map(({ name, at }) => ({ name, at: at + offset })) };
}

/** `checkov:skip=ID:reason` counts for the file, wherever it stands. */
function parseCheckov(text: string): Parsed | undefined {
  const match = /^(?:checkov|bridgecrew):skip=\s*([\w,]+)(?::\s*(.*))?/.exec(text);
  const list = match?.[1];
  if (match === null || list === undefined) return undefined;
  return { dialect: 'checkov', scope: 'file', names: namesIn(list, match[0].indexOf(list, match[0].indexOf('='))), reason: match[2] || undefined };
}

/** `trivy:ignore:ID`, several times in one comment; `:exp:2027-01-31` behind an id ends it, `[…]` parameters are passed over. */
function parseTrivy(text: string): Parsed | undefined {
  const names: (NamedAt & { readonly expires: string | undefined })[] = [];
  for (const match of text.matchAll(/trivy:ignore:([\w-]+)(?:\[[^\]]*\])?(?::exp:(\d{4}-\d\d-\d\d))?/g)) {
    names.push({ name: match[1] ?? '', at: match.index + 'trivy:ignore:'.length, expires: match[2] });
  }
  return names.length === 0 ? undefined : { dialect: 'trivy', scope: 'next', names };
}

function parseTally(text: string): Parsed | undefined {
  const head = /^tally\s+(global\s+)?ignore\s*=\s*/i.exec(text);
  if (head === null) return undefined;
  const [names, rest] = nameList(text, head[0].length);
  return { dialect: 'tally', scope: head[1] === undefined ? 'next' : 'file', names, reason: /;\s*reason\s*=\s*(\S.*)$/i.exec(rest)?.[1] };
}

function parseDroast(text: string): Parsed | undefined {
  const head = /^droast\s+(global\s+)?ignore\s*=\s*/.exec(text);
  if (head === null) return undefined;
  const [names, rest] = nameList(text, head[0].length);
  return { dialect: 'droast', scope: head[1] === undefined ? 'next' : 'file', names, reason: /\breason="([^"]*)"/.exec(rest)?.[1], expires: expiry(rest) };
}

function expiry(rest: string): string | undefined {
  return /(?:^|\s)expires=(\d{4}-\d\d-\d\d)\b/.exec(rest)?.[1];
}

/** Names parted by commas from `from` on, and the text behind them. */
function nameList(text: string, from: number): readonly [names: readonly NamedAt[], rest: string] {
  const list = /^[\w./:-]*(?:\s*,\s*[\w./:-]+)*/.exec(text.slice(from))?.[0] ?? '';
  return [namesIn(list, from), text.slice(from + list.length)];
}

function reachOf({ dialect, scope }: Parsed, comment: Comment, lineBelow: (comment: Comment) => number): Reach {
  if (scope === 'file') return { over: 'file' };
  const { instruction } = comment;
  if (instruction === undefined) return { over: 'nothing', why: 'no instruction follows it directly' };
  if (scope === 'stage') {
    if (instruction.keyword === 'FROM' && instruction.stage !== undefined && !comment.inside) return { over: 'stage', stage: instruction.stage };
    return { over: 'nothing', why: 'it does not stand above a FROM' };
  }
  if (comment.inside) {
    if (dialect === 'ironlint') return { over: 'line', line: lineBelow(comment) };
    return { over: 'nothing', why: 'it stands inside an instruction, not above it' };
  }
  if (scope === 'next line' && lineOf(comment.place) + 1 !== lineOf(instruction.place)) {
    return { over: 'nothing', why: 'hadolint reads it on the line directly above the instruction only' };
  }
  return { over: 'instruction', instruction };
}

/**
 * Answers with the next line that is neither blank nor a comment. Comments must be asked for in their order: the lines of a block
 * are then read once, however many of them ask.
 */
function createLineBelow(): (comment: Comment) => number {
  let from = 0;
  let found = 0;
  return ({ place }) => {
    const { source } = place;
    const line = lineOf(place) + 1;
    if (line >= from && line <= found) return found;
    from = line;
    found = line;
    while (found <= source.lineStarts.length && /^\s*(?:#|$)/.test(source.line(found))) found++;
    return found;
  };
}

/** The offset in the source at which `text` begins, which stands in `place` behind a `#` or a name. */
function textOffset({ source, span }: Place, text: string): number {
  return span.start + Math.max(0, source.slice(span).indexOf(text));
}

function placed({ dialect, names, reason, expires }: Parsed, comment: Place, offset: number, reach: Reach): readonly Ignore[] {
  return names.map(({ name, at, expires: own }) => ({
    name,
    every: name === 'all' && (dialect === 'buildkit' || dialect === 'tally'),
    place: comment.source.place(offset + at, offset + at + name.length),
    comment,
    dialect,
    reach,
    reason,
    expires: own ?? expires,
    siblings: names.length,
  }));
}
