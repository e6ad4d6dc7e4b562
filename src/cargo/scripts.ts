import type { CargoWork } from './model.ts';
import type { Stage } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';

/** Programs that run the recipes of a file of the project. */
const runners: ReadonlySet<string> = new Set(['make', 'gmake', 'just', 'task', 'ninja', 'bazel', 'buck2', 'meson', 'earthly', 'nix', 'nix-build', 'dagger', 'mise']);

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'source', '.']);

/** Subcommands of cargo that run what the project says. */
const cargoTasks: ReadonlySet<string> = new Set(['make', 'xtask', 'run', 'just']);

/** Folders of programs that come with a distribution or with Rust. */
const systemFolders = /^(?:\/usr)?\/s?bin\/|^\/usr\/local\/cargo\/bin\/|^\/root\/\.cargo\/bin\//;

/**
 * A command that may call cargo out of sight: a script of the project, `make`. Asked are the stages that cargo compiles in and those that
 * they take files from; where it compiles nowhere, all that the build needs but the shipped image.
 */
export function hiddenCargo(build: Build, work: CargoWork): Command | undefined {
  const compiling = work.builds.flatMap(({ stage }) => (stage !== undefined && build.image.isBuilt(stage) ? [stage] : []));
  const near = compiling.length === 0 ? undefined : suppliersOf(build, compiling);
  return build.dockerfile.commands().find((command) => {
    const { stage, keyword, onbuild } = command.instruction;
    if (keyword !== 'RUN' || onbuild !== undefined || stage === undefined || !build.image.isBuilt(stage)) return false;
    return (near === undefined ? !build.image.shippedChain.includes(stage) : near.has(stage)) && mayCallCargo(command);
  });
}

/** The stages, those they are built FROM, and those that any of them copies from. */
function suppliersOf({ dockerfile }: Build, stages: readonly Stage[]): ReadonlySet<Stage> {
  const found = new Set(stages);
  for (const stage of found) {
    if (stage.parent !== undefined) found.add(stage.parent);
    for (const instruction of stage.instructions) {
      const from = instruction.keyword === 'COPY' ? instruction.from?.value : undefined;
      const source = from === undefined ? undefined : dockerfile.stage(from, stage);
      if (source !== undefined) found.add(source);
    }
  }
  return found;
}

function mayCallCargo(command: Command): boolean {
  const { name, program } = command;
  if (runners.has(name)) return true;
  // What comes in by a pipe is an installer out of the network.
  if (shells.has(name)) return command.pipeline[0] === command && command.operands().length > 0 && command.option('-c') === undefined;
  if (name === 'cargo') return command.words.slice(1).some(({ value }) => cargoTasks.has(value ?? ''));
  const path = program.value;
  return path !== undefined && path.includes('/') && !systemFolders.test(path);
}
