import type { Dockerfile, RunInstruction, Stage } from '../dockerfile/model.ts';
import type { Tri } from '../knowledge/model.ts';
import type { Command } from '../shell/model.ts';
import { aptInstall } from './apt.ts';
import { empties } from './removal.ts';

/** Whether a command takes apt's package lists out; undefined when only the build knows: a script whose name says that it cleans. */
export function emptiesAptLists(command: Command): Tri {
  if (isApt(command) && command.subcommand('dist-clean', 'distclean') !== undefined) return true;
  const emptied = empties(command, '/var/lib/apt/lists');
  if (emptied !== false) return emptied;
  return isApt(command) || !/clean/i.test(command.name) ? false : undefined;
}

/** Whether a command takes out the packages that apt downloaded. */
export function cleansAptArchives(command: Command): boolean {
  if (isApt(command)) return command.subcommand('clean', 'dist-clean', 'distclean') !== undefined;
  return empties(command, '/var/cache/apt/archives') !== false;
}

/**
 * Whether something behind a RUN installs from the lists that it inherits, in its stage or in one built FROM it: then removing them
 * breaks it. A RUN that updates first needs none.
 */
export function olderListsNeeded(dockerfile: Dockerfile): (run: RunInstruction) => boolean {
  const lastNeed = new Map<Stage | undefined, number>();
  const updated = new Set<RunInstruction>();
  for (const command of dockerfile.commands('apt-get', 'apt', 'aptitude')) {
    const { instruction } = command;
    if (instruction.keyword !== 'RUN') continue;
    if (command.subcommand('update') !== undefined) updated.add(instruction);
    else if (aptInstall(command) !== undefined && !updated.has(instruction)) lastNeed.set(instruction.stage, instruction.index);
  }
  // Children stand below their parents.
  for (const stage of dockerfile.stages.toReversed()) if (stage.parent !== undefined && lastNeed.has(stage)) lastNeed.set(stage.parent, Infinity);
  return ({ stage, index }) => (lastNeed.get(stage) ?? -1) > index;
}

function isApt({ name }: Command): boolean {
  return name === 'apt-get' || name === 'apt' || name === 'aptitude';
}
