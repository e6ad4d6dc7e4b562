import { MappedText } from '../mapped-text.ts';
import { steersBuild } from '../knowledge/platform-args.ts';
import type { Located, Place } from '../source.ts';
import type { Scope, Text, Value, Word } from '../word.ts';
import type { ArgInstruction, EnvInstruction, Instruction, KeyValue, Stage } from './model.ts';
import { expand } from './expand.ts';
import { keptText, valueOf } from './expand-pieces.ts';
import { isProxyArgument, platformArguments, proxyValue } from './scope-predefined.ts';
import { current, emptyTimeline, lastingValue, lookupBefore, record, scopeAtEnd } from './scope-timeline.ts';
import type { BaseVariable, Timeline } from './scope-timeline.ts';

export interface ScopesInput {
  readonly escape: '\\' | '`';
  /** Instructions before the first FROM, at least the ARGs, in order. */
  readonly globalArgs: readonly ArgInstruction[];
  /** ENVs before the first FROM, in order. The build refuses them; of a fragment they say what its RUNs see. */
  readonly headEnvs?: readonly EnvInstruction[];
  /** What `--build-arg` sets. */
  readonly buildArgs?: ReadonlyMap<string, string> | undefined;
  /** Where values stand that no word of the file has. */
  readonly start: Place;
  readonly baseVariable?: BaseVariable | undefined;
}

/**
 * The variables before each instruction, by BuildKit's rules: ARGs before FROM are seen by FROM lines and fill in valueless ARGs of
 * stages; in a stage the last of ARG and ENV counts; a stage FROM another one starts with that one's variables, ENV before ARG.
 * `pair` is the number of a pair of ARG, which sees those in front of it. Timelines are made once a stage, when a scope of it is first asked, from the raw words of `pairs`: words may be lazy.
 */
export function createScopes(input: ScopesInput): (instruction: Instruction, pair?: number) => Scope {
  const timelines = new Map<Stage, Timeline>();
  let globals: Timeline | undefined;
  let head: Timeline | undefined;

  const globalTimeline = (): Timeline => (globals ??= createGlobals(input, input.globalArgs));
  const headTimeline = (): Timeline => (head ??= createGlobals(input, [...input.globalArgs, ...input.headEnvs ?? []].sort((one, other) => one.index - other.index)));
  const timelineOf = (stage: Stage): Timeline => {
    // The bases first and without recursion: a chain of stages is as long as the file.
    const missing: Stage[] = [];
    for (let at: Stage | undefined = stage; at !== undefined && !timelines.has(at); at = at.parent) missing.push(at);
    for (const at of missing.toReversed()) {
      const parent = at.parent === undefined ? undefined : timelines.get(at.parent);
      timelines.set(at, createTimeline(at, parent, input, globalTimeline()));
    }
    return timelines.get(stage) ?? emptyTimeline(stage, undefined, input.baseVariable);
  };

  return (instruction, pair = 0) => {
    const { stage } = instruction;
    const index = instruction.keyword === 'ARG' ? pairIndex(instruction, pair) : instruction.index;
    if (instruction.onbuild !== undefined) return triggerScope(stage === undefined ? headTimeline : () => timelineOf(stage));
    if (stage === undefined && instruction.keyword !== 'FROM' && instruction.keyword !== 'ARG') return fragmentScope(headTimeline, index);
    const ownTimeline = instruction.keyword === 'FROM' ? globalTimeline : stage === undefined ? headTimeline : () => timelineOf(stage);
    let timeline: Timeline | undefined;
    const lookup = (name: string): Value => lookupBefore((timeline ??= ownTimeline()), index, name);
    return { lookup: instruction.keyword === 'RUN' ? withProxies(lookup) : lookup };
  };
}

/** A fragment without FROM stands on an image that is written elsewhere. */
function fragmentScope(timeline: () => Timeline, index: number): Scope {
  return {
    lookup: (name) => {
      const value = lookupBefore(timeline(), index, name);
      return value.is === 'unset' ? { is: 'unknown', why: `\`${name}\` may be set by the image that FROM names, which is not in the file`, cause: 'base-image' } : value;
    },
  };
}

/** What the build hands to every RUN, whether an ARG declares it or not. Other instructions know it only by an ARG. */
function withProxies(lookup: (name: string) => Value): (name: string) => Value {
  return (name) => {
    const value = lookup(name);
    const isOpen = value.is === 'unset' || (value.is === 'unknown' && value.cause === 'base-image');
    return isOpen && isProxyArgument(name) ? proxyValue(name) : value;
  };
}

/** Where a pair of an ARG stands among the instructions: those in front of it count for it. */
function pairIndex({ index, pairs }: ArgInstruction, pair: number): number {
  return pair === 0 ? index : index + pair / pairs.length;
}

/** A trigger runs in another build, behind its FROM: what ENV left in the image holds there, all else is not known here. */
function triggerScope(timeline: () => Timeline): Scope {
  return {
    lookup: (name) => lastingValue(timeline(), name) ?? { is: 'unknown', why: `\`${name}\` is what it is in the build that runs the trigger`, cause: 'child-build' },
  };
}

