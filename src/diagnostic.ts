import type { Place } from './source.ts';

export type Severity = 'error' | 'warning' | 'info';
/** What a rule or fault is set to. */
export type Level = Severity | 'off';

export type Tool = 'hadolint' | 'buildkit' | 'trivy' | 'checkov' | 'kics' | 'semgrep' | 'dockle' | 'shellcheck' | 'tally' | 'droast';

/** A peer's id of a fault. `level` is the peer's own default, for presets that keep it. */
export interface Alias {
  readonly tool: Tool;
  readonly id: string;
  readonly level?: Level | 'style';
}

/** Replaces the place's text; an empty place inserts. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/**
 * Data, never a function. safe: a build that worked still works and its containers behave the same (metadata and caches may
 * differ, and the title says so). Atomic. The first fix of a finding is the one `--fix` takes; editors offer them all.
 */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Diagnostic {
  readonly rule: string;
  readonly fault: string;
  readonly severity: Severity;
  /** Of hadolint's level `style`: an info that no threshold but `style` counts. */
  readonly style?: true;
  readonly place: Place;
  readonly message: string;
  readonly help?: string;
  readonly aliases: readonly Alias[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** The build it was found in, when a file is judged as several and not all share it. */
  readonly build?: string;
}

/** What tells which finding it is: ignore comments are held against it, whether it is reported or not. */
export type FindingIdentity = Pick<Diagnostic, 'rule' | 'fault' | 'place' | 'aliases'>;
