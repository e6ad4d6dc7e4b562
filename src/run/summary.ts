import type { FailOn } from '../config/model.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { FileReport, PolicyReport, Report, RunError } from '../report.ts';
import { keyOf, rank, rankOf } from './told-once.ts';

/** One file as it was judged. */
export interface JudgedReport {
  readonly file: FileReport;
  /** Its findings that another file tells: they are in a file of both. */
  readonly toldElsewhere: readonly Diagnostic[];
  readonly policies: readonly PolicyReport[];
  /** What makes it fail, by its own config or the command line; without one `warning`, or nothing but its policies where it has any. */
  readonly failOn: FailOn | undefined;
}

export interface Findings {
  readonly judged: readonly JudgedReport[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
}

/** Counts, and the exit code: 2 when something could not run, else 1 when something is not accepted, else 0. */
export function summarize({ judged, errors, notes }: Findings): { readonly report: Report; readonly exitCode: 0 | 1 | 2 } {
  const files = judged.map(({ file }) => file);
  const policies = judged.flatMap((one) => one.policies);
  const count = (severity: Severity): number => files.reduce((sum, file) => sum + file.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length, 0);
  const elsewhere = new Set(judged.flatMap((one) => one.toldElsewhere.filter((diagnostic) => fails(diagnostic, thresholdOf(one)))).map(keyOf));
  const failing = judged.flatMap((one) => one.file.diagnostics.filter((diagnostic) => fails(diagnostic, thresholdOf(one)) || (elsewhere.size > 0 && elsewhere.has(keyOf(diagnostic)))));
  const unmet = judged.some((one) => one.failOn !== 'never' && one.policies.some((policy) => !policy.accepted));
  const accepted = errors.length === 0 && failing.length === 0 && !unmet;
  // A red run without an error or a warning is a riddle to whoever reads its log.
  const told = failing.length > 0 && count('error') + count('warning') === 0 ? [...notes, `not accepted: the threshold is ${thresholdsNamed(judged)}`] : notes;
  const summary = { files: files.length, errors: count('error'), warnings: count('warning'), infos: count('info'), accepted };
  return { report: { files, policies, errors, notes: told, failing, summary }, exitCode: errors.length > 0 ? 2 : accepted ? 0 : 1 };
}

function thresholdOf({ failOn, policies }: JudgedReport): Exclude<FailOn, 'never'> | undefined {
  const threshold = failOn ?? (policies.length > 0 ? 'never' : 'warning');
  return threshold === 'never' ? undefined : threshold;
}

function fails(diagnostic: Diagnostic, threshold: Severity | 'style' | undefined): boolean {
  return threshold !== undefined && rankOf(diagnostic) >= rank[threshold];
}

/** The thresholds that something of their file reaches. */
function thresholdsNamed(judged: readonly JudgedReport[]): string {
  const reached = judged.filter((one) => [...one.file.diagnostics, ...one.toldElsewhere].some((diagnostic) => fails(diagnostic, thresholdOf(one)))).map((one) => `\`${thresholdOf(one) ?? 'never'}\``);
  return [...new Set(reached)].join(' and ');
}
