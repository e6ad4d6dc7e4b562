import type { Edit } from '../diagnostic.ts';
import { grammarOf } from '../programs/grammar.ts';
import { isSynonym } from '../programs/model.ts';
import type { ProgramGrammar } from '../programs/model.ts';
import type { Place } from '../source.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import { readArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import { baseName } from './dialect.ts';
import type { Command, Connector, Option, Redirection, Script, Subshell } from './model.ts';
import { peelWrappers } from './wrappers.ts';
import type { Peeled } from './wrappers.ts';
import { wordFrom } from './word-part.ts';

type Named = Command['assignments'][number];

/** What is known of a command before its words are expanded. */
export interface CommandParts {
  readonly place: Place;
  readonly instruction: Command['instruction'];
  readonly script: Script;
  readonly connector: Connector;
  readonly conditional: boolean;
  readonly negated: boolean;
  readonly subshell?: Subshell | undefined;
  /** The script stands in a JSON string. */
  readonly json: boolean;
  /** All words, wrappers included; asked for once. */
  readonly expand: () => readonly Word[];
  readonly assignments: () => readonly Named[];
  readonly redirections: () => readonly Redirection[];
  readonly pipeline: () => readonly Command[];
}

const NO_GRAMMAR: ProgramGrammar = {};

/** A command whose words are expanded, peeled and read when they are first asked for. */
export class ScriptCommand implements Command {
  readonly place: Place;
  readonly instruction: Command['instruction'];
  readonly script: Script;
  readonly connector: Connector;
  readonly conditional: boolean;
  readonly negated: boolean;
  readonly subshell: Subshell | undefined;
  readonly #parts: CommandParts;
  #peeled: Peeled | undefined;
  #arguments: Arguments | undefined;
  #pipeline: readonly Command[] | undefined;
  #redirections: readonly Redirection[] | undefined;
  #assignments: readonly Named[] | undefined;
  #program: Word | undefined;
  #name: string | undefined;
  #knownGrammar: ProgramGrammar | undefined;

  constructor(parts: CommandParts) {
    this.place = parts.place;
    this.instruction = parts.instruction;
    this.script = parts.script;
    this.connector = parts.connector;
    this.conditional = parts.conditional;
    this.negated = parts.negated;
    this.subshell = parts.subshell;
    this.#parts = parts;
  }

  get #words(): Peeled {
    return (this.#peeled ??= peelWrappers(this.#parts.expand()));
  }

  get words(): readonly Word[] {
    return this.#words.words;
  }

  get wrappers(): readonly Word[] {
    return this.#words.wrappers;
  }

  get program(): Word {
    return (this.#program ??= this.words[0] ?? { place: this.place, raw: '', text: [], value: '', quoted: false });
  }

  get name(): string {
    return (this.#name ??= programName(this.program));
  }

  get assignments(): readonly Named[] {
    return (this.#assignments ??= [...this.#parts.assignments(), ...this.#words.assignments.map(namedValue)]);
  }

  get redirections(): readonly Redirection[] {
    return (this.#redirections ??= this.#parts.redirections());
  }

  get pipeline(): readonly Command[] {
    return (this.#pipeline ??= this.#parts.pipeline());
  }

  get #grammar(): ProgramGrammar {
    return (this.#knownGrammar ??= grammarOf(this.name) ?? NO_GRAMMAR);
  }

  get #read(): Arguments {
    return (this.#arguments ??= readArguments(this.words.slice(1), this.#grammar));
  }

  subcommand(...names: readonly string[]): Word | undefined {
    const word = this.#read.subcommand;
    if (word === undefined || names.length === 0) return word;
    const { value } = word;
    if (value === undefined) return undefined;
    const aliases = this.#grammar.subcommandAliases;
    const target = aliases !== undefined && Object.hasOwn(aliases, value) ? aliases[value] : undefined;
    return names.includes(value) || (target !== undefined && names.includes(target)) ? word : undefined;
  }

  option(...names: readonly string[]): Option | undefined {
    const { options } = this.#read;
    for (const option of options) for (const name of names) if (this.#isSame(option.name, name)) return option;
    return undefined;
  }

  #isSame(given: string, asked: string): boolean {
    if (given === asked) return true;
    const grammar = this.#grammar;
    if (grammar.style === 'words' && asked.startsWith('--') && given === asked.slice(1)) return true;
    return isSynonym(grammar, given, asked);
  }

  options(): readonly Option[] {
    return this.#read.options;
  }

  operands(): readonly Word[] {
    const { operands, subcommand } = this.#read;
    return this.#grammar.subcommands === true && subcommand !== undefined ? operands.slice(1) : operands;
  }

  insertAfter(word: Word, argument: string): Edit {
    const { source, span } = word.place;
    const place = source.place(span.end, span.end);
    const quoted = JSON.stringify(argument);
    if (this.script.exec) return { place, text: `, ${quoted}` };
    return { place, text: ` ${this.#parts.json ? quoted.slice(1, -1) : argument}` };
  }
}

function programName(program: Word): string {
  const name = baseName(pattern(program.text));
  return name.includes('\u0000') ? '' : name;
}

function namedValue(word: Word): Named {
  const read = pattern(word.text);
  const equals = read.indexOf('=');
  return { name: read.slice(0, equals), value: wordFrom(word, equals + 1, read) };
}
