import type { Report, RuleDescription } from '../report.ts';

/** All that a report's looks depend on besides the report. */
export interface ReporterOptions {
  /** Whether `text` may use colours; every other format ignores it. */
  readonly color: boolean;
  /** The rules to describe (`sarif`, `codeclimate`, `sonarqube`); a rule that is not among them is described by its id alone. */
  readonly rules: readonly RuleDescription[];
  readonly toolVersion: string;
  /** Columns of the terminal, for `text`; 120 when not given. */
  readonly width?: number;
  /** `text` leaves out the summary and what is met: nothing found, nothing said. */
  readonly quiet?: boolean;
}

/** A format: pure, never throws; the text ends with a line end unless it is empty. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** What colours say. Each function wraps a text in its colour; without colours all are the identity. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly met: (text: string) => string;
  readonly unmet: (text: string) => string;
  readonly unknown: (text: string) => string;
}

const same = (text: string): string => text;

export const noPaint: Paint = { error: same, warning: same, info: same, strong: same, faint: same, met: same, unmet: same, unknown: same };
