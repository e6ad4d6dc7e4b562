import type { Dockerfile, KeyValue, Stage } from '../../dockerfile/model.ts';
import { chainOf } from '../../dockerfile/stage-chain.ts';
import type { Build } from '../../rule.ts';
import type { Place } from '../../source.ts';
import { pattern } from '../../word.ts';
import type { Word } from '../../word.ts';
import { effectiveInstructions } from '../stage-changes.ts';

/** The labels that a file itself sets on an image, by key; what the base image brings is not among them. */
export interface OwnLabels {
  /** Of several pairs with one key the last, in the order in which keys first appear. */
  readonly pairs: ReadonlyMap<string, KeyValue>;
  /** Pairs whose keys only the build knows. */
  readonly unknownKeys: readonly KeyValue[];
}

/** The labels of a stage at its end: its own, those of the stages it is built FROM, and triggers of its parent. */
export function ownLabels(stage: Stage): OwnLabels {
  const found = { pairs: new Map<string, KeyValue>(), unknownKeys: [] };
  for (const each of chainOf(stage).toReversed()) for (const { instruction } of effectiveInstructions(each)) if (instruction.keyword === 'LABEL') note(found, instruction.pairs);
  return found;
}

/** The labels of the shipped image; without any stage those that are written. */
export function shippedLabels({ dockerfile, target }: Build): OwnLabels {
  if (target !== undefined) return ownLabels(target);
  const found = { pairs: new Map<string, KeyValue>(), unknownKeys: [] };
  for (const { pairs, onbuild } of dockerfile.all('LABEL')) if (onbuild === undefined) note(found, pairs);
  return found;
}

/** A pair whose key only the build knows, and which may be the one that is asked for. */
export function mayBeSet({ unknownKeys }: OwnLabels, key: string): KeyValue | undefined {
  return unknownKeys.find((pair) => fits(pattern(pair.key.text).split(/\u0000+/), key));
}

/** Whether a text begins, goes on and ends with the known pieces, in their order. */
function fits(known: readonly string[], text: string): boolean {
  const first = known[0] ?? '';
  const last = known.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of known.slice(1, -1)) {
    const next = text.indexOf(piece, at);
    if (next === -1 || next + piece.length > text.length - last.length) return false;
    at = next + piece.length;
  }
  return true;
}

function note({ pairs, unknownKeys }: { readonly pairs: Map<string, KeyValue>; readonly unknownKeys: KeyValue[] }, written: readonly KeyValue[]): void {
  for (const pair of written) {
    if (pair.key.value === undefined) unknownKeys.push(pair);
    else pairs.set(pair.key.value, pair);
  }
}

/**
 * Whether a value is, in part or whole, the default of an ARG: a build may be given another, so nothing is proven wrong by it. A
 * variable that leaves nothing is taken for one.
 */
export function restsOnArgument({ raw, text, place }: Word, dockerfile: Dockerfile): boolean {
  if (!raw.includes('$')) return false;
  const elsewhere = text.flatMap((piece) => ('text' in piece && !isWithin(piece.from, place) ? [piece.from] : []));
  if (elsewhere.length === 0) return pattern(text) === '';
  return dockerfile.all('ARG').some((argument) => elsewhere.some((from) => isWithin(from, argument.place)));
}

/**
 * Whether a value is nothing but variables that leave it empty unless the build is given more: ARG without a default or with an empty
 * one, names that only the base image could set.
 */
export function mayBeEmpty({ raw, text }: Word): boolean {
  return raw.includes('$') && !/\$\{\w+:?[-?][^}]/.test(raw) && text.every((piece) => !('text' in piece) || piece.text.trim() === '');
}

function isWithin({ source, span }: Place, around: Place): boolean {
  return source === around.source && span.start >= around.span.start && span.end <= around.span.end;
}
