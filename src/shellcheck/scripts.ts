import type { CommandLine, Heredoc, Instruction, RunInstruction } from '../dockerfile/model.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Dialect } from '../shell/dialect.ts';
import { dialectOfProgram, dialectOfShebang, dialectOfShell } from '../shell/dialect.ts';
import type { Build } from '../rule.ts';
import { defaultDialect } from '../shell/default-dialect.ts';
import { proxyArgs } from '../knowledge/platform-args.ts';
import { knownValue } from '../word.ts';
import type { ScriptToCheck } from './model.ts';

/** ShellCheck's names of the dialects it reads; the others are left alone. */
const readable: Readonly<Partial<Record<Dialect, ScriptToCheck['dialect']>>> = { sh: 'sh', bash: 'bash', dash: 'dash', ash: 'busybox', ksh: 'ksh' };

/** Every script of the build that ShellCheck can read: shell-form RUN, heredoc bodies by their interpreter, CMD, ENTRYPOINT and HEALTHCHECK in shell form. */
export function scriptsToCheck(build: Build): readonly ScriptToCheck[] {
  const scripts: ScriptToCheck[] = [];
  const add = (script: MappedText, dialect: Dialect, instruction: Instruction): void => {
    const known = readable[dialect];
    if (known !== undefined && script.text.trim() !== '') scripts.push({ script, dialect: known, variables: variablesOf(build, instruction) });
  };
  for (const instruction of build.dockerfile.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
    const shell = build.dockerfile.shell(instruction);
    const dialect = shell === undefined ? defaultDialect(instruction.stage) : dialectOfShell(shell);
    if (instruction.keyword === 'RUN' && instruction.heredocs.length > 0) {
      for (const { script, dialect: own } of heredocScripts(instruction, dialect)) add(script, own, instruction);
    } else if (instruction.command?.form === 'shell') add(withoutTrailingSpace(instruction.command), dialect, instruction);
  }
  return scripts;
}

/** `RUN <<EOF` is a script for the shell, `RUN <<EOF bash` one for bash; a body that feeds another program is no script. */
function heredocScripts(run: RunInstruction, dialect: Dialect): readonly { script: MappedText; dialect: Dialect }[] {
  if (run.command.form !== 'shell') return [];
  const rest = withoutOpeners(run.command.script.text, run.heredocs).trim();
  const body = run.heredocs[0]?.body;
  if (body === undefined) return [];
  if (rest === '') return [{ script: body, dialect: dialectOfShebang(body.text) ?? dialect }];
  const interpreter = /^\S+$/.test(rest) ? dialectOfProgram(rest) : undefined;
  return interpreter === undefined ? [] : [{ script: body, dialect: interpreter }];
}

function withoutOpeners(text: string, heredocs: readonly Heredoc[]): string {
  return heredocs.reduce((rest) => rest.replace(/\d*<<-?\s*(?:"[^"]*"|'[^']*'|\S+)/, ' '), text);
}

function withoutTrailingSpace(command: Extract<CommandLine, { form: 'shell' }>): MappedText {
  return command.script.slice(0, command.script.text.trimEnd().length);
}

/** Declared names and those that every build has: what a base image sets is not known, and ShellCheck is told nothing of it. */
function variablesOf(build: Build, instruction: Instruction): ReadonlyMap<string, string | undefined> {
  const variables = new Map<string, string | undefined>(proxyArgs.map((name) => [name, undefined]));
  const own = instruction.onbuild ?? instruction;
  for (const declaration of build.dockerfile.all('ARG', 'ENV')) {
    if (declaration.index >= own.index) break;
    for (const { key } of declaration.pairs) {
      const name = key.value;
      if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) continue;
      const value = own.scope.lookup(name);
      if (value.is === 'set') variables.set(name, declaration.keyword === 'ENV' ? knownValue(value.text) : undefined);
      else if (own.stage === undefined || (value.is === 'unknown' && value.cause !== 'base-image')) variables.set(name, undefined);
    }
  }
  return variables;
}
