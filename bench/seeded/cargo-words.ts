import type { CargoStep } from '../../src/cargo/model.ts';
import type { Word } from '../../src/word.ts';

/** The word of an option that stands for itself: not one of a cluster, not one out of a variable. */
export function optionWord(step: CargoStep, name: string): Word | undefined {
  const word = step.command.option(name)?.word;
  return word?.raw === name ? word : undefined;
}
