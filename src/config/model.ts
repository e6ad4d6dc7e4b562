import type { Level } from '../diagnostic.ts';
import type { BaseImageEntry } from '../knowledge/model.ts';
import type { Position } from '../source.ts';

/** `on`: each fault at its own severity, and those that are off by default at `warning`. `style`: an info that only the threshold `style` counts. */
export type RuleLevel = Level | 'on' | 'style';

/** Options by name, as written; those not named keep their defaults. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** Level and options of one name: a rule, `rule/fault`, or a peer's id. */
export interface RuleSetting {
  readonly level?: RuleLevel;
  readonly options?: RuleOptions;
  /** Lists and maps among the options add to what was set before. */
  readonly joins?: boolean;
}

export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** Settings for files whose path, seen from the config's folder, matches one of the globs. */
export interface Override {
  readonly files: readonly string[];
  readonly rules: RuleSettings;
}

export const presets = ['recommended', 'strict', 'hadolint', 'buildkit', 'security', 'all'] as const;
export type Preset = (typeof presets)[number];

export type FailOn = 'error' | 'warning' | 'info' | 'style' | 'never';
export type ShellCheckMode = 'off' | 'auto' | 'required';

/** One config file, read and checked; what it extends is not merged in. */
export interface ConfigFile {
  /** As shown to people. */
  readonly path: string;
  /** The absolute folder that its globs and relative paths start from. */
  readonly folder: string;
  readonly presets: readonly Preset[];
  /** Relative files, as written, with the place in this file. */
  readonly extendedFiles: readonly { readonly path: string; readonly position: Position }[];
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
  readonly edition?: string;
  readonly policies: readonly string[];
  readonly exclude: readonly string[];
  readonly baseImages: readonly BaseImageEntry[];
  readonly shellcheck?: ShellCheckMode;
  readonly shellcheckPath?: string;
  readonly noInlineIgnores?: boolean | readonly string[];
  readonly failOn?: FailOn;
  readonly context?: string;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Rule settings with the folder that the overrides' globs start from. */
export interface Layer {
  readonly path: string;
  readonly folder: string;
  readonly rules: RuleSettings;
  readonly overrides: readonly Override[];
}

/** A path or name from a config, with the folder it is seen from. */
export interface Anchored {
  readonly value: string;
  readonly folder: string;
  /** The config that says so. */
  readonly from: string;
}

/** What holds for the files below one config: it and all that it extends, merged. */
export interface Config {
  /** The config files, the nearest last; empty when nothing was found. */
  readonly files: readonly string[];
  /** What faults begin with; the union when several are named. */
  readonly presets: readonly Preset[];
  /** Later layers win. */
  readonly layers: readonly Layer[];
  readonly edition: string | undefined;
  readonly policies: readonly Anchored[];
  readonly exclude: readonly Anchored[];
  readonly baseImages: readonly BaseImageEntry[];
  readonly shellcheck: ShellCheckMode;
  readonly noInlineIgnores: boolean | readonly string[];
  readonly failOn: FailOn | undefined;
  readonly context: Anchored | undefined;
  /** The ShellCheck to run, seen from the folder of its config; it counts with `--trust-config` only. */
  readonly shellcheckPath?: Anchored | undefined;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** What `format` of a hadolint config is called here; our config has no such key. */
  readonly format?: string;
  /** `no-color` of a hadolint config. */
  readonly noColor?: boolean;
  /** What the run says of this config on its summary line. */
  readonly notes: readonly string[];
}
