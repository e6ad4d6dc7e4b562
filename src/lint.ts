import type { Diagnostic, FindingIdentity, Level, Severity } from './diagnostic.ts';
import type { RunError } from './report.ts';
import type { AnyRule, Build, Finding, Observation } from './rule.ts';
import type { Place } from './source.ts';

/** A rule as a run uses it: its options complete, and the level of each of its faults. */
export interface ActiveRule {
  readonly rule: AnyRule;
  readonly options: object;
  level(fault: string): Level;
}

export interface Observed {
  readonly observations: readonly Observation[];
  /** Set when the rule threw; what it had yielded before is kept. */
  readonly error?: RunError;
}

export interface LintResult {
  /** Sorted by place, then rule; nothing suppressed yet. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a rule could not know. */
  readonly doubts: readonly LintDoubt[];
  /** Findings of faults that are off: of rules that run for their other faults. */
  readonly silent: readonly FindingIdentity[];
  readonly errors: readonly RunError[];
}

/** A place of which a rule says nothing, since only the build can tell. */
export interface LintDoubt {
  readonly rule: AnyRule;
  readonly place: Place;
}

/** All that one rule sees in one build. A rule that throws is reported, naming the rule; it never ends the run. */
export function observe(build: Build, rule: AnyRule, options: object): Observed {
  const observations: Observation[] = [];
  try {
    for (const observation of rule.check(build, options)) observations.push(observation);
    return { observations };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `internal error: the rule \`${rule.id}\` failed (${reason}); please report it with this file`;
    return { observations, error: { path: build.dockerfile.source.path, message } };
  }
}

/** One build and the active rules: findings with their severity. Pure. */
export function lint(build: Build, active: readonly ActiveRule[]): LintResult {
  const diagnostics: Diagnostic[] = [];
  const errors: RunError[] = [];
  const doubts: LintDoubt[] = [];
  const silent: FindingIdentity[] = [];
  for (const activeRule of active) {
    const { observations, error } = observe(build, activeRule.rule, activeRule.options);
    if (error !== undefined) errors.push(error);
    for (const observation of observations) {
      if (observation.kind === 'doubt') doubts.push({ rule: activeRule.rule, place: observation.at.place });
      if (observation.kind === 'proof' || observation.kind === 'doubt') continue;
      const severity = activeRule.level(observation.fault);
      if (severity === 'off') silent.push(identify(activeRule.rule, observation));
      else diagnostics.push(toDiagnostic(activeRule.rule, severity, observation));
    }
  }
  return { diagnostics: sortDiagnostics(diagnostics), doubts, silent, errors };
}

/** By file, place, rule and message; equal ones once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareDiagnostics(before, diagnostic) !== 0 || before.fault !== diagnostic.fault;
  });
}

/** Which finding of its rule it is. */
export function identify(rule: AnyRule, { fault, at, aliases }: Finding): FindingIdentity {
  return { rule: rule.id, fault, place: at.place, aliases: aliases ?? rule.faults[fault]?.aliases ?? [] };
}

function toDiagnostic(rule: AnyRule, severity: Severity, finding: Finding): Diagnostic {
  const { fault, place, aliases } = identify(rule, finding);
  return {
    rule: rule.id,
    fault,
    severity: finding.severity !== undefined && milder(finding.severity, severity) ? finding.severity : severity,
    place,
    message: finding.message,
    ...(finding.help === undefined ? {} : { help: finding.help }),
    aliases,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
  };
}

const rank = { info: 0, warning: 1, error: 2 } as const;

function milder(one: keyof typeof rank, other: keyof typeof rank): boolean {
  return rank[one] < rank[other];
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.place.source.path, b.place.source.path) ||
    a.place.span.start - b.place.span.start ||
    a.place.span.end - b.place.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
