import type { Scope, Value } from '../word.ts';
import type { ImageReference, Instruction, Stage } from './model.ts';
import { defaultPath, platformArguments, platformValue } from './scope-predefined.ts';

/** A variable's value from behind the instruction with `index` on; the pairs of one ARG follow each other as fractions. */
interface Change {
  readonly index: number;
  readonly value: Value;
}

/** What ARG and ENV do to the variables of a stage (or of the head of the file), by name, in the order of the file. */
export interface Timeline {
  /** The stage it is FROM; its timeline is always made before. */
  readonly parent: Timeline | undefined;
  readonly stage: Stage | undefined;
  readonly changes: Map<string, Change[]>;
  /** The last value by ENV alone: it goes into the image, and a stage FROM this one starts with it whatever ARG says. */
  readonly lasting: Map<string, Value>;
  /** What a name is before the stage's first instruction, of names that were asked for. */
  readonly inherited: Map<string, Value>;
  readonly baseVariable: BaseVariable | undefined;
}

/** What an image is known to set a variable to; undefined when it is not known. */
export type BaseVariable = (image: ImageReference, name: string) => string | undefined;

export function record(timeline: Timeline, name: string, change: Change): void {
  const changes = timeline.changes.get(name);
  if (changes === undefined) timeline.changes.set(name, [change]);
  else changes.push(change);
}

/** The variables as they are so far, while a timeline is being made. */
export function scopeAtEnd(timeline: Timeline): Scope {
  return { lookup: (name) => current(timeline, name) };
}

export function current(timeline: Timeline, name: string): Value {
  return timeline.changes.get(name)?.at(-1)?.value ?? inheritedValue(timeline, name);
}

export function lookupBefore(timeline: Timeline, index: number, name: string): Value {
  const changes = timeline.changes.get(name) ?? [];
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.value ?? inheritedValue(timeline, name);
}

function inheritedValue(timeline: Timeline, name: string): Value {
  const known = timeline.inherited.get(name);
  if (known !== undefined) return known;
  let lasting: Value | undefined;
  let passing: Value | undefined;
  let root = timeline;
  for (let at = timeline.parent; at !== undefined && lasting === undefined; at = at.parent) {
    lasting = at.lasting.get(name);
    passing ??= at.changes.get(name)?.at(-1)?.value;
    root = at;
  }
  const value = lasting ?? passing ?? baseValue(root, name);
  timeline.inherited.set(name, value);
  return value;
}

/** What a trigger finds under a name: what ENV, or an image below, left there. Undefined when a trigger sets it again, or nothing is known of it. */
export function lastingValue(timeline: Timeline, name: string): Value | undefined {
  let root = timeline;
  for (let at: Timeline | undefined = timeline; at !== undefined; at = at.parent) {
    if (at.stage?.instructions.some((instruction) => instruction.keyword === 'ONBUILD' && instruction.trigger !== undefined && setsName(instruction.trigger, name)) === true) return undefined;
    const value = at.lasting.get(name);
    if (value !== undefined) return value;
    root = at;
  }
  const value = baseValue(root, name);
  return value.is === 'set' || (value.is === 'unknown' && value.cause === 'base-image') ? value : undefined;
}

function setsName(instruction: Instruction, name: string): boolean {
  return (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') && instruction.pairs.some(({ key }) => key.raw === name);
}

/** What a name is that no ARG or ENV sets. */
function baseValue({ stage, baseVariable }: Timeline, name: string): Value {
  if (stage === undefined) return platformArguments.has(name) ? platformValue(name) : { is: 'unset', why: `no ARG before the first FROM declares \`${name}\`` };
  if (isParameter(name)) return { is: 'unset', why: `\`$${name}\` is no variable of the build` };
  const known = stage.pulls === undefined ? undefined : baseVariable?.(stage.pulls, name);
  if (known !== undefined) return { is: 'set', text: [{ text: known, from: stage.from.place }], from: stage.from };
  if (!stage.isScratch) return { is: 'unknown', why: `the base image may set \`${name}\``, cause: 'base-image', from: stage.from };
  if (name === 'PATH') return { is: 'set', text: [{ text: defaultPath, from: stage.from.place }], from: stage.from };
  return { is: 'unset', why: `nothing sets \`${name}\`, and \`scratch\` is empty` };
}

/** `$1`, `$@`: no image can set them. */
function isParameter(name: string): boolean {
  return !/^[\p{L}_]/u.test(name);
}

export function emptyTimeline(stage: Stage | undefined, parent: Timeline | undefined, baseVariable?: BaseVariable): Timeline {
  return { parent, stage, baseVariable, changes: new Map(), lasting: new Map(), inherited: new Map() };
}
