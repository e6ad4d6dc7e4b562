import type { Diagnostic } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { asHadolint } from './hadolint-code.ts';
import { jsonText } from './json-text.ts';

/** The JSON that editors' plugins know from hadolint: one line, an array, keys in this order. */
export function reportJsonHadolint(report: Report): string {
  return `${jsonText(report.files.flatMap(({ diagnostics }) => diagnostics.map(entryOf)))}\n`;
}

function entryOf(diagnostic: Diagnostic): object {
  const { line, column } = diagnostic.place.source.position(diagnostic.place.span.start);
  const { code, level, message } = asHadolint(diagnostic);
  return { code, column, file: diagnostic.place.source.path, level, line, message };
}
