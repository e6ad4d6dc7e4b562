import type { CommandLine, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import type { Fact, Image, Origin, StageState } from '../image/model.ts';
import type { Build } from '../rule.ts';
import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';
import { pattern } from '../word.ts';
import type { Text, Word } from '../word.ts';

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
  /** The image that FROM names once its variables are filled in; undefined for a stage, and where only the build knows. */
  readonly image: string | undefined;
  readonly parent: number | undefined;
  /** The Dockerfile that the stage of FROM stands in, when it is another one. */
  readonly parentFile: string | undefined;
  /** Stages that COPY --from and mounts take from. */
  readonly takesFrom: readonly number[];
  /** Images and contexts beside the stages of this file that COPY --from and mounts take from, as they are written. */
  readonly takesImages: readonly string[];
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
    image: stage.parent === undefined ? stage.from.image?.value : undefined,
    parent: isOwn(build, stage.parent) ? stage.parent?.index : undefined,
    parentFile: stage.parent === undefined || isOwn(build, stage.parent) ? undefined : stage.parent.from.place.source.path,
    ...taken(build, stage),
    shipped: image.isShipped(stage),
    built: image.isBuilt(stage),
    target: stage === target,
    facts: stateFacts(image, image.final(stage), stage),
  }));
}

/** Whether a stage stands in this Dockerfile, not in another one that the build takes stages of. */
function isOwn({ dockerfile }: Build, stage: Stage | undefined): boolean {
  return stage?.from.place.source === dockerfile.source;
}

/** The facts of a state, in the order people ask for them. */
export function stateFacts(image: Image, state: StageState, stage: Stage): readonly ShownFact[] {
  const own = image.dockerfile.source;
  const facts: readonly ShownFact[] = [
    showUser(state),
    show('workdir', state.workdir, (path) => path),
    show('shell', state.shell, (words) => words.join(' ')),
    show('entrypoint', state.entrypoint, commandText),
    show('cmd', state.cmd, commandText),
    show('healthcheck', state.healthcheck, (check) => ('keyword' in check ? check.rest.text : check.fact)),
    show('stop signal', state.stopSignal, (signal) => signal),
    ...environment(state, stage),
    ...state.labels().map((label): ShownFact => ({ name: `label ${label.key}`, ...shownText(label.value), ...origin(label.from) })),
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

function taken(build: Build, stage: Stage): Pick<StageSummary, 'takesFrom' | 'takesImages'> {
  const stages = new Set<number>();
  const images = new Set<string>();
  for (const instruction of stage.instructions) {
    const words: (Word | undefined)[] = [];
    if (instruction.keyword === 'COPY') words.push(instruction.from);
    if (instruction.keyword === 'RUN') for (const mount of instruction.mounts) words.push(mount.options.get('from'));
    for (const word of words) {
      if (word === undefined) continue;
      const source = word.value === undefined ? undefined : build.dockerfile.stage(word.value, stage);
      if (source !== undefined && isOwn(build, source)) stages.add(source.index);
      else images.add(word.value ?? word.raw);
    }
  }
  return { takesFrom: [...stages].sort((a, b) => a - b), takesImages: [...images] };
}

function showUser({ user }: StageState): ShownFact {
  if (user.is !== 'present') return { name: 'user', is: user.is, value: user.why };
  return { name: 'user', ...shownText(user.value.text), ...origin(user.from) };
}

/** A text with `?` for what only the build knows; of one that is nothing else, why. */
function shownText(text: Text): Pick<ShownFact, 'is' | 'value'> {
  const why = text.find((piece) => 'unknown' in piece);
  if (why === undefined || !('unknown' in why)) return { is: 'present', value: pattern(text, '?') };
  const known = text.some((piece) => 'text' in piece && piece.text !== '');
  return known ? { is: 'present', value: `${pattern(text, '?')} (? only the build knows)` } : { is: 'unknown', value: why.unknown };
}

/** The variables that ENV sets in the stage, in those it is built FROM and in their triggers, as they are at a state. */
function environment(state: StageState, stage: Stage): readonly ShownFact[] {
  const names = new Set<string>();
  for (const { instructions } of chainOf(stage).toReversed()) {
    for (const instruction of instructions) {
      const own = instruction.keyword === 'ONBUILD' ? instruction.trigger : instruction;
      if (own?.keyword === 'ENV') for (const { key } of own.pairs) if (key.value !== undefined) names.add(key.value);
    }
  }
  return [...names].flatMap((name): readonly ShownFact[] => {
    const value = state.env.lookup(name);
    if (value.is === 'unset' || (value.is === 'unknown' && value.cause === 'base-image')) return [];
    const where = value.from === undefined ? {} : origin({ at: value.from });
    return [{ name: `env ${name}`, ...(value.is === 'set' ? shownText(value.text) : { is: 'unknown' as const, value: value.why }), ...where }];
  });
}
