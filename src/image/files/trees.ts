import type { Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import { joinedBuilds, ownerOf } from '../questions/joined-builds.ts';
import { reachableStages } from '../reach.ts';
import { baseFiles } from './base-files.ts';
import { addEffects, surroundingsAt } from './effects.ts';
import type { FileTree } from './model.ts';
import { searchPathOf } from './search-path.ts';
import { StageTree } from './tree.ts';
import type { TreeInput } from './tree.ts';

/** The files of each stage of a build, made when they are first asked for. */
export function createFileTrees(build: Build): (stage: Stage) => FileTree {
  const trees = new Map<Stage, StageTree>();
  return (stage) => {
    const known = trees.get(stage);
    if (known !== undefined) return known;
    // Earlier stages first: reading a stage looks into those it copies from, and a chain of stages is as long as the file.
    const order = orderOf(build);
    const needed = [...reachableStages(build.dockerfile, stage, trees)].filter((other) => order(other, stage) <= 0);
    for (const other of needed.toSorted(order)) {
      const tree = emptyTree(build, other, trees);
      trees.set(other, tree);
      addEffects({ build: ownerOf(build, other), stage: other, tree, treeOf: (earlier) => (order(earlier, other) < 0 ? trees.get(earlier) : undefined) });
    }
    return trees.get(stage) ?? emptyTree(build, stage, trees);
  };
}

/** Stages of the builds that this one stands on come first, then in the order of their file. */
function orderOf(build: Build): (one: Stage, other: Stage) => number {
  if (build.linked.size === 0) return (one, other) => one.index - other.index;
  const builds = joinedBuilds(build);
  const rank = (stage: Stage): number => builds.indexOf(ownerOf(build, stage));
  return (one, other) => rank(one) - rank(other) || one.index - other.index;
}

function emptyTree(build: Build, stage: Stage, trees: ReadonlyMap<Stage, StageTree>): StageTree {
  const { image } = build;
  const below = stage.parent === undefined ? undefined : trees.get(stage.parent);
  // What the stage below knows of the base is not looked up again: a chain of stages is as long as the file.
  const { base, from } = below?.bottom ?? bottomOf(build, stage);
  return new StageTree({ below, base, from, searchPath: () => searchPathOf(image, stage, base), surroundings: () => surroundingsAt(image.before(stage.from)) });
}

function bottomOf(build: Build, stage: Stage): Pick<TreeInput, 'base' | 'from'> {
  const { image } = build;
  const reference = image.baseReference(stage);
  const name = reference === undefined ? '`scratch`' : `\`${reference.word.value ?? reference.word.raw}\``;
  return { base: baseFiles(name, image.base(stage)), from: stage.from.image ?? stage.from };
}
