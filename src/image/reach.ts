import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { effectiveInstructions } from './stage-changes.ts';

/** The stages that building `target` runs: over FROM, COPY --from and RUN --mount=from, triggers included. */
export function reachableStages(dockerfile: Dockerfile, target: Stage | undefined): ReadonlySet<Stage> {
  // A set is walked in the order of insertion, additions included.
  const reached = new Set<Stage>(target === undefined ? [] : [target]);
  for (const stage of reached) {
    if (stage.parent !== undefined) reached.add(stage.parent);
    for (const { instruction } of effectiveInstructions(stage)) {
      for (const reference of stagesNamedBy(instruction)) {
        const source = dockerfile.stage(reference, stage);
        if (source !== undefined) reached.add(source);
      }
    }
  }
  return reached;
}

function stagesNamedBy(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'COPY') return instruction.from?.value === undefined ? [] : [instruction.from.value];
  if (instruction.keyword !== 'RUN') return [];
  return instruction.mounts.flatMap((mount) => mount.options.get('from')?.value ?? []);
}
