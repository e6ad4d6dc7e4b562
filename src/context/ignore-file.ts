import type { Source } from '../source.ts';
import { cleanPath } from './go-path.ts';
import { isRefusedAtOnce } from './go-pattern.ts';
import { readExpression } from './ignore-expression.ts';
import type { IgnoreError, IgnorePattern } from './model.ts';

/** Docker reads the file with a line buffer of this many bytes; a longer line fails the build. */
const LONGEST_LINE = 65_536;

/** Go's `unicode.IsSpace`: not quite what `trim` takes off (U+0085 is in, U+FEFF is not). */
const LEADING_SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const TRAILING_SPACE_CHARACTER = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * The patterns of a `.dockerignore`, in order, each with its place: as `moby/patternmatcher/ignorefile` reads lines and
 * `patternmatcher.New` takes them. Never throws: a pattern that fails the build carries its `error`.
 */
export function readIgnoreFile(source: Source): readonly IgnorePattern[] {
  const { text } = source;
  const patterns: IgnorePattern[] = [];
  // One mark is taken off: by whoever made the source, else here.
  let start = !source.byteOrderMark && text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (text[start] !== '#') {
      const line = text.slice(start, end);
      const from = start + (LEADING_SPACE.exec(line)?.[0].length ?? 0);
      const raw = trimSpace(line);
      if (raw !== '') patterns.push(readPattern(source, raw, from, patterns.length, end - start));
    }
    start = end + 1;
  }
  return patterns;
}

/** Patterns that stand in no ignore file, such as `--exclude` of COPY. The place is that of the caller. */
export function patternOf(written: string, place: IgnorePattern['place'], index = 0): IgnorePattern {
  return judged(trimSpace(written), place, index, trimSpace(written));
}

function readPattern(source: Source, raw: string, from: number, index: number, lineLength: number): IgnorePattern {
  const place = source.place(from, from + raw.length);
  if (lineLength >= LONGEST_LINE / 4 && Buffer.byteLength(source.text.slice(from, from + lineLength)) >= LONGEST_LINE) {
    return { place, raw, pattern: '', negated: false, index, error: { kind: 'too-long', message: `the line is longer than ${LONGEST_LINE} bytes` } };
  }
  return judged(cleanLine(raw), place, index, raw);
}

/** What the reading of the file makes of a trimmed line: cleaned, relative to the context, `!` kept. */
export function cleanLine(trimmed: string): string {
  const negated = trimmed.startsWith('!');
  let pattern = negated ? trimSpace(trimmed.slice(1)) : trimmed;
  if (pattern !== '') {
    pattern = cleanPath(pattern);
    if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1);
  }
  return negated ? `!${pattern}` : pattern;
}

function judged(line: string, place: IgnorePattern['place'], index: number, raw: string): IgnorePattern {
  const cleaned = cleanPath(line);
  const negated = cleaned.startsWith('!');
  const pattern = negated ? cleaned.slice(1) : cleaned;
  const error = errorOf(pattern);
  return { place, raw, pattern, negated, index, ...(error === undefined ? {} : { error }) };
}

function errorOf(pattern: string): IgnoreError | undefined {
  if (pattern === '') return { kind: 'no-pattern', message: '`!` stands without a pattern' };
  // Nothing else can be wrong, and nearly no pattern has either.
  if (!/[[\]\\]/.test(pattern)) return undefined;
  if (isRefusedAtOnce(pattern)) return { kind: 'bad-pattern', message: badPatternMessage(pattern) };
  if (!readExpression(pattern).ok) return { kind: 'bad-expression', message: `\`${pattern}\` is not a pattern that Docker can match with` };
  return undefined;
}

function badPatternMessage(pattern: string): string {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(pattern)) return `\`${pattern}\` ends in a backslash that escapes nothing`;
  return `\`${pattern}\` has a \`[\` that does not begin a class of characters`;
}

function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING_SPACE_CHARACTER.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end).replace(LEADING_SPACE, '');
}
