import type { Diagnostic } from './diagnostic.ts';
import type { Place, Source } from './source.ts';

/** What was found in one file. */
export interface FileReport {
  readonly source: Source;
  /** The context it was judged with, when one was asked for. */
  readonly context?: { readonly path: string; readonly why: string } | { readonly unknown: string };
  /** Sorted by place, then rule. Suppressed findings are not among them. */
  readonly diagnostics: readonly Diagnostic[];
}

export type Outcome = 'met' | 'unmet' | 'unknown';

export interface Evidence {
  readonly rule: string;
  readonly kind: 'finding' | 'proof' | 'doubt' | 'ignored';
  readonly message: string;
  readonly place: Place | undefined;
}

export interface CriterionReport {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly outcome: Outcome;
  readonly evidence: readonly Evidence[];
}

export interface PolicyReport {
  readonly id: string;
  readonly title: string;
  /** The Dockerfile it was held against. */
  readonly path: string;
  readonly criteria: readonly CriterionReport[];
  readonly accepted: boolean;
}

/** Something that kept a part of the run from happening: a file that cannot be read, a rule that threw. Exit code 2. */
export interface RunError {
  readonly path?: string;
  readonly message: string;
}

/** All that a reporter needs, and all it gets. */
export interface Report {
  readonly files: readonly FileReport[];
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  /** What people should know of the run: skipped ShellCheck, newer rules. Shown on the summary line. */
  readonly notes: readonly string[];
  /** Findings that keep the run from being accepted. */
  readonly failing?: readonly Diagnostic[];
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number; readonly infos: number; readonly accepted: boolean };
}

/** What rules are, for reporters that describe them. */
export interface RuleDescription {
  readonly id: string;
  readonly summary: string;
  readonly category: string;
  readonly help: string;
}
