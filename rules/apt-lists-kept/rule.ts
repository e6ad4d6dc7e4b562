import { isBelow } from '../../src/container-path.ts';
import type { RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { mountOver } from '../../src/image/questions/mounts-over.ts';
import { shippedLayers } from '../../src/image/questions/shipped-layers.ts';
import { aptInstall } from '../../src/programs/apt.ts';
import { emptiesAptLists, cleansAptArchives, olderListsNeeded } from '../../src/programs/apt-layers.ts';
import { expandBraces } from '../../src/programs/braces.ts';
import { empties } from '../../src/programs/removal.ts';
import { runsWith } from '../../src/programs/runs-with.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import { appendCommand } from '../../src/programs/append.ts';
import type { Command } from '../../src/shell/model.ts';

const lists = '/var/lib/apt/lists';
const archives = '/var/cache/apt/archives';
const aliases = [
  { tool: 'hadolint', id: 'DL3009', level: 'info' }, { tool: 'kics', id: 'df746b39-6564-4fed-bf85-e9c44382303c' }, { tool: 'semgrep', id: 'remove-package-lists' }, { tool: 'semgrep', id: 'remove-package-cache' },
  { tool: 'dockle', id: 'DKL-DI-0005' },
] as const;

export default defineRule({
  id: 'apt-lists-kept',
  summary: 'Remove the package lists of apt in the layer that downloaded them.',
  category: 'size',
  fixable: true,
  faults: {
    lists: { severity: 'info', summary: 'Package lists stay in a layer of the shipped image.', since: '2026-11', aliases },
    archives: { severity: 'info', summary: 'Downloaded packages stay in a layer of the shipped image.', since: '2026-11', aliases },
  },

  *check(build) {
    const { dockerfile, target } = build;
    const ships = shippedLayers(build);
    const layers: Layers = { escape: dockerfile.escape, needsLists: olderListsNeeded(dockerfile), removals: lastRemovals(build) };
    const keeping = stagesThatKeepArchives(build);
    let judged = false;
    for (const run of runsWith(dockerfile, 'apt-get', 'apt', 'aptitude')) {
      if (!ships(run)) continue;
      for (const observation of [...judgeLists(run, layers), ...judgeArchives(run, keeping)]) {
        judged = true;
        yield observation;
      }
    }
    if (!judged && target !== undefined) yield { kind: 'proof', at: target.from.image ?? target.from, message: 'no layer of the shipped image downloads package lists of apt' };
  },
});

interface Layers {
  readonly escape: string;
  readonly needsLists: (run: RunInstruction) => boolean;
  /** Of each stage the last command that removes the lists. */
  readonly removals: ReadonlyMap<Stage | undefined, Command>;
}

function lastRemovals({ dockerfile }: Build): Layers['removals'] {
  const removals = new Map<Stage | undefined, Command>();
  for (const command of dockerfile.commands('rm', 'find')) if (empties(command, lists) === true) removals.set(command.instruction.stage, command);
  return removals;
}

function* judgeLists(run: RunInstruction, layers: Layers): Iterable<Observation> {
  const { commands } = run;
  const updates = commands.filter((command) => isApt(command) && command.subcommand('update') !== undefined);
  const last = updates.at(-1);
  const update = last?.subcommand('update');
  if (last === undefined || update === undefined) return;
  const mount = mountOver(run, lists);
  if (mount === 'unknown') yield { kind: 'doubt', at: update, message: `only the build knows whether a mount keeps \`${lists}\` out of the layer` };
  else if (mount !== undefined) yield { kind: 'proof', at: mount, message: 'the package lists are kept out of the layer by a mount' };
  if (mount !== undefined) return;

  let cleaned: Command | undefined;
  let doubt: Command | undefined;
  for (const command of commands.slice(commands.indexOf(last) + 1)) {
    const empty = emptiesAptLists(command);
    if (empty === true) cleaned = command;
    else if (empty === undefined) doubt = command;
  }
  if (cleaned !== undefined) yield { kind: 'proof', at: cleaned, message: 'the package lists are removed in the layer that downloaded them' };
  else if (doubt !== undefined) yield { kind: 'doubt', at: doubt, message: `only the build knows whether \`${doubt.program.raw}\` removes the package lists` };
  else {
    const sudo = last.wrappers.some(({ value }) => value === 'sudo') ? 'sudo ' : '';
    const needed = layers.needsLists(run);
    const edit = needed ? undefined : appendCommand(run, `${sudo}rm -rf ${lists}/*`, layers.escape);
    const later = layers.removals.get(run.stage);
    yield {
      fault: 'lists', at: update,
      message: `\`${last.name} update\` leaves its package lists in the layer`,
      help: removalHelp(run, needed),
      related: later === undefined || later.instruction.index <= run.index ? [] : [{ place: later.place, message: 'removed here, where the layer above is finished' }],
      fixes: edit === undefined ? [] : [{ title: `Add \`rm -rf ${lists}/*\``, safety: 'safe', edits: [edit] }],
    };
  }
}

/** @param needed Later commands install by these lists. */
function removalHelp(run: RunInstruction, needed: boolean): string {
  if (needed) return `Update, install and remove them with \`rm -rf ${lists}/*\` in one RUN.`;
  const braced = bracedRemoval(run);
  if (braced !== undefined) return `The shell here takes the braces of \`${braced}\` as they stand, so nothing is removed: write \`rm -rf ${lists}/*\`.`;
  return `End this RUN with \`rm -rf ${lists}/*\`; a later one makes no layer smaller.`;
}

/** `rm -rf /var/lib/{apt,dpkg}/`, which bash would make words of, and `sh` does not. */
function bracedRemoval({ commands }: RunInstruction): string | undefined {
  const words = commands.flatMap((command) => (command.name === 'rm' ? command.operands() : []));
  return words.find(({ raw }) => raw.includes('{') && expandBraces(raw).some((path) => path !== raw && (isBelow(path.replace(/\/$/, ''), '/var/lib/apt') || isBelow(lists, path.replace(/\/\*?$/, '')))))?.raw;
}

function* judgeArchives(run: RunInstruction, keeping: ReadonlyMap<Stage | undefined, number>): Iterable<Observation> {
  const since = keeping.get(run.stage);
  if (since === undefined || run.index < since || mountOver(run, archives) !== undefined) return;
  const { commands } = run;
  const last = commands.findLastIndex((command) => aptInstall(command) !== undefined);
  const install = commands[last];
  if (install === undefined || commands.slice(last + 1).some((command) => cleansAptArchives(command))) return;
  yield {
    fault: 'archives', at: aptInstall(install)?.subcommand ?? install,
    message: `\`${install.name} install\` leaves the packages that it downloaded in \`${archives}\`: \`docker-clean\` is gone`,
    help: 'Put a cache mount over `/var/cache/apt`, or end this RUN with `apt-get clean`.',
  };
}

/** From which instruction on a stage keeps what apt downloads: the images of Debian and Ubuntu delete it by a hook named `docker-clean`. */
function stagesThatKeepArchives({ dockerfile }: Build): ReadonlyMap<Stage | undefined, number> {
  const found = new Map<Stage | undefined, number>();
  for (const { instruction, words } of dockerfile.commands('rm')) {
    if (!found.has(instruction.stage) && words.some(({ value }) => value === '/etc/apt/apt.conf.d/docker-clean')) found.set(instruction.stage, instruction.index);
  }
  for (const stage of dockerfile.stages) if (!found.has(stage) && stage.parent !== undefined && found.has(stage.parent)) found.set(stage, 0);
  return found;
}

function isApt({ name }: Command): boolean {
  return name === 'apt-get' || name === 'apt' || name === 'aptitude';
}
