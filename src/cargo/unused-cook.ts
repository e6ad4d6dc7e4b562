import type { Build } from '../rule.ts';
import { isElsewhere } from './elsewhere.ts';
import { compareSteps, type Drift } from './drift.ts';
import type { CargoStep, CargoWork, Cooked } from './model.ts';
import { cacheMountOver } from './mounts.ts';
import { rustImageOf } from './rust-image.ts';

/** Differences that leave nothing of what was cooked to the build; others cost some crates. */
const DEFEATING: ReadonlySet<Drift> = new Set(['profile', 'target', 'mode', 'compiler', 'workdir', 'target-dir']);

/**
 * Why a build uses nothing of what was cooked for it, as the end of a sentence; undefined when it uses some, or when only the build can tell.
 * For a build that finds nothing at all ask `cookedFor`.
 */
export function whyNotUsed(build: Build, work: CargoWork, step: CargoStep): string | undefined {
  const cooked = work.cookedFor(step);
  if (isElsewhere(step, cooked)) return undefined;
  const whys = cooked.map((one) => whyLost(build, one, step, cooked));
  return whys.includes(undefined) ? undefined : whys.at(-1);
}

function whyLost(build: Build, one: Cooked, step: CargoStep, cooked: readonly Cooked[]): string | undefined {
  const { cook, copy, path } = one;
  const { differences } = compareSteps(one, step, { cooked, settings: [], manifests: undefined, preparedForBinary: false });
  const difference = differences.find(({ drift }) => DEFEATING.has(drift) || (drift === 'toolchain' && otherChannel(build, cook, step)));
  if (difference !== undefined) return `\`${cook.title}\` ${difference.cook}, \`${step.title}\` ${difference.build}`;
  const wanted = step.targetDir.path;
  if (copy !== undefined && path !== undefined && wanted !== undefined && path !== wanted) return `it lies in \`${path}\`, and \`${step.title}\` looks in \`${wanted}\``;
  const [under, over] = [cacheMountOver(cook, cook.targetDir.path), cacheMountOver(step, wanted)];
  if (under === undefined && over !== undefined) return `a cache mount lies over \`${wanted ?? ''}\``;
  return under !== undefined && under.id !== over?.id ? 'it is in a cache mount' : undefined;
}

/** `+stable` may be the toolchain of the image under another name: only another channel is another compiler for sure. */
function otherChannel(build: Build, cook: CargoStep, step: CargoStep): boolean {
  const [one, other] = [channelOf(build, cook), channelOf(build, step)];
  return one !== undefined && other !== undefined && one !== other;
}

/** `stable` for versions too; undefined when not known. */
function channelOf(build: Build, { invocation, stage, variable }: CargoStep): string | undefined {
  const image = invocation.toolchain === undefined && variable('RUSTUP_TOOLCHAIN').is === 'unset' ? rustImageOf(build, stage) : undefined;
  const name = invocation.toolchain?.value?.slice(1) ?? (image === undefined ? undefined : (image.rust ?? 'stable'));
  return name === undefined ? undefined : (/^(?:nightly|beta)\b/.exec(name)?.[0] ?? (/^(?:stable|\d)/.test(name) ? 'stable' : undefined));
}
