import type { CargoWork } from './model.ts';
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
 * A command that may call cargo out of sight: a script of the project, `make`. Only stages count that the build needs, and of the shipped
 * image only when it compiles itself.
 */
export function hiddenCargo(build: Build, work: CargoWork): Command | undefined {
  const compiling = new Set(work.builds.map(({ stage }) => stage));
  return build.dockerfile.commands().find((command) => {
    const { stage, keyword, onbuild } = command.instruction;
    if (keyword !== 'RUN' || onbuild !== undefined || stage === undefined || !build.image.isBuilt(stage)) return false;
    return (compiling.has(stage) || !build.image.shippedChain.includes(stage)) && mayCallCargo(command);
  });
}

function mayCallCargo(command: Command): boolean {
  const { name, program } = command;
  if (runners.has(name)) return true;
  if (shells.has(name)) return command.operands().length > 0 && command.option('-c') === undefined;
  if (name === 'cargo') return command.words.slice(1).some(({ value }) => cargoTasks.has(value ?? ''));
  const path = program.value;
  return path !== undefined && path.includes('/') && !systemFolders.test(path);
}
