import type { Edit, Severity } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import type { Place, Source } from '../source.ts';
import { entriesOf, type Entry } from './entries.ts';
import { jsonText } from './json-text.ts';

const severities: { readonly [severity in Severity]: string } = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** reviewdog's diagnostic format: columns are one-based counts of UTF-8 bytes. The first fix of a finding becomes its suggestions. */
export function reportRdjson(report: Report): string {
  const rangeOf = createByteRanges();
  return `${jsonText({ source: { name: 'ironlint' }, diagnostics: entriesOf(report).map((entry) => diagnosticOf(entry, rangeOf)) }, 2)}\n`;
}

function diagnosticOf({ rule, severity, place, message, help, diagnostic }: Entry, rangeOf: (place: Place) => object): object {
  const suggestion = suggestedEdit(place, diagnostic?.fixes[0]?.edits ?? []);
  const related = diagnostic?.related ?? [];
  return {
    message: help === undefined ? message : `${message}\n${help}`,
    location: { path: place.source.path, range: rangeOf(place) },
    severity: severities[severity],
    code: { value: rule },
    ...(suggestion && { suggestions: [{ range: rangeOf(suggestion.place), text: suggestion.text }] }),
    ...(related.length > 0 && { related_locations: related.map((one) => ({ message: one.message, location: { path: one.place.source.path, range: rangeOf(one.place) } })) }),
  };
}

/**
 * A fix as one edit: reviewdog offers each suggestion by itself, and half of a fix mends nothing. A suggestion has no path of its own:
 * a fix that touches another file cannot be told.
 */
function suggestedEdit({ source }: Place, edits: readonly Edit[]): Edit | undefined {
  const [first, ...others] = edits.toSorted((one, other) => one.place.span.start - other.place.span.start);
  if (first === undefined || edits.some((edit) => edit.place.source.path !== source.path)) return undefined;
  let { text } = first;
  let { end } = first.place.span;
  for (const { place: { span }, text: more } of others) {
    text += source.text.slice(end, span.start) + more;
    end = span.end;
  }
  return { place: source.place(first.place.span.start, end), text };
}

/** Counts the bytes of a line on from where the question before ended, so that many findings on one long line stay cheap. */
function createByteRanges(): (place: Place) => object {
  const last = new WeakMap<Source, { readonly lineStart: number; readonly offset: number; readonly bytes: number }>();
  const position = (source: Source, offset: number): object => {
    const { line, column } = source.position(offset);
    const at = Math.max(0, Math.min(offset, source.text.length));
    const lineStart = at - column + 1;
    const before = last.get(source);
    const from = before !== undefined && before.lineStart === lineStart && before.offset <= at ? before : { offset: lineStart, bytes: line === 1 && source.byteOrderMark ? 3 : 0 };
    const bytes = from.bytes + utf8Length(source.text, from.offset, at);
    last.set(source, { lineStart, offset: at, bytes });
    return { line, column: bytes + 1 };
  };
  return ({ source, span }) => ({ start: position(source, span.start), end: position(source, span.end) });
}

/** Bytes of a part of a text in UTF-8. */
function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    // Each half of a pair counts two of its four bytes.
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
