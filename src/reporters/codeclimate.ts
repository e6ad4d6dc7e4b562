import type { Alias, Severity } from '../diagnostic.ts';
import type { Report, RuleDescription } from '../report.ts';
import { bare, entriesOf, type Entry } from './entries.ts';
import { createFingerprints } from './fingerprint.ts';
import { jsonText } from './json-text.ts';
import type { ReporterOptions } from './model.ts';

/** The severities that users of hadolint know for its levels. */
const severities: { readonly [severity in Severity]: string } = { error: 'blocker', warning: 'major', info: 'info' };

const categories: { readonly [category: string]: string } = {
  correctness: 'Bug Risk', runtime: 'Bug Risk', reproducibility: 'Bug Risk', security: 'Security', size: 'Performance', cache: 'Performance', metadata: 'Clarity', style: 'Style',
};

/** Code Climate's issues: one JSON object a line, each ended by a NUL as its engine specification asks. */
export function reportCodeclimate(report: Report, options: ReporterOptions): string {
  const fingerprint = createFingerprints();
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  return entriesOf(report).map((entry) => `${jsonText({ type: 'issue', ...issueOf(entry, fingerprint), categories: [categoryOf(entry, rules)], location: locationOf(entry) })}\0\n`).join('');
}

/** GitLab's Code Quality report: the part of the same that GitLab reads, as one array. */
export function reportGitlab(report: Report): string {
  const fingerprint = createFingerprints();
  return `${jsonText(entriesOf(report).map((entry) => ({ ...issueOf(entry, fingerprint), location: { path: bare(entry.place.source.path), lines: linesOf(entry) } })), 2)}\n`;
}

function issueOf(entry: Entry, fingerprint: (entry: Entry) => string): object {
  const style = entry.diagnostic?.style === true || (entry.severity === 'info' && entry.diagnostic?.aliases.some(({ level }: Alias) => level === 'style') === true);
  return { check_name: entry.rule, description: entry.message, fingerprint: fingerprint(entry), severity: style ? 'minor' : severities[entry.severity] };
}

function categoryOf(entry: Entry, rules: ReadonlyMap<string, RuleDescription>): string {
  return categories[rules.get(entry.rule)?.category ?? 'correctness'] ?? 'Bug Risk';
}

function linesOf({ place: { source, span } }: Entry): object {
  return { begin: source.position(span.start).line, end: source.position(span.end).line };
}

function locationOf({ place: { source, span } }: Entry): object {
  return { path: bare(source.path), positions: { begin: source.position(span.start), end: source.position(span.end) } };
}
