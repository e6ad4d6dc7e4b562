import type { Language } from '../policy/judge.ts';
import type { FailOn, Preset, ShellCheckMode } from '../config/model.ts';

/** What one run is asked to do: the command line, read. Lists may be empty; what is undefined was not given. */
export interface RunOptions {
  /** The current folder, absolute. */
  readonly folder: string;
  /** Files, folders, globs and `-`; empty: the current folder is searched. */
  readonly names: readonly string[];
  readonly stdinFilename: string;
  readonly exclude: readonly string[];
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly preset: Preset | undefined;
  readonly policies: readonly string[];
  readonly context: string | undefined;
  readonly contextFiles: string | undefined;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly against: string | undefined;
  /** `NAME=LEVEL`. */
  readonly rules: readonly string[];
  readonly ignored: readonly string[];
  readonly failOn: FailOn | undefined;
  readonly noInlineIgnores: boolean;
  readonly shellcheck: ShellCheckMode | undefined;
  readonly shellcheckPath: string | undefined;
  /** A config may name the ShellCheck to run. */
  readonly trustConfig: boolean;
  readonly language: Language;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** Only what `--fix` would change is shown, nothing is written. */
  readonly diff: boolean;
  /** The file in which `--cache` keeps results, absolute; undefined without `--cache`. */
  readonly cache: string | undefined;
  /** Called by the name `hadolint` (a symbolic link): where no config is found, what hadolint does without one holds. */
  readonly asHadolint: boolean;
  /** What people should know before anything is read. */
  readonly notes: readonly string[];
  /** The path that reports show in place of every file's own. */
  readonly filePathInReport: string | undefined;
  /** Options that hadolint has and rules answer to: `trusted-registry`, `require-label`, `strict-labels`. */
  readonly hadolint: { readonly trustedRegistries: readonly string[]; readonly requiredLabels: ReadonlyMap<string, string>; readonly strictLabels: boolean };
}
