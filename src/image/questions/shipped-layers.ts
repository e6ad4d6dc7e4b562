import { onceEach } from '../../once-each.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';

/**
 * Whether what an instruction writes is in the shipped image: its stage is one of the target's chain, or is copied whole
 * (`COPY --from=stage / /`) into one of them. Instructions before the first FROM and triggers, which another build runs, count as shipped.
 */
export const shippedLayers = onceEach(({ dockerfile, image }: Build): (instruction: Instruction) => boolean => {
  const shipped = new Set<Stage>(image.shippedChain);
  const wholes = dockerfile.all('COPY').flatMap(({ from, stage, sources }) => {
    const named = from?.value === undefined || !sources.some(({ value }) => value === '/') ? undefined : dockerfile.stage(from.value, stage);
    return stage === undefined || named === undefined ? [] : [{ stage, named }];
  });
  // A copied stage stands above the one it is copied into, so one walk from below finds all.
  for (const { stage, named } of wholes.toReversed()) {
    if (!shipped.has(stage)) continue;
    for (let at: Stage | undefined = named; at !== undefined && !shipped.has(at); at = at.parent) shipped.add(at);
  }
  return (instruction) => instruction.stage === undefined || instruction.onbuild !== undefined || shipped.has(instruction.stage);
});
