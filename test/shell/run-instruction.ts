import type { CmdInstruction, CommandLine, FromInstruction, Heredoc, RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { MappedText } from '../../src/mapped-text.ts';
import { commandsOfLine, commandsOfRun, readRun } from '../../src/shell/commands.ts';
import type { Reading } from '../../src/shell/commands.ts';
import type { Command } from '../../src/shell/model.ts';
import { Source } from '../../src/source.ts';
import type { Scope, Value, Word } from '../../src/word.ts';

/** Variables of a test: a string is set, `null` is unknown, what is not there is unset. */
export type Variables = { readonly [name: string]: string | null };

export function scopeOf(variables: Variables = {}, source = new Source('Dockerfile', '')): Scope {
  return {
    lookup(name): Value {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (value === undefined) return { is: 'unset', why: 'nothing sets it' };
      if (value === null) return { is: 'unknown', why: 'it is an argument' };
      return { is: 'set', text: [{ text: value, from: source.place(0, 0) }], from: undefined };
    },
  };
}

function instruction(rest: MappedText, command: CommandLine, heredocs: readonly Heredoc[], scope: Scope): RunInstruction {
  const place = { source: rest.source, span: { start: 0, end: rest.source.text.length } };
  return {
    keyword: 'RUN', keywordAt: place, keywordAsWritten: 'RUN', place, stage: undefined, index: 0, flags: [], flag: () => undefined, rest, heredocs,
    onbuild: undefined, comments: [], scope, command, commands: [], mounts: [],
  };
}

export interface RunOptions {
  readonly variables?: Variables;
  readonly shell?: readonly string[];
}

/** A RUN with the script behind four characters of other text. */
export function runOf(script: string, variables: Variables = {}): RunInstruction {
  const source = new Source('Dockerfile', `RUN ${script}`);
  const rest = MappedText.of(source, { start: 4, end: source.text.length });
  return instruction(rest, { form: 'shell', script: rest, place: rest.place(0, rest.text.length) }, [], scopeOf(variables));
}

export function execOf(json: string): RunInstruction {
  const source = new Source('Dockerfile', `RUN ${json}`);
  const rest = MappedText.of(source, { start: 4, end: source.text.length });
  const words: Word[] = [...json.matchAll(/"(?:[^"\\]|\\.)*"/g)].map((match) => {
    const place = source.place(4 + match.index, 4 + match.index + match[0].length);
    const value: unknown = JSON.parse(match[0]);
    const text = typeof value === 'string' ? value : '';
    return { place, raw: match[0], text: [{ text, from: place }], value: text, quoted: true };
  });
  return instruction(rest, { form: 'exec', words, place: rest.place(0, rest.text.length) }, [], scopeOf());
}

/** `RUN opener\nbody EOF`. */
export function heredocOf(opener: string, body: string, variables: Variables = {}): RunInstruction {
  const source = new Source('Dockerfile', `RUN ${opener}\n${body}EOF\n`);
  const line = MappedText.of(source, { start: 4, end: 4 + opener.length });
  const start = 5 + opener.length;
  const heredoc: Heredoc = {
    name: 'EOF', expand: !/['"]EOF/.test(opener), stripTabs: false, fileDescriptor: 0, opener: line.place(0, opener.length),
    body: MappedText.of(source, { start, end: start + body.length }),
  };
  return instruction(line, { form: 'shell', script: line, place: line.place(0, opener.length) }, [heredoc], scopeOf(variables));
}

export function commands(script: string, options: RunOptions = {}): readonly Command[] {
  return commandsOfRun(runOf(script, options.variables), options.shell);
}

export function readingOf(script: string, options: RunOptions = {}): Reading {
  return readRun(runOf(script, options.variables), options.shell);
}

export function lineCommands(script: string): readonly Command[] {
  const run = runOf(script);
  const cmd: CmdInstruction = { ...run, keyword: 'CMD' };
  return commandsOfLine(run.command, cmd, undefined);
}

/** The first command, or an error. */
export function only(script: string, options: RunOptions = {}): Command {
  const [command] = commands(script, options);
  if (command === undefined) throw new Error(`no command in ${script}`);
  return command;
}

/** Words as text, unknown pieces as `?`. */
export function shown(words: readonly Word[]): readonly string[] {
  return words.map((word) => word.text.map((piece) => ('text' in piece ? piece.text : '?')).join(''));
}

/** A stage with this FROM and nothing else. */
export function stageOf(image: string, platform: string | undefined): Stage {
  const run = runOf('');
  const word = (value: string): Word => ({ place: run.place, raw: value, text: [{ text: value, from: run.place }], value, quoted: false });
  const from: FromInstruction = {
    ...run, keyword: 'FROM', image: word(image), platform: platform === undefined ? undefined : word(platform), as: undefined, name: undefined,
  };
  return { index: 0, name: undefined, from, parent: undefined, pulls: undefined, isScratch: false, instructions: [], place: run.place };
}
