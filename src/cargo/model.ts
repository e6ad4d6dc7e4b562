import type { CopyInstruction, RunInstruction, Stage } from '../dockerfile/model.ts';
import type { CargoInvocation } from '../programs/cargo.ts';
import type { Command } from '../shell/model.ts';
import type { Text, Word } from '../word.ts';

/** One call of cargo that matters to cargo-chef: `cargo chef prepare`, `cargo chef cook`, or one that compiles the project. */
export interface CargoStep {
  readonly does: 'prepare' | 'cook' | 'build';
  readonly invocation: CargoInvocation;
  readonly command: Command;
  readonly run: RunInstruction;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** Steps count up in the order of the file. */
  readonly order: number;
  /** The word that names it: `cook`, `build`. */
  readonly at: Word;
  /** As a person would call it: `cargo chef cook`, `cargo build`. */
  readonly title: string;
  /** The folder it runs in, `cd` of the script taken in; undefined when only the build knows. */
  readonly workdir: string | undefined;
  readonly targetDir: TargetDir;
  /** A variable of its environment: before the command, exported in the script, or of ENV and ARG. */
  variable(name: string): Variable;
}

/**
 * Where cargo puts what it compiles. `assumed`: nothing in the Dockerfile says where; it is the folder that the configuration of the project names, or
 * `target` of its own folder, though a workspace may lie further up.
 */
export interface TargetDir {
  readonly path: string | undefined;
  readonly assumed: boolean;
  /** The word that says so. */
  readonly word: Word | undefined;
}

export type Variable =
  | { readonly is: 'set'; readonly text: Text; readonly from: Word | undefined }
  | { readonly is: 'unset' }
  | { readonly is: 'unknown'; readonly why: string };

/** What `cargo chef cook` compiled, as it lies in a stage. */
export interface Cooked {
  readonly cook: CargoStep;
  /** The folder that holds it now; undefined when only the build knows. */
  readonly path: string | undefined;
  /** The COPY that brought it here; undefined when the stage is built FROM the one that cooked. */
  readonly copy: CopyInstruction | undefined;
  /** Steps and copies count by instruction: it is there behind this one. */
  readonly since: number;
}

/** All of cargo in one Dockerfile, the triggers of ONBUILD left out, at most `MOST_STEPS` steps. */
export interface CargoWork {
  readonly prepares: readonly CargoStep[];
  readonly cooks: readonly CargoStep[];
  readonly builds: readonly CargoStep[];
  /** What of the cooked artifacts a step finds: of cooks on its chain, and of other stages by COPY --from or a mount. */
  cookedFor(step: CargoStep): readonly Cooked[];
}

/** More steps than this are not looked at: every pair of them is compared. */
export const MOST_STEPS = 120;
