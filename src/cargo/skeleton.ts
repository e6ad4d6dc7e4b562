import type { Instruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep, CargoWork } from './model.ts';
import { sourcesOf } from './sources.ts';

/** Programs that bring no file of the project. */
const BRINGS_NOTHING: ReadonlySet<string> = new Set(['cargo', 'cargo-chef', 'rustup', 'apt-get', 'apt', 'apk', 'dnf', 'rm', 'mkdir', 'echo', 'set', 'export', 'cd', 'strip', 'ls', 'true']);

/** The step compiles what `cargo chef cook` left: nothing above it brings the project. */
export function buildsSkeleton(build: Build, work: CargoWork, step: CargoStep): boolean {
  if (step.invocation.subcommand !== 'build' || step.stage === undefined) return false;
  const held = work.cookedFor(step);
  // Dependencies that were copied come without the manifests: then cargo has nothing to build at all.
  if (held.length === 0 || held.some(({ copy, path }) => copy !== undefined || path === undefined)) return false;
  if (sourcesOf(step.run).length > 0 || step.run.mounts.some(({ options }) => options.has('from')) || !bringsNothing(step.run)) return false;
  for (const instruction of chainAbove(build, step.run)) if (!bringsNothing(instruction)) return false;
  // An image that only the registry knows may hold the sources.
  return build.image.base(step.stage) !== undefined;
}

function bringsNothing(instruction: Instruction): boolean {
  if (instruction.onbuild !== undefined) return true;
  if (instruction.keyword === 'ADD') return false;
  if (instruction.keyword === 'COPY') return instruction.from !== undefined && instruction.sources.every(({ value }) => value?.endsWith('recipe.json') === true);
  if (instruction.keyword !== 'RUN') return true;
  return instruction.heredocs.length === 0 && instruction.commands.every(({ name, wrappers }) => wrappers.length === 0 && BRINGS_NOTHING.has(name));
}
