import type { CmdInstruction, CommandLine, EntrypointInstruction, HealthcheckInstruction, RunInstruction } from '../dockerfile/model.ts';
import { MappedText } from '../mapped-text.ts';
import type { Scope, Word } from '../word.ts';
import { ScriptCommand } from './command.ts';
import { defaultDialect } from './default-dialect.ts';
import { dialectOfShebang, dialectOfShell, isReadable } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { jsonStringText, writtenText } from './joined-text.ts';
import type { Command, Script } from './model.ts';
import { scriptArgument } from './nested.ts';
import { runScript } from './run-heredoc.ts';
import { readScript } from './read-script.ts';
import type { Reading } from './read-script.ts';

export type { Reading } from './read-script.ts';

/** Every simple command of a RUN: shell form, exec form and heredoc bodies that a shell reads. `shell` is the SHELL in force, undefined the default. Never throws. */
export function commandsOfRun(run: RunInstruction, shell: readonly string[] | undefined): readonly Command[] {
  return readRun(run, shell).commands;
}

/** Every simple command of CMD, ENTRYPOINT or the test of HEALTHCHECK. Never throws. */
export function commandsOfLine(
  line: CommandLine, instruction: CmdInstruction | EntrypointInstruction | HealthcheckInstruction, shell: readonly string[] | undefined,
): readonly Command[] {
  return readLine(line, instruction, shell).commands;
}

/** As `commandsOfRun`, with the scripts. Reads anew at every call. */
export function readRun(run: RunInstruction, shell: readonly string[] | undefined): Reading {
  if (run.command.form === 'exec' || run.heredocs.length === 0) return readLine(run.command, run, shell);
  const { text, heredoc } = runScript(run.command.script, run.heredocs);
  const dialect = (heredoc ? dialectOfShebang(text.text) : undefined) ?? dialectFor(run, shell);
  return readScript({ text, dialect, heredoc, instruction: run, outer: run.scope, conditional: false, json: false, depth: 0 });
}

/** As `commandsOfLine`, with the scripts. Reads anew at every call. */
function readLine(line: CommandLine, instruction: Command['instruction'], shell: readonly string[] | undefined): Reading {
  if (line.form === 'exec') return readExec(line.words, line, instruction);
  return readScript({
    text: line.script, dialect: dialectFor(instruction, shell), heredoc: false, instruction, outer: instruction.scope, conditional: false, json: false, depth: 0,
  });
}

function dialectFor(instruction: Command['instruction'], shell: readonly string[] | undefined): Dialect {
  return shell === undefined ? defaultDialect(instruction.stage) : dialectOfShell(shell);
}

function readExec(words: readonly Word[], line: CommandLine, instruction: Command['instruction']): Reading {
  const commands: Command[] = [];
  const text = MappedText.of(line.place.source, line.place.span);
  const script: Script = { place: line.place, commands, dialect: 'other', broken: undefined, heredoc: false, exec: true, text, functionNames: new Set(), flow: () => undefined };
  const first = words[0];
  const last = words[words.length - 1];
  if (first === undefined || last === undefined) return { commands, scripts: [script] };
  const command: Command = new ScriptCommand({
    place: line.place.source.place(first.place.span.start, last.place.span.end),
    instruction, script, connector: 'end', conditional: false, negated: false, json: true,
    expand: () => words, assignments: () => [], redirections: () => [], pipeline: () => [command],
  });
  commands.push(command);
  const nested = scriptArgument(command.name, command.words);
  if (nested === undefined || !isReadable(nested.dialect)) return { commands, scripts: [script] };
  const inner = readJsonScript(nested.word, nested.dialect, instruction, instruction.scope);
  return inner === undefined ? { commands, scripts: [script] } : { commands: [command, ...inner.commands], scripts: [script, ...inner.scripts] };
}

function readJsonScript(word: Word, dialect: Dialect, instruction: Command['instruction'], outer: Scope): Reading | undefined {
  const written = writtenText(word, instruction.rest);
  const text = written === undefined ? undefined : jsonStringText(written);
  return text === undefined ? undefined : readScript({ text, dialect, heredoc: false, instruction, outer, conditional: false, json: true, depth: 1 });
}
