import type { Report } from '../report.ts';
import { entriesOf, type Entry } from './entries.ts';
import { element, xmlDocument } from './xml.ts';

/** Checkstyle's XML. A file without findings has its node too: some consumers take a missing one for a file that was not looked at. */
export function reportCheckstyle(report: Report): string {
  const byPath = new Map<string, Entry[]>(report.files.map(({ source }) => [source.path, []]));
  for (const entry of entriesOf(report)) {
    const { path } = entry.place.source;
    const entries = byPath.get(path);
    if (entries === undefined) byPath.set(path, [entry]);
    else entries.push(entry);
  }
  const files = [...byPath].map(([name, entries]) => element('file', { name }, entries.map(errorElement)));
  const failed = report.errors.map(({ path, message }) => element('file', { name: path ?? '' }, [element('error', { line: 1, column: 1, severity: 'error', message, source: 'ironlint' })]));
  return xmlDocument(element('checkstyle', { version: '4.3' }, [...files, ...failed]));
}

function errorElement({ rule, severity, place, message }: Entry): string {
  const { line, column } = place.source.position(place.span.start);
  return element('error', { line, column, severity, message, source: `ironlint.${rule}` });
}
