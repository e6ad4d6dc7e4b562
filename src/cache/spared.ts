import { containerPath, isBelow } from '../container-path.ts';
import type { RunInstruction } from '../dockerfile/model.ts';
import type { Command } from '../shell/model.ts';
import { recipeWritten } from './recipe.ts';

/** Folders of the system, which compilers and package managers of a project leave alone. */
const SYSTEM: readonly string[] = ['/bin', '/boot', '/etc', '/lib', '/lib64', '/sbin', '/usr/bin', '/usr/lib', '/usr/sbin', '/usr/share', '/var/lib'];

/** Programs that compile or install a project in its own folder: their subcommands, or all. From their documentation, 2026-09. */
const COMPILERS: Readonly<Record<string, readonly string[] | 'all'>> = {
  cargo: ['build', 'check', 'chef', 'clippy', 'fetch', 'metadata', 'rustc', 'test', 'zigbuild'], 'cargo-chef': 'all', go: ['build', 'generate', 'mod', 'test', 'vet'],
  npm: ['run', 'ci', 'install', 'test', 'prune'], yarn: ['', 'install', 'run', 'build', 'test'], pnpm: ['run', 'install', 'build', 'fetch', 'prune'], bun: ['run', 'install', 'build'], npx: 'all', tsc: 'all', vite: 'all',
  mvn: 'all', mvnw: 'all', gradle: 'all', gradlew: 'all', dotnet: ['build', 'publish', 'restore', 'test'], mix: 'all', composer: ['install', 'dump-autoload'], strip: 'all',
  cp: 'all', mv: 'all', mkdir: 'all', rm: 'all', chmod: 'all', install: 'all', touch: 'all', cd: 'all', echo: 'all', ls: 'all', true: 'all', set: 'all', test: 'all', '[': 'all', pwd: 'all',
};

/**
 * Paths that a RUN leaves as they are when it runs again, whatever else it writes: the recipe, when preparing it says the same
 * again; the system's folders, when all that it does is to compile the project.
 */
export function sparedPaths(run: RunInstruction, workdir: string, recipeStays: boolean): readonly string[] {
  const recipe = recipeStays ? recipeWritten(run, workdir)?.path : undefined;
  const system = run.commands.length > 0 && !isBelowSystem(workdir) && run.commands.every(compiles) ? SYSTEM : [];
  return recipe === undefined ? system : [...system, recipe];
}

function compiles(command: Command): boolean {
  const known = Object.hasOwn(COMPILERS, command.name) ? COMPILERS[command.name] : undefined;
  if (known === undefined || (known !== 'all' && !known.includes(command.subcommand()?.value ?? ''))) return false;
  const named = [...command.words.slice(1), ...command.redirections.flatMap(({ target }) => target ?? [])];
  // A word that only the build knows may name any folder; one that stands for an option hardly does.
  return command.option('-g', '--global') === undefined && named.every((word) => (word.value === undefined ? word.raw.startsWith('-') : !mentionsSystem(word.value)));
}

function mentionsSystem(value: string): boolean {
  return [...value.matchAll(/\/[\w./-]*/g)].some(([path]) => isBelowSystem(containerPath(path)));
}

function isBelowSystem(path: string): boolean {
  return SYSTEM.some((folder) => isBelow(path, folder));
}
