import type { Severity } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import type { Place } from '../source.ts';
import { entriesOf, type Entry } from './entries.ts';
import { jsonText } from './json-text.ts';
import type { ReporterOptions } from './model.ts';

const severities: { readonly [severity in Severity]: string } = { error: 'CRITICAL', warning: 'MAJOR', info: 'INFO' };

/** SonarQube's generic issues, in the form that every version takes. Its columns are zero-based. */
export function reportSonarqube(report: Report, options: ReporterOptions): string {
  const security = new Set(options.rules.filter(({ category }) => category === 'security').map(({ id }) => id));
  return `${jsonText({ issues: entriesOf(report).map((entry) => issueOf(entry, security)) }, 2)}\n`;
}

function issueOf(entry: Entry, security: ReadonlySet<string>): object {
  const { rule, severity, place, message, diagnostic } = entry;
  const secondary = diagnostic?.related ?? [];
  return {
    engineId: 'ironlint',
    ruleId: rule,
    severity: severities[severity],
    type: security.has(rule) ? 'VULNERABILITY' : severity === 'error' ? 'BUG' : 'CODE_SMELL',
    primaryLocation: { message, filePath: place.source.path, textRange: rangeOf(place) },
    ...(secondary.length > 0 && { secondaryLocations: secondary.map((one) => ({ message: one.message, filePath: one.place.source.path, textRange: rangeOf(one.place) })) }),
  };
}

/** Without columns when the range is empty, which SonarQube refuses. */
function rangeOf({ source, span }: Place): object {
  const start = source.position(span.start);
  if (span.start === span.end) return { startLine: start.line };
  const end = source.position(span.end);
  return { startLine: start.line, endLine: end.line, startColumn: start.column - 1, endColumn: end.column - 1 };
}
