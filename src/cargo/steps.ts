import { onceEach } from '../once-each.ts';
import { containerPath, isBelow } from '../container-path.ts';
import { cargoInvocation, type CargoInvocation } from '../programs/cargo.ts';
import { joinedBuilds } from '../image/questions/joined-builds.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';
import { knownValue, type Word } from '../word.ts';
import { createArrivals } from './arrivals.ts';
import { configurationOf } from './configuration.ts';
import { variableOf } from './environment.ts';
import { folderOf } from './folder.ts';
import { MOST_STEPS, type CargoStep, type CargoWork, type TargetDir } from './model.ts';

/** Subcommands that compile the project for good. `check` and `clippy` compile something else than `build` does. */
const BUILDS = 'build rustc zigbuild auditable\u00a0build component\u00a0build run test bench'.split(' ').map((name) => name.replace('\u00a0', ' '));

/** What cargo does in a Dockerfile and in those that its build stands on, these first; in the order of each file. */
export const cargoWork = onceEach((build: Build): CargoWork => {
  const steps: CargoStep[] = [];
  for (const owner of joinedBuilds(build)) {
    for (const command of owner.dockerfile.commands('cargo', 'cargo-chef', 'cross', 'xx-cargo', 'cargo-zigbuild')) {
      const { stage } = command.instruction;
      if (steps.length >= MOST_STEPS) break;
      // Of another Dockerfile only what this build stands on.
      if (owner !== build && (stage === undefined || !build.image.isBuilt(stage))) continue;
      const step = stepOf(owner, command, steps);
      if (step !== undefined) steps.push(step);
    }
  }
  const of = (does: CargoStep['does']): readonly CargoStep[] => steps.filter((step) => step.does === does);
  const cooks = of('cook');
  let arrivals: CargoWork['cookedFor'] | undefined;
  return {
    prepares: of('prepare'), cooks, builds: of('build'),
    cookedFor: (step) => (arrivals ??= createArrivals(build, cooks))(step),
  };
});

/** @param above The steps that come before it. */
function stepOf(build: Build, command: Command, above: readonly CargoStep[]): CargoStep | undefined {
  const run = command.instruction;
  if (run.keyword !== 'RUN' || run.onbuild !== undefined) return undefined;
  const invocation = cargoInvocation(command);
  if (invocation === undefined || command.option('--help', '-h', '--version', '-V') !== undefined && invocation.subcommand !== 'install') return undefined;
  const does = kindOf(invocation);
  if (does === undefined) return undefined;
  const state = build.image.before(run).workdir;
  const workdir = folderOf(command, state.is === 'present' ? state.value : undefined);
  const variable: CargoStep['variable'] = (name) => variableOf(command, run, name);
  const program = command.name === 'cargo-chef' ? 'cargo' : command.name;
  const step = {
    does, invocation, command, run, stage: run.stage, order: above.length, workdir, variable,
    at: invocation.subcommandAt,
    title: `${program} ${invocation.subcommand}`,
  };
  return { ...step, targetDir: targetDirOf(build, step, above) };
}

function kindOf(invocation: CargoInvocation): CargoStep['does'] | undefined {
  if (invocation.subcommand === 'chef prepare') return 'prepare';
  if (invocation.subcommand === 'chef cook') return 'cook';
  if (invocation.subcommand === 'install') return invocation.path !== undefined && invocation.git === undefined ? 'build' : undefined;
  return BUILDS.includes(invocation.subcommand) ? 'build' : undefined;
}

function targetDirOf(build: Build, step: Omit<CargoStep, 'targetDir'>, above: readonly CargoStep[]): TargetDir {
  const { invocation, workdir } = step;
  const word = invocation.targetDir;
  if (word !== undefined) return { path: pathOf(word.value, workdir), assumed: false, word };
  for (const name of ['CARGO_TARGET_DIR', 'CARGO_BUILD_TARGET_DIR']) {
    const value = step.variable(name);
    if (value.is === 'unknown') return { path: undefined, assumed: false, word: undefined };
    if (value.is === 'set' && knownValue(value.text) !== '') return { path: pathOf(knownValue(value.text), workdir), assumed: false, word: value.from };
  }
  const configured = step.does === 'cook' ? configuredByRecipe(build, above, workdir) : configurationOf(build, step).targetDir;
  if (configured !== undefined) return { path: configured, assumed: true, word: undefined };
  const folder = workspaceOf(build, invocation.manifestPath, workdir);
  return { path: folder === undefined ? undefined : pathOf(folder === '' ? 'target' : `${folder}/target`, workdir), assumed: true, word: undefined };
}

/** A recipe holds the configuration of the folder that it is made of, and `cook` writes it into its own. */
function configuredByRecipe(build: Build, above: readonly CargoStep[], workdir: string | undefined): string | undefined {
  const prepare = above.findLast(({ does }) => does === 'prepare');
  const path = prepare === undefined ? undefined : configurationOf(build, prepare).targetDir;
  if (prepare?.workdir === undefined || path === undefined || workdir === undefined || prepare.workdir === '/' || !isBelow(path, prepare.workdir)) return path;
  return containerPath(`.${path.slice(prepare.workdir.length)}`, workdir);
}

/**
 * The folder whose `target` a manifest's artifacts go to, as it is written: that of the workspace, or the crate's own. Undefined when only
 * the build knows whether the crate belongs to a workspace above it.
 */
function workspaceOf({ context }: Build, manifest: Word | undefined, workdir: string | undefined): string | undefined {
  if (manifest === undefined) return '';
  const path = manifest.value?.replace(/^(?:\.\/)+/, '');
  if (path === undefined) return undefined;
  if (path.startsWith('/')) return containerPath(path.replace(/[^/]*$/, '')) === workdir ? '' : undefined;
  const folder = path.replace(/\/?[^/]*$/, '');
  if (folder === '') return '';
  if (context.entry(path).is !== 'file') return undefined;
  return /^\[workspace\]/m.test(context.read('Cargo.toml')?.text ?? '') ? '' : folder;
}

function pathOf(path: string | undefined, workdir: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith('/')) return containerPath(path);
  return workdir === undefined ? undefined : containerPath(path, workdir);
}
