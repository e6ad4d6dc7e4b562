import type { Report } from '../report.ts';
import { entriesOf } from './entries.ts';
import { withoutLogCommands } from './log-commands.ts';
import { visible } from './visible.ts';

/** One line a finding as the GNU coding standards have it, which editors and problem matchers read. */
export function reportGnu(report: Report): string {
  const lines = entriesOf(report).map(({ rule, severity, place, message }) => {
    const { line, column } = place.source.position(place.span.start);
    return `ironlint:${visible(place.source.path)}:${String(line)}:${String(column)}: ${visible(rule)} ${severity}: ${visible(message)}\n`;
  });
  const errors = report.errors.map(({ path, message }) => `ironlint:${path === undefined ? '' : `${visible(path)}:`} error: ${visible(message)}\n`);
  return withoutLogCommands([...lines, ...errors].join(''));
}
