import { containerPath, isBelow } from '../container-path.ts';
import type { RunInstruction } from '../dockerfile/model.ts';
import { pipefailOfShell, setsPipefail } from '../programs/pipefail.ts';
import { endOfScript, optionsIn } from '../programs/script-end.ts';
import type { ShellOptions } from '../programs/script-end.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';
import type { Located } from '../source.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep, CargoWork } from './model.ts';
import { isOutsideWorkspace } from './workspace.ts';
import { bringsSources, isSeldomEdited, sourcesOf, type SourceCopy } from './sources.ts';

/** An instruction that brings sources into the stage of a step before it. */
export interface EarlySources extends Located {
  /** As a person would call it: `COPY . .`. */
  readonly shown: string;
}

/** Sources that a step finds in its stage, the first that was copied last: out of the context, or whole out of a planner. */
export function sourcesAbove(build: Build, work: CargoWork, step: Pick<CargoStep, 'run'>): readonly EarlySources[] {
  const found: EarlySources[] = [];
  const own = sourcesOf(step.run).find(bringsSources);
  if (own !== undefined) found.push({ place: own.place, shown: `RUN --mount of ${own.raw}` });
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword === 'COPY' && instruction.from !== undefined) {
      const stage = instruction.from.value === undefined ? undefined : build.dockerfile.stage(instruction.from.value, instruction.stage);
      const planner = work.prepares.find((one) => one.stage !== undefined && one.stage === stage);
      const whole = planner?.workdir === undefined ? undefined : instruction.sources.find((source) => source.value !== undefined && isBelow(planner.workdir ?? '', containerPath(source.value)));
      if (whole !== undefined && planner !== undefined && plannerSources(build, planner) !== 'manifests') found.push({ place: whole.place, shown: `COPY --from=${instruction.from.raw} ${whole.raw}` });
      continue;
    }
    if (instruction.keyword === 'RUN') continue;
    const copy = sourcesOf(instruction).find((one) => bringsSources(one) || isCrate(build, one));
    if (copy !== undefined) found.push({ place: copy.place, shown: `${instruction.keyword} ${copy.raw}${instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? ` ${instruction.destination?.raw ?? ''}` : ''}` });
  }
  return found;
}

/** A folder with a manifest in it: a crate of the project. What stands in for crates of others (`vendor`, patches) is none, and what no recipe holds has to be there. */
function isCrate(build: Build, { kind, path }: SourceCopy): boolean {
  return kind === 'folder' && path !== undefined && !/(?:^|\/)(?:vendor|third[_-]?party|patch(?:es|ed)?|deps)(?:\/|$)/.test(path) && build.context.entry(`${path}/Cargo.toml`).is === 'file' && !isOutsideWorkspace(build.context, path);
}

/**
 * What a planner prepares its recipe from. `sources`: they are there, or may be. `manifests`: nothing but manifests was copied, and
 * no script could have made more. `unknown`: nothing was copied out of the context that ironlint sees.
 */
export function plannerSources(build: Build, prepare: CargoStep): 'sources' | 'manifests' | 'unknown' {
  let manifests = false;
  const kinds = (copies: ReturnType<typeof sourcesOf>): boolean => {
    if (copies.some(({ kind }) => kind === 'manifests')) manifests = true;
    return copies.some(({ kind }) => kind !== 'manifests' && kind !== 'file');
  };
  if (kinds(sourcesOf(prepare.run))) return 'sources';
  const scripted = (names: readonly string[], words: readonly string[]): boolean => names.some((name) => /^(?:touch|git|tar|unzip|cp|mv|printf|echo|tee|sh|bash|make|just|python3?|cargo)$/.test(name)) && words.some((word) => /(?:\.rs|src|clone|new|init)$|^-?x/.test(word));
  for (const instruction of chainAbove(build, prepare.run)) {
    if (instruction.keyword === 'COPY' && instruction.from !== undefined) return 'unknown';
    if (instruction.keyword === 'RUN') {
      if (instruction.heredocs.length > 0) return 'unknown';
      for (const command of instruction.commands) if (scripted([command.name], [...command.words, ...command.redirections.flatMap(({ target }) => target ?? [])].map(({ raw }) => raw))) return 'unknown';
    }
    if (kinds(sourcesOf(instruction))) return 'sources';
  }
  return manifests ? 'manifests' : 'unknown';
}

/**
 * What makes a RUN end well although a step of it failed, so that nobody sees it: `cargo build || true`, `cargo build; exit 0`, `cargo build | tee log`,
 * `if cargo build; then …; fi`, a trap.
 */
export function hiddenFailure(build: Build, { command, run }: CargoStep): Command | undefined {
  const { commands } = command.script;
  const behind = commands.slice(commands.indexOf(command) + 1);
  const reader = command.pipeline.at(-1);
  if (reader !== undefined && reader !== command && !pipesFail(build, run, commands) && !behind.some(looksAtResult)) return reader;
  if (endOfScript(command.script, optionsOf(build, run, command, 'ill'), () => undefined) !== 'never fails') return undefined;
  return commands.find(({ name }) => name === 'trap') ?? (behind[0]?.pipeline.length === 1 ? behind[0] : behind.at(-1)) ?? command;
}

/** `! cargo build`, and the RUN ends with that: it stops when the step ends well. */
export function isTurnedAround(build: Build, { command, run }: CargoStep): boolean {
  return command.negated && endOfScript(command.script, optionsOf(build, run, command, 'well'), () => undefined) === 'turned';
}

/** Those of the shell that reads the script: the one of SHELL, or one that the RUN starts. */
function optionsOf(build: Build, run: RunInstruction, command: Command, ends: 'well' | 'ill'): ShellOptions {
  const { span } = command.script.place;
  const starter = run.commands.findLast(({ script, place }) => script !== command.script && place.span.start <= span.start && span.end <= place.span.end);
  const own = starter === undefined ? { errexit: stopsAtFailure(build, run), pipefail: pipesFail(build, run, []) } : optionsIn(starter.words.map(({ value }) => value ?? ''));
  return { ...own, assumed: { command, ends } };
}

/** `cargo build | tee log && cp target/release/app .`, `test ${PIPESTATUS[0]} = 0`: that fails where nothing was compiled. */
function looksAtResult({ words }: Command): boolean {
  return words.some(({ raw }) => /\bPIPESTATUS\b|(?:^|["'/])target\//i.test(raw));
}

/** Whether a pipe fails with the first command of it: by `set -o pipefail`, or by what SHELL says; where that is not known it may. */
function pipesFail({ image }: Build, run: RunInstruction, commands: readonly Command[]): boolean {
  const { shell } = image.before(run);
  return shell.is !== 'present' || pipefailOfShell(shell.value) !== 'off' || commands.some((command) => setsPipefail(command) === true);
}

/** By what SHELL says; where that is not known it may. */
function stopsAtFailure({ image }: Build, run: RunInstruction): boolean {
  const { shell } = image.before(run);
  return shell.is !== 'present' || optionsIn(shell.value.flatMap((word) => word.split(/\s+/))).errexit;
}

/** Folders that planners take: they hold crates of the project. */
export function foldersOfPlanners(build: Build, { prepares }: CargoWork): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { run } of prepares) {
    for (const source of [...chainAbove(build, run)].flatMap(sourcesOf)) if (source.kind === 'folder' && source.path !== undefined && !isSeldomEdited(source)) folders.add(source.path);
  }
  return folders;
}
