import type { FailOn } from '../config/model.ts';
import type { RunError } from '../report.ts';
import type { FileOutcome } from './file.ts';
import type { Questions } from './questions.ts';

/** What the config that holds for a file says of the run as a whole. */
export interface UsedConfig {
  readonly notes: readonly string[];
  /** Rules that are newer than its edition. */
  readonly newer: readonly string[];
  readonly failOn: FailOn | undefined;
  /** The file, as reports show it, and the configs that hold for it. */
  readonly path: string;
  readonly files: readonly string[];
  /** What a hadolint config says of the report: a format of ours, and no colours. */
  readonly format: string | undefined;
  readonly noColor: boolean;
}

/** All that comes of one file of a run: plain data but for its sources, so that it can cross from one thread to another. */
export interface FileResult {
  /** Undefined for a file that is excluded or could not be judged. */
  readonly outcome: FileOutcome | undefined;
  readonly errors: readonly RunError[];
  /** Undefined when the file or its config could not be read. */
  readonly used: UsedConfig | undefined;
  /** Of `--cache`: what the outcome may be kept under. */
  readonly key?: string | undefined;
  /** What its outcome rests on besides. */
  readonly asked?: Questions | undefined;
  /** The outcome is that of an earlier run. */
  readonly kept?: true;
  /** Of `--fix` on standard input: what was read, which whoever pipes it through wants back though nothing was done with it. */
  readonly input?: Uint8Array | undefined;
}
