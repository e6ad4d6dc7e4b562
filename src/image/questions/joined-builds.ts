import type { Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';

/** The builds whose stages this one takes (`contexts = { x = "target:y" }`), those first that others stand on, and itself last. */
export function joinedBuilds(build: Build): readonly Build[] {
  const found = new Set<Build>();
  const add = (one: Build): void => {
    for (const linked of one.linked.values()) if (!found.has(linked)) add(linked);
    found.add(one);
  };
  add(build);
  return [...found];
}

/** The build whose Dockerfile a stage stands in: the build itself for one of nobody. */
export function ownerOf(build: Build, stage: Stage): Build {
  const { source } = stage.from.place;
  return build.linked.size === 0 ? build : (joinedBuilds(build).find((one) => one.dockerfile.source === source) ?? build);
}
