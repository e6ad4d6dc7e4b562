import { instructionAt } from '../dockerfile/instruction-at.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';
import type { Reach } from './comments.ts';

/** The key of what an ignore reaches; undefined when it reaches nothing. */
export function reachKey(reach: Reach): string | undefined {
  if (reach.over === 'file') return 'file';
  if (reach.over === 'stage') return `stage ${reach.stage.index}`;
  if (reach.over === 'instruction') return `instruction ${reach.instruction.index}`;
  return reach.over === 'line' ? `line ${reach.line}` : undefined;
}

/**
 * The keys of all that reaches a place, nearest first. Comments directly above an instruction belong to it. Places in other
 * files are reached by ignores over the file only. Costs the logarithm of the number of instructions.
 */
export function reachKeys(dockerfile: Dockerfile, place: Place): readonly string[] {
  if (place.source !== dockerfile.source) return ['file'];
  const instruction = instructionAt(dockerfile.instructions, place.span.start);
  if (instruction === undefined) return ['file'];
  const stage = instruction.stage === undefined ? [] : [`stage ${instruction.stage.index}`];
  return [`line ${lineOf(place)}`, `instruction ${instruction.index}`, ...stage, 'file'];
}
