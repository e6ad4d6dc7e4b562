import { containerPath, isBelow } from '../container-path.ts';
import type { RunInstruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';
import { chainAbove } from './chain.ts';
import { isElsewhere } from './elsewhere.ts';
import { configurationOf } from './configuration.ts';
import { profileOf } from './choices.ts';
import { compareSteps, type Drift } from './drift.ts';
import type { CargoStep, CargoWork, Cooked } from './model.ts';
import { cacheMountOver } from './mounts.ts';
import { outputFolder } from './outputs.ts';
import { imageDifference, rustImageOf, type RustImage } from './rust-image.ts';
import { sameVariable } from './settings.ts';

/** Differences that leave nothing of what was cooked to the build; others cost some crates. */
const DEFEATING: ReadonlySet<Drift> = new Set(['profile', 'target', 'mode', 'compiler', 'workdir', 'target-dir']);

/** Settings of a profile that every crate is compiled with (Cargo book, "Profiles"). */
const PROFILE_SETTINGS = ['OPT_LEVEL', 'LTO', 'DEBUG', 'PANIC', 'CODEGEN_UNITS', 'DEBUG_ASSERTIONS', 'OVERFLOW_CHECKS'];

const RUSTFLAGS = ['RUSTFLAGS', 'CARGO_BUILD_RUSTFLAGS', 'CARGO_ENCODED_RUSTFLAGS'];

/**
 * Why a build uses nothing of what was cooked for it, as the end of a sentence; undefined when it uses some, or when only the build can tell.
 * For a build that finds nothing at all ask `cookedFor`.
 */
export function whyNotUsed(build: Build, work: CargoWork, step: CargoStep): string | undefined {
  const cooked = work.cookedFor(step);
  if (isElsewhere(step, cooked)) return undefined;
  const missing = step.stage === undefined ? undefined : build.files(step.stage).needs.find(({ command, fact }) => command === step.command && fact.is === 'absent');
  if (missing !== undefined) return `it stops, for \`${missing.fact.path}\` is not there`;
  const whys = cooked.map((one) => whyLost(build, one, step, cooked));
  return whys.includes(undefined) ? undefined : whys.at(-1);
}

function whyLost(build: Build, one: Cooked, step: CargoStep, cooked: readonly Cooked[]): string | undefined {
  const { cook, copy, path } = one;
  const { differences } = compareSteps(one, step, { cooked, settings: [], manifests: undefined, preparedForBinary: false, configuration: configurationOf(build, step) });
  const difference = differences.find(({ drift }) => DEFEATING.has(drift) || (drift === 'toolchain' && otherChannel(build, cook, step)));
  if (difference !== undefined) return `\`${cook.title}\` ${difference.cook}, \`${step.title}\` ${difference.build}`;
  const names = [...RUSTFLAGS, ...PROFILE_SETTINGS.map((setting) => `CARGO_PROFILE_${(profileOf(step).name ?? '').toUpperCase().replaceAll('-', '_')}_${setting}`)];
  const flags = names.find((name) => sameVariable(cook.variable(name), step.variable(name)) === false);
  const cookedWith = profileSettings(cook);
  const setting = profileSettings(step).find((one) => !cookedWith.includes(one));
  if (setting !== undefined) return `it was compiled without \`--config ${setting}\``;
  if (flags !== undefined) return `it was compiled with other \`${flags}\``;
  const images = copy === undefined ? undefined : otherCompiler(rustImageOf(build, cook.stage), rustImageOf(build, step.stage));
  if (images !== undefined) return `it was compiled by ${images}`;
  const wanted = step.targetDir.path;
  if (copy === undefined && isThrownAway(build, cook, step)) return 'it is thrown away before';
  if (copy !== undefined && path !== undefined && wanted !== undefined && path !== wanted) return `it lies in \`${path}\`, and \`${step.title}\` looks in \`${wanted}\``;
  const [under, over] = [cacheMountOver(cook, cook.targetDir.path), cacheMountOver(step, wanted)];
  if (under === undefined && over !== undefined) return `a cache mount lies over \`${wanted ?? ''}\``;
  return under !== undefined && under.id !== over?.id ? 'it is in a cache mount' : undefined;
}

/** `--config profile.release.lto=true`. */
function profileSettings({ command }: CargoStep): readonly string[] {
  return command.options().flatMap(({ name, value }) => (name === '--config' && value?.value?.startsWith('profile.') === true ? [value.value] : []));
}

/** `cargo clean`, or `rm` of the target folder, between the two. */
function isThrownAway(build: Build, cook: CargoStep, step: CargoStep): boolean {
  const between: RunInstruction[] = [step.run];
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword === 'RUN') between.push(instruction);
    if (instruction === cook.run) break;
  }
  const isBehind = (command: Command, one: CargoStep): boolean => command.place.span.start > one.command.place.span.start;
  return between.some((run) => run.commands.some((command) => {
    if (command.conditional || command === step.command || (run === cook.run && !isBehind(command, cook)) || (run === step.run && isBehind(command, step))) return false;
    if (command.name === 'cargo') return command.subcommand('clean') !== undefined && command.option('-p', '--package', '--doc', '--target-dir') === undefined;
    return command.name === 'rm' && step.workdir !== undefined && command.operands().some(({ value }) => value !== undefined && takesAway(containerPath(value, step.workdir), step.targetDir.path, outputFolder(build, step)));
  }));
}

/** The target folder, one that it lies in, or what was compiled into it: `rm -rf /app/*`, `rm -rf target/release/deps`. */
function takesAway(path: string, target: string | undefined, output: string | undefined): boolean {
  const folder = path.replace(/\/\*$/, '');
  return target !== undefined && isBelow(target, folder) || output !== undefined && (folder === output || folder === `${output}/deps`);
}

/** Another release of Rust for sure, or one that compiles for another C library. */
function otherCompiler(cook: RustImage | undefined, step: RustImage | undefined): string | undefined {
  if (cook === undefined || step === undefined) return undefined;
  const isAlpine = ({ distribution }: RustImage): boolean => distribution?.startsWith('alpine') === true;
  const another = imageDifference(cook, step)?.what === 'Rust' || isAlpine(cook) !== isAlpine(step);
  return another ? `\`${cook.shown}\`, and this is \`${step.shown}\`` : undefined;
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
