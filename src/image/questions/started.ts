import type { CmdInstruction, CommandLine, EntrypointInstruction } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Command } from '../../shell/model.ts';
import type { Word } from '../../word.ts';
import { startsCommand } from '../../knowledge/base-entrypoints.ts';
import { containerPath, isBelow } from '../../container-path.ts';
import { brokenJson } from './broken-json.ts';
import { isBuiltin } from './command-lines.ts';

/** A program that a container of the shipped image starts, as the Dockerfile says. */
export interface Started {
  readonly instruction: EntrypointInstruction | CmdInstruction;
  /** The word that names it. */
  readonly program: Word;
}

/** Programs that start what follows them. */
const inits: ReadonlySet<string> = new Set(['tini', 'dumb-init', 'catatonit', 's6-svscan']);

/**
 * The programs that ENTRYPOINT and CMD start: those of CMD only where nothing but an init, or an entrypoint of the base image that hands over,
 * stands before it. Builtins of the shell and commands that may not run are left out, as is what base images start.
 */
export function startedPrograms(build: Build): readonly Started[] {
  const { shipped } = build.image;
  if (shipped === undefined) return [];
  const started: Started[] = [];
  if (shipped.entrypoint.is === 'unknown') return [];
  if (shipped.entrypoint.is === 'present') {
    const entrypoint = instructionOf(build, shipped.entrypoint.value);
    if (entrypoint === undefined && !handsOver(build)) return [];
    if (entrypoint !== undefined) {
      started.push(...programsOf(entrypoint));
      // Behind `tini -- server` CMD is what the server is told.
      if (!isInit(shipped.entrypoint.value) || entrypoint.commands.some(({ program }) => !inits.has(baseName(program)))) return started;
    }
  }
  const cmd = shipped.cmd.is === 'present' ? instructionOf(build, shipped.cmd.value) : undefined;
  return cmd === undefined ? started : [...started, ...programsOf(cmd)];
}

/** The commands that ENTRYPOINT of the Dockerfile has, and those that CMD has: what a shell does itself, and the shell that is handed them, left out. */
export function startedCommands(build: Build): readonly (readonly Command[])[] {
  const { shipped } = build.image;
  const instructions = (shipped === undefined ? [] : [shipped.entrypoint, shipped.cmd]).flatMap((fact) => (fact.is === 'present' ? instructionOf(build, fact.value) ?? [] : []));
  return instructions.map(({ commands }) => commands.filter((command) => !isBuiltin(command) && !(shells.has(command.name) && command.option('-c') !== undefined)));
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash']);

/** A word that ENTRYPOINT or CMD hands to a program. */
export interface StartedArgument {
  readonly word: Word;
  readonly before: Word | undefined;
  /** Empty where CMD tells arguments of an ENTRYPOINT. */
  readonly program: string;
  /** The first one that is no option, of a program that starts where the image says: no `cd` stands before it. */
  readonly isScript: boolean;
}

/** Words that ENTRYPOINT and CMD hand to the programs they start: of exec form, and of shell form's plain commands. */
export function startedArguments(build: Build): readonly StartedArgument[] {
  const { shipped } = build.image;
  const found: StartedArgument[] = [];
  for (const fact of shipped === undefined ? [] : [shipped.entrypoint, shipped.cmd]) {
    const instruction = fact.is === 'present' ? instructionOf(build, fact.value) : undefined;
    if (instruction === undefined) continue;
    const asArguments = instruction.keyword === 'CMD' && shipped?.entrypoint.is !== 'absent' && !handsOver(build);
    // CMD beside a shell form ENTRYPOINT is thrown away.
    if (asArguments && shipped?.entrypoint.is === 'present' && shipped.entrypoint.value.form === 'shell') continue;
    for (const command of instruction.commands) {
      if (command.conditional) continue;
      const words = asArguments && command.script.exec ? [undefined, ...command.words] : command.words;
      const script = asArguments || command.script.commands.some(({ name }) => name === 'cd' || name === 'pushd') ? -1 : scriptIn(command);
      words.forEach((word, index) => {
        if (index > 0 && word !== undefined) found.push({ word, before: words[index - 1], program: asArguments ? '' : command.name, isScript: index === script });
      });
    }
  }
  return found;
}

/** Where the first word stands that is no option; -1 behind one that may have a value. */
function scriptIn({ name, words }: Command): number {
  const flags = /^(?:python|python3)$/.test(name) ? /^-[bBdEiIOqsSuvx]+$/ : name === 'java' ? /^-jar$/ : undefined;
  const index = words.findIndex(({ value }, at) => at > 0 && (value === undefined || flags?.test(value) !== true));
  return words[index]?.value?.startsWith('-') === true ? -1 : index;
}

/** A VOLUME of the shipped image that holds the path: what is there comes from outside. */
export function volumeOver(build: Build, path: string): string | undefined {
  for (const { value } of build.image.shipped?.volumes ?? []) {
    if (value !== undefined && isBelow(path, containerPath(value))) return containerPath(value);
  }
  return undefined;
}

/** A broken JSON array is no command line that anybody meant: `json-form-broken` tells of it. */
function instructionOf(build: Build, line: CommandLine): EntrypointInstruction | CmdInstruction | undefined {
  if (line.form === 'shell' && brokenJson(line.script.text) !== undefined) return undefined;
  return build.dockerfile.all('ENTRYPOINT', 'CMD').find((instruction) => instruction.command === line);
}

/** The entrypoint is the base image's, and starts the program that CMD names. */
function handsOver({ image, target }: Build): boolean {
  const { shipped } = image;
  const base = target === undefined ? undefined : image.base(target);
  if (shipped?.entrypoint.is !== 'present' || !('base' in shipped.entrypoint.from) || base === undefined || shipped.cmd.is !== 'present') return false;
  const cmd = shipped.cmd.value;
  // Shell form starts a shell.
  return cmd.form === 'shell' || startsCommand(base, cmd.words[0]?.value ?? '-');
}

/** A wrapper that is a program of its own, which images mostly have to install. */
function isStarter({ value }: Word): boolean {
  return /(?:^|\/)(?:tini|dumb-init|catatonit|gosu|su-exec)$/.test(value ?? '');
}

function isInit(line: CommandLine): boolean {
  const [first] = line.form === 'exec' ? line.words : [];
  return first !== undefined && inits.has(baseName(first));
}

function baseName({ value }: Word): string {
  return value?.replace(/^.*\//, '') ?? '';
}

function programsOf(instruction: EntrypointInstruction | CmdInstruction): readonly Started[] {
  const started: Started[] = [];
  const names = new Set<string>();
  for (const command of instruction.commands) {
    if (command.conditional) continue;
    for (const program of [...command.wrappers.filter(isStarter), ...(isBuiltin(command) ? [] : [command.program])]) {
      const { value } = program;
      if (value === undefined || value === '' || names.has(value)) continue;
      names.add(value);
      started.push({ instruction, program });
    }
  }
  return started;
}
