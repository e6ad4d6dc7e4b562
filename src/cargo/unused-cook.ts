import { isElsewhere } from './elsewhere.ts';
import { compareSteps, type Drift } from './drift.ts';
import type { CargoStep, CargoWork, Cooked } from './model.ts';
import { cacheMountOver } from './mounts.ts';

/** Differences that leave nothing of what was cooked to the build; others cost some crates. */
const DEFEATING: ReadonlySet<Drift> = new Set(['profile', 'target', 'mode', 'compiler', 'workdir', 'target-dir']);

/**
 * Why a build uses nothing of what was cooked for it, as the end of a sentence; undefined when it uses some, or when only the build can tell.
 * For a build that finds nothing at all ask `cookedFor`.
 */
export function whyNotUsed(work: CargoWork, step: CargoStep): string | undefined {
  const cooked = work.cookedFor(step);
  if (isElsewhere(step, cooked)) return undefined;
  const whys = cooked.map((one) => whyLost(one, step, cooked));
  return whys.includes(undefined) ? undefined : whys.at(-1);
}

function whyLost(one: Cooked, step: CargoStep, cooked: readonly Cooked[]): string | undefined {
  const { cook, copy, path } = one;
  const { differences } = compareSteps(one, step, { cooked, settings: [], manifests: undefined, preparedForBinary: false });
  const difference = differences.find(({ drift }) => DEFEATING.has(drift));
  if (difference !== undefined) return `\`${cook.title}\` ${difference.cook}, \`${step.title}\` ${difference.build}`;
  const wanted = step.targetDir.path;
  if (copy !== undefined && path !== undefined && wanted !== undefined && path !== wanted) return `it lies in \`${path}\`, and \`${step.title}\` looks in \`${wanted}\``;
  const [under, over] = [cacheMountOver(cook, cook.targetDir.path), cacheMountOver(step, wanted)];
  if (under === undefined && over !== undefined) return `a cache mount lies over \`${wanted ?? ''}\``;
  return under !== undefined && under.id !== over?.id ? 'it is in a cache mount' : undefined;
}
