import type { ArgInstruction, EnvInstruction, KeyValue } from '../dockerfile/model.ts';
import { isVolatileName } from '../knowledge/volatile-names.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';

/** A variable above a step that changes from build to build: the step's layer is made again every time. */
export interface VolatileVariable {
  readonly name: string;
  readonly pair: KeyValue;
  readonly instruction: ArgInstruction | EnvInstruction;
}

/** Those above `step`, first declaration of each, that the commands up to it do not name; an ARG counts in its own stage only. */
export function volatileAbove(build: Build, step: CargoStep): readonly VolatileVariable[] {
  const found = new Map<string, VolatileVariable>();
  const texts = [step.run.rest.text];
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword === 'RUN') texts.push(instruction.rest.text);
    if (instruction.keyword !== 'ENV' && (instruction.keyword !== 'ARG' || instruction.stage !== step.stage)) continue;
    for (const pair of instruction.pairs) {
      const name = pair.key.value;
      if (name === undefined || !isVolatileName(name, pair.value?.value ?? pair.value?.raw) || !changes(pair, instruction)) continue;
      found.set(name, { name, pair, instruction });
    }
  }
  const unused = [...found.values()].filter(({ name }) => !texts.some((text) => text.includes(name)));
  // An ENV that is made of such an ARG is the same fault once more.
  const names = unused.map(({ name }) => name);
  return unused.filter(({ instruction, pair, name }) => instruction.keyword === 'ARG' || !names.some((other) => other !== name && pair.value?.raw.includes(other) === true));
}

/** An ARG takes its value from the command line; an ENV changes when it is made of a variable, or of nothing known. */
function changes(pair: KeyValue, instruction: ArgInstruction | EnvInstruction): boolean {
  return instruction.keyword === 'ARG' || pair.value?.raw.includes('$') === true;
}
