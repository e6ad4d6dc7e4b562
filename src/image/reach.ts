import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { effectiveInstructions } from './stage-changes.ts';

/** The stages that building `target` runs: over FROM, COPY --from and RUN --mount=from, triggers included. Those of `known` and what they need are left out. */
export function reachableStages(dockerfile: Dockerfile, target: Stage | undefined, known?: ReadonlyMap<Stage, unknown>): ReadonlySet<Stage> {
  // A set is walked in the order of insertion, additions included.
  const reached = new Set<Stage>(target === undefined ? [] : [target]);
  const reach = (stage: Stage): void => {
    if (known?.has(stage) !== true) reached.add(stage);
  };
  for (const stage of reached) {
    if (stage.parent !== undefined) reach(stage.parent);
    for (const { instruction } of effectiveInstructions(stage)) {
      for (const reference of stagesNamedBy(instruction)) {
        const source = dockerfile.stage(reference, stage);
        if (source !== undefined) reach(source);
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
