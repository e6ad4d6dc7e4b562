import { isBelow } from '../container-path.ts';
import type { CargoStep, Cooked } from './model.ts';

/** `cd` leads the build into a folder below those that were cooked in: another project, that nothing was cooked for. */
export function isElsewhere(step: CargoStep, cooked: readonly Cooked[]): boolean {
  const { workdir } = step;
  if (workdir === undefined || !step.command.script.commands.some(({ name }) => name === 'cd' || name === 'pushd')) return false;
  return cooked.every(({ cook }) => cook.workdir !== undefined && workdir !== cook.workdir && isBelow(workdir, cook.workdir));
}
