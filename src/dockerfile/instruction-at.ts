import type { Instruction } from './model.ts';

/** The instruction that `offset` lies in, or in a comment directly above of; its index must be its place in the list. */
export function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
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