function createGlobals(input: ScopesInput, instructions: readonly (ArgInstruction | EnvInstruction)[]): Timeline {
  const timeline = emptyTimeline(undefined, undefined);
  // The build may set what the builder would (source: dockerfile2llb `defaultArgs`, read 2026-11-29).
  for (const [name, given] of input.buildArgs ?? []) if (platformArguments.has(name)) timeline.inherited.set(name, { is: 'set', text: textOf(given, input.start), from: undefined });
  for (const instruction of instructions) {
    if (instruction.keyword === 'ENV') {
      applyEnv(timeline, instruction, instruction.index, input);
      continue;
    }
    for (const [number, pair] of instruction.pairs.entries()) {
      const name = pair.key.raw;
      const index = pairIndex(instruction, number);
      const value = givenValue(input, name, pair) ?? defaultOf(timeline, instruction, pair, input);
      if (value !== undefined) record(timeline, name, { index, value });
      else if (current(timeline, name).is === 'unset') record(timeline, name, { index, value: neededValue(name, pair) });
    }
  }
  return timeline;
}

function createTimeline(stage: Stage, parent: Timeline | undefined, input: ScopesInput, globals: Timeline): Timeline {
  const timeline = emptyTimeline(stage, parent, input.baseVariable);
  // The triggers of the stage that FROM names run before everything else.
  for (const instruction of stage.parent?.instructions ?? []) {
    const trigger = instruction.keyword === 'ONBUILD' ? instruction.trigger : undefined;
    if (trigger !== undefined) apply(timeline, trigger, stage.from.index, input, globals);
  }
  for (const instruction of stage.instructions) apply(timeline, instruction, instruction.index, input, globals);
  return timeline;
}

function apply(timeline: Timeline, instruction: Instruction, index: number, input: ScopesInput, globals: Timeline): void {
  if (instruction.keyword === 'ENV') applyEnv(timeline, instruction, index, input);
  else if (instruction.keyword === 'ARG') applyArg(timeline, instruction, index, input, globals);
}

function applyEnv(timeline: Timeline, instruction: EnvInstruction, index: number, input: ScopesInput): void {
  // All pairs of one ENV see the variables as they are before it.
  const values = instruction.pairs.map((pair) => [expandedName(timeline, instruction, pair, input), expandedValue(timeline, instruction, pair, input)] as const);
  for (const [name, value] of values) {
    if (name === undefined) continue;
    record(timeline, name, { index, value });
    timeline.lasting.set(name, value);
  }
}

function applyArg(timeline: Timeline, instruction: ArgInstruction, index: number, input: ScopesInput, globals: Timeline): void {
  for (const [number, pair] of instruction.pairs.entries()) {
    const name = pair.key.raw;
    const at = index + number / instruction.pairs.length;
    if (steersBuild(name)) continue;
    const value = givenValue(input, name, pair) ?? defaultOf(timeline, instruction, pair, input) ?? globalValue(globals, name);
    if (value !== undefined) record(timeline, name, { index: at, value });
    // Without any value the ARG changes nothing: what ENV said before stays.
    else if (current(timeline, name).is !== 'set') record(timeline, name, { index: at, value: neededValue(name, pair) });
  }
}

function givenValue(input: ScopesInput, name: string, pair: KeyValue): Value | undefined {
  const given = input.buildArgs?.get(name);
  if (given === undefined) return undefined;
  return { is: 'set', text: textOf(given, pair.key.place), from: pair };
}

function textOf(given: string, from: Place): Text {
  return given === '' ? [] : [{ text: given, from }];
}

function defaultOf(timeline: Timeline, instruction: ArgInstruction, pair: KeyValue, input: ScopesInput): Value | undefined {
  return pair.value === undefined ? undefined : expandedValue(timeline, instruction, pair, input);
}

function globalValue(globals: Timeline, name: string): Value | undefined {
  const value = current(globals, name);
  return value.is === 'unset' || (value.is === 'unknown' && value.cause === 'build-argument') ? undefined : value;
}

function neededValue(name: string, from: Located): Value {
  return { is: 'unknown', why: `\`--build-arg ${name}\` sets it, and it has no default`, cause: 'build-argument', from };
}

function expandedName(timeline: Timeline, instruction: Instruction, pair: KeyValue, input: ScopesInput): string | undefined {
  return valueOf(expand(mappedWord(pair.key, instruction.rest), scopeAtEnd(timeline), { escape: input.escape }).text);
}

function expandedValue(timeline: Timeline, instruction: Instruction, pair: KeyValue, input: ScopesInput): Value {
  if (pair.value === undefined) return { is: 'set', text: [], from: pair };
  const { text, error } = expand(mappedWord(pair.value, instruction.rest), scopeAtEnd(timeline), { escape: input.escape });
  if (error !== undefined) return { is: 'unknown', why: error.message, cause: 'expansion', from: pair };
  return { is: 'set', text: keptText(text, pair.value.place), from: pair };
}

/** The word with its map: found in the rest of its instruction by its place. */
export function mappedWord(word: Word, rest: MappedText): MappedText {
  const { source, span } = word.place;
  if (span.end - span.start === word.raw.length) return MappedText.of(source, span);
  let low = 0;
  let high = rest.segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rest.segments[middle]?.source ?? 0) <= span.start) low = middle;
    else high = middle - 1;
  }
  const segment = rest.segments[low];
  const start = segment === undefined ? -1 : segment.at + (span.start - segment.source);
  const isThere = start >= 0 && rest.text.startsWith(word.raw, start);
  return isThere ? rest.slice(start, start + word.raw.length) : new MappedText(source, word.raw, [{ at: 0, source: span.start }]);
}
