import type { RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { mountOver } from '../../src/image/questions/mounts-over.ts';
import { cutCommand } from '../../src/programs/cut-command.ts';
import { runsWith } from '../../src/programs/runs-with.ts';
import { installsFromLists, leavesListsAlone, listUpdate } from '../../src/programs/updates.ts';
import type { ListUpdate } from '../../src/programs/updates.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

const folders = { apt: '/var/lib/apt/lists', apk: '/var/cache/apk' } as const;
const aliases = [
  { tool: 'trivy', id: 'DS-0017' }, { tool: 'checkov', id: 'CKV_DOCKER_5' }, { tool: 'kics', id: '9bae49be-0aa3-4de5-bab2-4c3a069e40cd' }, { tool: 'dockle', id: 'CIS-DI-0007' },
] as const;

export default defineRule({
  id: 'package-update-alone',
  summary: 'Update package lists in the RUN that installs from them.',
  category: 'cache',
  fixable: true,
  faults: {
    apt: { severity: 'warning', summary: 'apt updates its lists in one layer, and a later one installs from them.', since: '2026-11', aliases },
    apk: { severity: 'warning', summary: 'apk updates its index in one layer, and a later one installs from it.', since: '2026-11', aliases },
    unused: { severity: 'info', summary: 'Package lists are updated, and nothing is installed from them.', since: '2026-11', aliases },
  },

  *check(build) {
    const later = laterInstalls(build);
    for (const run of runsWith(build.dockerfile, 'apt-get', 'apt', 'aptitude', 'apk')) {
      const update = run.commands.map(listUpdate).findLast((found) => found !== undefined);
      if (update === undefined || run.commands.some((command) => installsFromLists(command, update.manager) && !readsIndexAnew(command)) || mountOver(run, folders[update.manager]) !== undefined) continue;
      const { manager, command, at } = update;
      const called = `${command.name} update`;
      const unknown = run.commands.find((each) => !leavesListsAlone(each));
      const install = later.get(manager)?.get(run.stage);
      if (unknown !== undefined) yield { kind: 'doubt', at, message: `only the build knows whether \`${unknown.program.raw}\` installs from the lists that \`${called}\` brings` };
      else if (install !== undefined && install.instruction.index > run.index) {
        yield {
          fault: manager, at,
          message: `\`${called}\` stands in another RUN than what installs: from the cache it brings old lists, and what is installed from them may be gone`,
          help: `Write \`${called}\` into the RUN that installs, with \`&&\`.`,
          related: [{ place: install.place, message: 'this installs from them' }],
        };
      } else yield { fault: 'unused', at, message: `nothing is installed from the lists that \`${called}\` brings`, ...remedy(run, command) };
    }
  },
});

function remedy({ commands }: RunInstruction, update: Command): Pick<Finding, 'help' | 'fixes'> {
  if (!commands.some(readsIndexAnew)) return { help: 'Remove it, or install in the same RUN.' };
  const cut = commands.filter((command) => listUpdate(command) !== undefined).length === 1 ? cutCommand(update) : undefined;
  return {
    help: 'Remove it: `--no-cache` reads the index anew, and keeps none.',
    ...(cut === undefined ? {} : { fixes: [{ title: `Remove \`${update.name} update\``, safety: 'safe' as const, edits: [cut] }] }),
  };
}

/** `apk add --no-cache` takes no index that lies there (apk-add(8)). */
function readsIndexAnew(command: Command): boolean {
  return command.name === 'apk' && command.option('--no-cache') !== undefined && command.subcommand('update') === undefined;
}

/** By manager and stage the last command that installs in a RUN that does not update; of children too. */
function laterInstalls({ dockerfile }: Build): ReadonlyMap<ListUpdate['manager'], ReadonlyMap<Stage | undefined, Command>> {
  const found = new Map([['apt', new Map<Stage | undefined, Command>()], ['apk', new Map<Stage | undefined, Command>()]] as const);
  const updated = { apt: new Set<RunInstruction>(), apk: new Set<RunInstruction>() };
  for (const command of dockerfile.commands('apt-get', 'apt', 'aptitude', 'apk')) {
    const { instruction } = command;
    if (instruction.keyword !== 'RUN') continue;
    const manager = command.name === 'apk' ? 'apk' : 'apt';
    if (listUpdate(command) !== undefined || command.option('-U', '--update', '--no-cache') !== undefined) updated[manager].add(instruction);
    else if (installsFromLists(command, manager) && !updated[manager].has(instruction)) found.get(manager)?.set(instruction.stage, command);
  }
  for (const stage of dockerfile.stages.toReversed()) {
    for (const installs of found.values()) {
      const install = installs.get(stage);
      if (stage.parent !== undefined && install !== undefined) installs.set(stage.parent, install);
    }
  }
  return found;
}
