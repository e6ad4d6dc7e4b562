import type { FailOn } from '../config/model.ts';
import type { FileReport, PolicyReport, Report, RunError } from '../report.ts';
import type { Severity } from '../diagnostic.ts';

export interface Findings {
  readonly files: readonly FileReport[];
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  /** What makes a run fail; without one `warning`, or nothing but the policies where there are any. */
  readonly failOn: FailOn | undefined;
}

const rank: Readonly<Record<Severity | 'style', number>> = { style: 0, info: 1, warning: 2, error: 3 };

/** Counts, and the exit code: 2 when something could not run, else 1 when something is not accepted, else 0. */
export function summarize({ files, policies, errors, notes, failOn }: Findings): { readonly report: Report; readonly exitCode: 0 | 1 | 2 } {
  const count = (severity: Severity): number => files.reduce((sum, file) => sum + file.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length, 0);
  const threshold = failOn ?? (policies.length > 0 ? undefined : 'warning');
  const never = threshold === undefined || threshold === 'never';
  const failing = never ? [] : files.flatMap((file) => file.diagnostics.filter((diagnostic) => rank[diagnostic.style === true ? 'style' : diagnostic.severity] >= rank[threshold]));
  const syntax = policies.length > 0 && policies.some((policy) => !policy.accepted);
  const accepted = errors.length === 0 && (failOn === 'never' || (failing.length === 0 && !syntax));
  // A red run without an error or a warning is a riddle to whoever reads its log.
  const told = failing.length > 0 && count('error') + count('warning') === 0 ? [...notes, `not accepted: the threshold is \`${threshold}\``] : notes;
  const summary = { files: files.length, errors: count('error'), warnings: count('warning'), infos: count('info'), accepted };
  return { report: { files, policies, errors, notes: told, failing, summary }, exitCode: errors.length > 0 ? 2 : accepted ? 0 : 1 };
}
