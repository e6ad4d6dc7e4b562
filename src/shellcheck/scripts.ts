import type { CommandLine, Heredoc, Instruction, RunInstruction } from '../dockerfile/model.ts';
import { proxyArgs } from '../knowledge/platform-args.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Build } from '../rule.ts';
import { defaultDialect } from '../shell/default-dialect.ts';
import type { Dialect } from '../shell/dialect.ts';
import { dialectOfProgram, dialectOfShebang, dialectOfShell } from '../shell/dialect.ts';
import { runScript } from '../shell/run-heredoc.ts';
import type { ScriptToCheck } from './model.ts';
import { createDeclarations } from './variables.ts';

/** ShellCheck's names of the dialects it reads; the others are left alone. */
const readable: Readonly<Partial<Record<Dialect, ScriptToCheck['dialect']>>> = { sh: 'sh', bash: 'bash', dash: 'dash', ash: 'busybox', ksh: 'ksh' };

interface Found {
  readonly script: MappedText;
  readonly dialect: Dialect;
}

/** Every script of the build that ShellCheck can read: shell-form RUN, heredoc bodies by their interpreter, CMD, ENTRYPOINT and HEALTHCHECK in shell form. */
export function scriptsToCheck(build: Build): readonly ScriptToCheck[] {
  const variablesOf = createDeclarations(build.dockerfile, proxyArgs);
  return build.dockerfile.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap((instruction) => {
    const shell = build.dockerfile.shell(instruction);
    const own = shell === undefined ? defaultDialect(instruction.stage) : dialectOfShell(shell);
    const found = instruction.keyword === 'RUN' && instruction.heredocs.length > 0
      ? heredocScripts(instruction, own)
      : instruction.command?.form === 'shell' ? [{ script: withoutTrailingSpace(instruction.command), dialect: own }] : [];
    return found.flatMap(({ script, dialect }): readonly ScriptToCheck[] => {
      const known = readable[dialect === 'sh' ? shellOfImage(build, instruction) : dialect];
      return known === undefined || script.text.trim() === '' ? [] : [{ script, dialect: known, variables: variablesOf(instruction, script.text) }];
    });
  });
}

/** What `/bin/sh` is in the image below, when that is known. */
function shellOfImage({ image }: Build, { stage }: Instruction): Dialect {
  return (stage === undefined ? undefined : image.base(stage)?.shellDialect) ?? 'sh';
}

/** A heredoc alone is a script; one that a shell reads is another script inside of the command line's. */
function heredocScripts({ command, heredocs }: RunInstruction, dialect: Dialect): readonly Found[] {
  if (command.form !== 'shell') return [];
  const { text, heredoc } = runScript(command.script, heredocs);
  if (heredoc) return [{ script: text, dialect: dialectOfShebang(text.text) ?? dialect }];
  const [first] = heredocs;
  const interpreter = heredocs.length === 1 ? interpreterOf(command.script.text, heredocs) : undefined;
  if (interpreter === undefined || first === undefined) return [{ script: text, dialect }];
  // Where the outer shell expands the body, what is escaped in it is not what the inner one reads.
  const outer = first.expand ? [{ script: text, dialect }] : [];
  const inner = first.expand && /\\[$`\\]/.test(first.body.text) ? [] : [{ script: first.body, dialect: interpreter }];
  return [...outer, ...inner];
}

/** The dialect of `<<EOF bash -eux`, `/usr/bin/env bash <<EOF`: a shell that reads its standard input. */
function interpreterOf(line: string, heredocs: readonly Heredoc[]): Dialect | undefined {
  const rest = heredocs.reduce((text) => text.replace(/\d*<<-?\s*(?:"[^"]*"|'[^']*'|\S+)/, ' '), line).trim();
  const program = /^(?:\S*\/env\s+)?([^\s-]\S*)(?:\s+(?:[-+]o\s+\w+|[-+]\w*|--?\w[\w-]*))*$/.exec(rest)?.[1];
  return program === undefined ? undefined : dialectOfProgram(program);
}

function withoutTrailingSpace(command: Extract<CommandLine, { form: 'shell' }>): MappedText {
  return command.script.slice(0, command.script.text.trimEnd().length);
}
