import type { Deed } from './model.ts';
import type { Step } from './step.ts';
export function cargoDeeds(_step: Step): readonly Deed[] | undefined {
  return undefined;
}
