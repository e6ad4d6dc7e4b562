import type { Diagnostic } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { jsonText } from './json-text.ts';

/**
 * The JSON that editors' plugins know from hadolint: one line, an array, keys in this order. The code is the peer's id where the
 * finding has one, else the rule's id; hadolint's `style` is an alias's level, since ironlint has no such severity.
 */
export function reportJsonHadolint(report: Report): string {
  return `${jsonText(report.files.flatMap(({ diagnostics }) => diagnostics.map(entryOf)))}\n`;
}

function entryOf(diagnostic: Diagnostic): object {
  const { line, column } = diagnostic.place.source.position(diagnostic.place.span.start);
  const alias = diagnostic.aliases.find(({ tool }) => tool === 'hadolint') ?? diagnostic.aliases.find(({ tool }) => tool === 'shellcheck');
  return {
    code: alias?.id ?? diagnostic.rule,
    column,
    file: diagnostic.place.source.path,
    level: diagnostic.severity === 'info' && alias?.level === 'style' ? 'style' : diagnostic.severity,
    line,
    message: diagnostic.message,
  };
}
