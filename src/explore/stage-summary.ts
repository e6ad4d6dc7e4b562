import type { CommandLine, Stage } from '../dockerfile/model.ts';
import type { Fact, Image, Origin, StageState } from '../image/model.ts';
import type { Build } from '../rule.ts';
import type { Place } from '../source.ts';
import { pattern } from '../word.ts';

/** One fact of a stage, ready to be shown: its value or why there is none, and the one-based line it came from. */
export interface ShownFact {
  readonly name: string;
  readonly is: 'present' | 'absent' | 'unknown';
  /** The value when present, else the reason. */
  readonly value: string;
  readonly line?: number;
  /** The file of the line, when it is another one than the Dockerfile that was asked about. */
  readonly file?: string;
  /** Set when the fact comes from the knowledge of a base image. */
  readonly base?: string;
}

export interface StageSummary {
  readonly index: number;
  readonly name: string | undefined;
  readonly line: number;
  /** What FROM names: a stage's name or an image. */
  readonly from: string;
  readonly parent: number | undefined;
  /** The Dockerfile that the stage of FROM stands in, when it is another one. */
  readonly parentFile: string | undefined;
  /** Stages that COPY --from and mounts take from. */
  readonly takesFrom: readonly number[];
  readonly shipped: boolean;
  readonly built: boolean;
  readonly target: boolean;
  readonly facts: readonly ShownFact[];
}

/** Every stage of the build with its links and its effective state at the end. */
export function summarizeStages(build: Build): readonly StageSummary[] {
  const { dockerfile, image, target } = build;
  return dockerfile.stages.map((stage) => ({
    index: stage.index,
    name: stage.name?.value,
    line: lineOf(stage.from.place),
    from: stage.from.image?.raw ?? '',
    parent: isOwn(build, stage.parent) ? stage.parent?.index : undefined,
    parentFile: stage.parent === undefined || isOwn(build, stage.parent) ? undefined : stage.parent.from.place.source.path,
    takesFrom: takenStages(build, stage),
    shipped: image.isShipped(stage),
    built: image.isBuilt(stage),
    target: stage === target,
    facts: stateFacts(image, image.final(stage)),
  }));
}

/** Whether a stage stands in this Dockerfile, not in another one that the build takes stages of. */
function isOwn({ dockerfile }: Build, stage: Stage | undefined): boolean {
  return stage?.from.place.source === dockerfile.source;
}

/** The facts of a state, in the order people ask for them. */
export function stateFacts(image: Image, state: StageState): readonly ShownFact[] {
  const own = image.dockerfile.source;
  const facts: readonly ShownFact[] = [
    show('user', state.user, (user) => pattern(user.text, '?')),
    show('workdir', state.workdir, (path) => path),
    show('shell', state.shell, (words) => words.join(' ')),
    show('entrypoint', state.entrypoint, commandText),
    show('cmd', state.cmd, commandText),
    show('healthcheck', state.healthcheck, (check) => ('keyword' in check ? check.rest.text : check.fact)),
    show('stop signal', state.stopSignal, (signal) => signal),
    ...state.labels().map((label): ShownFact => ({ name: `label ${label.key}`, is: 'present', value: pattern(label.value, '?'), ...origin(label.from) })),
    ...state.ports.map((word): ShownFact => ({ name: 'port', is: 'present', value: word.value ?? word.raw, line: lineOf(word.place), ...fileOf(word.place) })),
    ...state.volumes.map((word): ShownFact => ({ name: 'volume', is: 'present', value: word.value ?? word.raw, line: lineOf(word.place), ...fileOf(word.place) })),
  ];
  return facts.map(({ file, ...fact }) => (file === undefined || file === own.path ? fact : { ...fact, file }));
}

/** A command line as one text: exec form as a JSON array, shell form as written. */
export function commandText(command: CommandLine): string {
  return command.form === 'exec' ? JSON.stringify(command.words.map((word) => word.value ?? word.raw)) : command.script.text.trim();
}

function show<T>(name: string, fact: Fact<T>, text: (value: T) => string): ShownFact {
  if (fact.is !== 'present') return { name, is: fact.is, value: fact.why };
  return { name, is: 'present', value: text(fact.value), ...origin(fact.from) };
}

function origin(from: Origin): Pick<ShownFact, 'line' | 'file' | 'base'> {
  const where = { line: lineOf(from.at.place), ...fileOf(from.at.place) };
  return 'base' in from ? { ...where, base: from.base.image } : where;
}

function fileOf({ source }: Place): { readonly file: string } {
  return { file: source.path };
}

function takenStages(build: Build, stage: Stage): readonly number[] {
  const taken = new Set<number>();
  for (const instruction of stage.instructions) {
    const names: (string | undefined)[] = [];
    if (instruction.keyword === 'COPY') names.push(instruction.from?.value);
    if (instruction.keyword === 'RUN') for (const mount of instruction.mounts) names.push(mount.options.get('from')?.value);
    for (const name of names) {
      const source = name === undefined ? undefined : build.dockerfile.stage(name, stage);
      if (source !== undefined && isOwn(build, source)) taken.add(source.index);
    }
  }
  return [...taken].sort((a, b) => a - b);
}

function lineOf(place: Place): number {
  return place.source.position(place.span.start).line;
}
