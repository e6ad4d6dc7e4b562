import type { Dockerfile, RunInstruction } from '../dockerfile/model.ts';

/** The RUNs (triggers included) in which one of the programs is called, in order, each once: for rules that judge a layer as a whole. */
export function runsWith(dockerfile: Dockerfile, ...programs: readonly string[]): readonly RunInstruction[] {
  const runs = new Set<RunInstruction>();
  for (const { instruction } of dockerfile.commands(...programs)) if (instruction.keyword === 'RUN') runs.add(instruction);
  return [...runs];
}
