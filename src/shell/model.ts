import type { Edit } from '../diagnostic.ts';
import type { Located } from '../source.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Word } from '../word.ts';
import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction, RunInstruction } from '../dockerfile/model.ts';

/** How a script continues after a command. */
export type Connector = '&&' | '||' | ';' | '|' | '&' | 'end';

/** An option as given: `-t v`, `-tv`, `--target-release=v`, `-y` inside `-qqy`. */
export interface Option extends Located {
  /** As asked for: `-y`, `--yes`. */
  readonly name: string;
  /** The word that holds the option. */
  readonly word: Word;
  /** Its value, when the program's grammar says that it takes one. */
  readonly value: Word | undefined;
}

/** What a shell runs in a copy of itself: a subshell, a part of a pipeline, a background job, a substitution. Its `cd` reaches nobody outside. */
export interface Subshell {
  readonly outer: Subshell | undefined;
}

export interface Redirection extends Located {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `>&`, `2>` is operator `>` with descriptor 2. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: Word | undefined;
}

/** One simple command without its wrappers (`sudo`, `env`, `time`, `exec`, `xargs`, `command`, `nice`, …). */
export interface Command extends Located {
  /** The program's base name (`/usr/bin/apt-get` is `apt-get`); empty when only the build knows it. */
  readonly name: string;
  readonly program: Word;
  /** Program and arguments after expansion and word splitting; a word out of `$PKGS` has the place of `$PKGS`. */
  readonly words: readonly Word[];
  /** The words of the wrappers, in order: `sudo -E` gives two. */
  readonly wrappers: readonly Word[];
  /** `NAME=value` before the command or behind `env`. */
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly redirections: readonly Redirection[];
  readonly instruction: RunInstruction | CmdInstruction | EntrypointInstruction | HealthcheckInstruction;
  /** Its pipeline in order, itself included; one command has a pipeline of one. */
  readonly pipeline: readonly Command[];
  /** The script it belongs to (an `sh -c '…'` or a heredoc body is a script of its own), all its commands in order. */
  readonly script: Script;
  /** What stands behind its pipeline; the last command of a group, subshell or branch has what stands behind that. */
  readonly connector: Connector;
  /** It may not run: it stands in `if`, `case`, a loop, a function, behind `||`, or behind a test and `&&`. */
  readonly conditional: boolean;
  /** `! cmd`. */
  readonly negated: boolean;
  /** The innermost subshell it runs in, one object for all commands of it; undefined in the script's own shell. */
  readonly subshell?: Subshell | undefined;
  /** Its first operand when it is one of the names (or when no name is asked for). */
  subcommand(...names: readonly string[]): Word | undefined;
  option(...names: readonly string[]): Option | undefined;
  /** All options as given, in order; clusters split. */
  options(): readonly Option[];
  /** Words that are neither options nor option values, the subcommand of grammars that have one left out. */
  operands(): readonly Word[];
  /** An edit that puts ` argument` behind the word, in shell form or as a JSON string. */
  insertAfter(word: Word, argument: string): Edit;
}

export interface Script extends Located {
  readonly commands: readonly Command[];
  /** `sh` for what `/bin/sh` reads; `powershell` and `cmd` have no commands; `other` for Python and the like, no commands either, and for exec form. */
  readonly dialect: 'sh' | 'bash' | 'dash' | 'ash' | 'ksh' | 'zsh' | 'powershell' | 'cmd' | 'other';
  /** The shell parser could not read it; `commands` holds what it understood. */
  readonly broken: string | undefined;
  /** A heredoc body of RUN. */
  readonly heredoc: boolean;
  /** Exec form: no shell reads it, `commands` is the one program that is started. */
  readonly exec: boolean;
  /** What the shell reads; for exec form the JSON array as written. */
  readonly text: MappedText;
  /** Names that it gives to functions of its own. */
  readonly functionNames: ReadonlySet<string>;
  /** Its commands as the shell nests them, made anew at every call; undefined when it is broken, or no shell reads it. */
  flow(): Flow | undefined;
}

/** What a shell runs, nested as it is written: over this is worked out how a script may end. */
export type Flow =
  | { readonly kind: 'command'; readonly command: Command }
  /** `name=value` alone: it ends as its last substitution does, and well without one. */
  | { readonly kind: 'assignment'; readonly substitution: Flow | undefined }
  | { readonly kind: 'pipeline'; readonly parts: readonly Flow[]; readonly negated: boolean }
  | { readonly kind: 'and-or'; readonly parts: readonly Flow[]; readonly operators: readonly ('&&' | '||')[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Flow[] }
  | { readonly kind: 'background' }
  | { readonly kind: 'subshell'; readonly body: Flow }
  /** A group, loop or branch whose output goes elsewhere: to these, as they are written. */
  | { readonly kind: 'redirected'; readonly body: Flow; readonly targets: readonly string[] }
  | { readonly kind: 'if'; readonly branches: readonly { readonly test: Flow; readonly body: Flow }[]; readonly otherwise: Flow | undefined }
  /** `leftOut`: the word is written down, and the bodies are what runs of it, in place of these commands. */
  | { readonly kind: 'case'; readonly bodies: readonly Flow[]; readonly leftOut?: readonly Command[] }
  /** `test` of while and until; undefined where the rounds are counted. */
  | { readonly kind: 'loop'; readonly test: Flow | undefined; readonly body: Flow }
  | { readonly kind: 'function'; readonly name: string; readonly body: Flow }
  /** `[[ … ]]`, `(( … ))`. */
  | { readonly kind: 'test' };
