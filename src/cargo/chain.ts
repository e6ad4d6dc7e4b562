import type { Instruction, RunInstruction, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import type { Build } from '../rule.ts';

/** What runs before a RUN in its image, nearest first: its own stage's instructions, then those of the stages it is built FROM. */
export function* chainAbove(build: Build, run: RunInstruction): Generator<Instruction, void> {
  const own = run.stage === undefined ? build.dockerfile.instructions.filter(({ stage }) => stage === undefined) : run.stage.instructions;
  for (let index = own.length - 1; index >= 0; index--) {
    const instruction = own[index];
    if (instruction !== undefined && instruction.index < run.index) yield instruction;
  }
  for (let stage = run.stage?.parent; stage !== undefined; stage = stage.parent) {
    for (let index = stage.instructions.length - 1; index >= 0; index--) {
      const instruction = stage.instructions[index];
      if (instruction !== undefined) yield instruction;
    }
  }
}

/** What changes the files or the environment of what follows. */
const BUILDING: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'WORKDIR', 'USER', 'SHELL']);

/** Two RUNs that are one to the builder: the same lines stand above them, down to the same base. BuildKit runs such steps once. */
export function isSameStep(build: Build, one: RunInstruction, other: RunInstruction): boolean {
  return stepKey(build, one) === stepKey(build, other);
}

function stepKey(build: Build, run: RunInstruction): string {
  const lines = [run, ...chainAbove(build, run)].filter(({ keyword }) => BUILDING.has(keyword)).map(({ place }) => place.source.slice(place.span).trim().replace(/\s+/g, ' '));
  const root = chainOf(run.stage).at(-1);
  const from = root?.from;
  return [from?.flag('platform')?.value?.raw ?? '', from?.image?.value ?? `stage ${String(root?.index)}`, ...lines].join('\n');
}

/** The stage itself, or one that it is built FROM. */
export function isBuiltOn(stage: Stage | undefined, base: Stage | undefined): boolean {
  for (let one = stage; one !== undefined; one = one.parent) if (one === base) return true;
  return stage === base;
}

/** How a person finds a stage: its name, or its number. */
export function stageTitle(stage: Stage | undefined): string {
  return stage?.name?.value ?? (stage === undefined ? 'the first lines' : String(stage.index));
}
