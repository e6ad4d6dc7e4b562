import { isBelow } from '../container-path.ts';
import type { Build } from '../rule.ts';
import type { CargoStep, Cooked } from './model.ts';
import { cargoWork } from './steps.ts';

/** `cd` leads the build into a folder below those that were cooked in: another project, that nothing was cooked for. */
export function isElsewhere(step: CargoStep, cooked: readonly Cooked[]): boolean {
  const { workdir } = step;
  if (workdir === undefined || !step.command.script.commands.some(({ name }) => name === 'cd' || name === 'pushd')) return false;
  return cooked.every(({ cook }) => cook.workdir !== undefined && workdir !== cook.workdir && isBelow(workdir, cook.workdir));
}

/** The cook of a file that only cooks, and starts nothing: what it builds is for another file, joined by Bake or a named context. */
export function onlyCooks(build: Build): CargoStep | undefined {
  const { cooks, builds } = cargoWork(build);
  const { shipped, shippedChain } = build.image;
  const starts = [shipped?.entrypoint, shipped?.cmd].some((fact) => fact?.is === 'present' && !('base' in fact.from));
  return builds.length > 0 || starts ? undefined : cooks.find(({ stage }) => stage !== undefined && shippedChain.includes(stage));
}
