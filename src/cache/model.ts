import type { Instruction, Stage } from '../dockerfile/model.ts';

/** cached: the layer is taken as it is. runs: it is made again. unknown: that depends on something only the build knows. */
export type Outcome = 'cached' | 'runs' | 'unknown';

/** One instruction of a stage that the build needs, and what happens to it when files of the context are edited. */
export interface Step {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly outcome: Outcome;
  /** A sentence without its full stop. */
  readonly why: string;
}

/** Content of a stage that differs after the edit. */
export interface Change {
  readonly instruction: Instruction;
  /** Absolute paths; what lies below a path counts. `anything`: nobody can tell which. */
  readonly paths: readonly string[] | 'anything';
  /** Of `anything`: folders and files that stay as they are. */
  readonly spared: readonly string[];
  /** `unknown`: it may differ, and only the build can tell. */
  readonly outcome: 'runs' | 'unknown';
  readonly why: string;
}

/** A stage after the edit. */
export interface StageCache {
  readonly steps: readonly Step[];
  /** The first step whose layer differs: everything below it is made again. */
  readonly broken: { readonly instruction: Instruction; readonly outcome: 'runs' | 'unknown' } | undefined;
  readonly changes: readonly Change[];
}
