import type { Dockerfile, Instruction, KeyValue, Stage } from '../../src/dockerfile/model.ts';
import { isMadeOf, nearVariable } from '../../src/image/questions/variable-uses.ts';
import { platformArgs } from '../../src/knowledge/platform-args.ts';

/** Who declares which names; each stage is read once, when it is first asked for. */
export interface Names {
  /** Above the first FROM. */
  readonly globals: ReadonlyMap<string, KeyValue>;
  /** Anywhere in the stage. */
  of(stage: Stage): ReadonlyMap<string, KeyValue>;
  /** What a name in the stage most likely means, if it is mistyped. */
  near(name: string, stage: Stage): string | undefined;
  /** A stage, not this one, that declares the name. */
  otherStage(name: string, than: Stage): Stage | undefined;
}

export function createNames(dockerfile: Dockerfile): Names {
  const globals = pairsByName(dockerfile.globalArgs);
  const byStage = new Map<Stage, ReadonlyMap<string, KeyValue>>();
  const visible = new Map<Stage, readonly string[]>();
  let declaring: ReadonlyMap<string, readonly Stage[]> | undefined;
  const of = (stage: Stage): ReadonlyMap<string, KeyValue> => {
    const known = byStage.get(stage) ?? pairsByName(stage.instructions);
    byStage.set(stage, known);
    return known;
  };
  const namesSeenBy = (stage: Stage): readonly string[] => {
    const known = visible.get(stage) ?? ['PATH', ...platformArgs, ...globals.keys(), ...of(stage).keys(), ...(stage.parent === undefined ? [] : of(stage.parent).keys())];
    visible.set(stage, known);
    return known;
  };
  return {
    globals,
    of,
    near: (name, stage) => {
      const near = nearVariable(name, namesSeenBy(stage));
      const pair = near === undefined ? undefined : (of(stage).get(near) ?? (stage.parent === undefined ? undefined : of(stage.parent).get(near)));
      // `ENV NODE_SRC_DIR=$SRC_DIR/node`: whoever wrote it tells the two apart.
      return pair !== undefined && isMadeOf(pair, name) ? undefined : near;
    },
    otherStage: (name, than) => (declaring ??= stagesByName(dockerfile, of)).get(name)?.find((stage) => stage !== than),
  };
}

function pairsByName(instructions: readonly Instruction[]): ReadonlyMap<string, KeyValue> {
  const found = new Map<string, KeyValue>();
  for (const instruction of instructions) {
    if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
    for (const pair of instruction.pairs) if (!found.has(pair.key.raw)) found.set(pair.key.raw, pair);
  }
  return found;
}

/** The first two stages of each name: enough to find one that is another. */
function stagesByName(dockerfile: Dockerfile, of: Names['of']): ReadonlyMap<string, readonly Stage[]> {
  const found = new Map<string, Stage[]>();
  for (const stage of dockerfile.stages) {
    for (const name of of(stage).keys()) {
      const stages = found.get(name);
      if (stages === undefined) found.set(name, [stage]);
      else if (stages.length < 2) stages.push(stage);
    }
  }
  return found;
}
