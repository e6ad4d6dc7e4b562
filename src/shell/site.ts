import type { MappedText } from '../mapped-text.ts';
import type { Connector, Subshell } from './model.ts';
import type { Assignment, Command } from './syntax.ts';

/** The and-or lists around a command, innermost first. */
export interface Chain {
  readonly outer: Chain | undefined;
}

/** A simple command as found in a script. */
export interface Site {
  readonly node: Command;
  /** The text that the node's offsets count in. */
  readonly ground: MappedText;
  readonly order: number;
  readonly connector: Connector;
  readonly conditional: boolean;
  readonly negated: boolean;
  readonly pipeline: readonly Site[];
  /** `time` in front of its pipeline. */
  readonly timed: { readonly start: number; readonly end: number } | undefined;
  readonly chain: Chain | undefined;
  readonly subshell: Subshell | undefined;
}

/** A variable that the script sets. */
export interface AssignmentSite {
  readonly name: string;
  readonly node: Assignment | undefined;
  readonly ground: MappedText;
  readonly order: number;
  /** It is set for every command behind it; for `chain`, only for those of the same and-or list. */
  readonly reach: 'all' | 'chain' | 'unknown';
  readonly chain: Chain | undefined;
}

export interface Walk {
  readonly sites: readonly Site[];
  readonly assignments: readonly AssignmentSite[];
}
