import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { CriterionReport, PolicyReport, Report } from '../report.ts';
import { Source, type Place } from '../source.ts';
import { decisiveEvidence, evidenceText } from './evidence.ts';

/** What formats without a word for policies list: findings, and criteria that keep a file from being accepted. */
export interface Entry {
  /** A rule's id, or `policy/criterion`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly help?: string;
  /** The finding behind it; a criterion has none. */
  readonly diagnostic?: Diagnostic;
}

/** Criteria first, then findings in the order of the report. */
export function entriesOf(report: Report): readonly Entry[] {
  const sources = new Map(report.files.map(({ source }) => [source.path, source]));
  const criteria = report.policies.flatMap((policy) => policy.criteria.flatMap((criterion) => criterionEntry(criterion, policy, sources)));
  return [...criteria, ...report.files.flatMap(({ diagnostics }) => diagnostics.map(findingEntry))];
}

function findingEntry(diagnostic: Diagnostic): Entry {
  const { rule, severity, place, message, help } = diagnostic;
  return { rule, severity, place, message, ...(help !== undefined && { help }), diagnostic };
}

/** Not met: an error, or advice when it is not required. Unknown: a warning, where it is what the policy fails on. */
function criterionEntry(criterion: CriterionReport, policy: PolicyReport, sources: ReadonlyMap<string, Source>): readonly Entry[] {
  if (criterion.outcome === 'met') return [];
  if (criterion.outcome === 'unknown' && (!criterion.required || policy.accepted)) return [];
  const evidence = decisiveEvidence(criterion);
  const place = evidence.find((one) => one.place !== undefined)?.place ?? (sources.get(policy.path) ?? new Source(policy.path, '')).place(0, 0);
  const texts = evidence.map((one) => evidenceText(one, policy.path));
  return [{
    rule: `${policy.id}/${criterion.id}`,
    severity: criterion.outcome === 'unknown' ? 'warning' : criterion.required ? 'error' : 'info',
    place,
    message: `${criterion.title}: ${texts.length === 0 ? criterion.outcome : texts.join('; ')}`,
  }];
}

/** Relative paths without the `./` that some consumers do not match. */
export function bare(path: string): string {
  return path.replace(/^(\.\/)+/, '');
}
