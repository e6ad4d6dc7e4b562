import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
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
export function reachKeys(dockerfile: Dockerfile, { source, span }: Place): readonly string[] {
  if (source !== dockerfile.source) return ['file'];
  const instruction = instructionAt(dockerfile.instructions, span.start);
  if (instruction === undefined) return ['file'];
  const stage = instruction.stage === undefined ? [] : [`stage ${instruction.stage.index}`];
  return [`line ${source.position(span.start).line}`, `instruction ${instruction.index}`, ...stage, 'file'];
}

/** The instruction that `offset` lies in, or in a comment directly above of; its index must be its place in the list. */
function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const candidate = instructions[middle];
    if (candidate !== undefined && startOf(candidate) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = instructions[low];
  return found !== undefined && startOf(found) <= offset && offset <= found.place.span.end ? found : undefined;
}

function startOf(instruction: Instruction): number {
  const first = instruction.comments[0];
  return Math.min(instruction.place.span.start, first === undefined || first.inside ? Infinity : first.place.span.start);
}
