import type { RunInstruction } from '../../src/dockerfile/model.ts';
import { mountOver } from '../../src/image/questions/mounts-over.ts';
import { shippedLayers } from '../../src/image/questions/shipped-layers.ts';
import { emptiesAptLists } from '../../src/programs/apt-layers.ts';
import { cacheIsMounted, cachingOf, cleansCache } from '../../src/programs/caches.ts';
import type { Caching } from '../../src/programs/caches.ts';
import { defineRule } from '../../src/rule.ts';
import type { Fault, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

const fault = (summary: string, id: string, level: 'info' | 'warning'): Fault => ({ severity: 'off', summary, since: '2026-11', aliases: [{ tool: 'hadolint', id, level }] });

export default defineRule({
  id: 'build-stage-leftovers',
  summary: 'Clean up in stages that are not shipped, too.',
  category: 'style',
  faults: {
    lists: fault('apt leaves its package lists in a stage that others are built from, and that is not shipped.', 'DL3009', 'info'),
    apk: fault('apk leaves its index in a stage that is not shipped.', 'DL3019', 'info'),
    pip: fault('pip leaves its cache in a stage that is not shipped.', 'DL3042', 'warning'),
    yum: fault('yum leaves its metadata in a stage that is not shipped.', 'DL3032', 'warning'),
    dnf: fault('dnf leaves its metadata in a stage that is not shipped.', 'DL3040', 'warning'),
    zypper: fault('zypper leaves its metadata in a stage that is not shipped.', 'DL3036', 'warning'),
    yarn: fault('yarn leaves its cache in a stage that is not shipped.', 'DL3060', 'info'),
  },

  *check(build) {
    const ships = shippedLayers(build);
    // `FROM builder$copy` is built from a stage only with some arguments.
    const bases = new Set(build.dockerfile.stages.map(({ parent, from }) => (from.image?.raw.includes('$') === true ? undefined : parent)).filter((parent) => parent !== undefined));
    for (const run of build.dockerfile.all('RUN')) {
      if (ships(run)) continue;
      // As hadolint does: lists, and the cache of yarn, are told of in stages that others are built FROM.
      if (run.stage !== undefined && bases.has(run.stage)) yield* aptLists(run);
      for (const [index, command] of run.commands.entries()) {
        for (const found of cache(run, command, run.commands.slice(index + 1))) if (!('fault' in found) || found.fault !== 'yarn' || (run.stage !== undefined && bases.has(run.stage))) yield found;
      }
    }
  },
});

function* aptLists(run: RunInstruction): Iterable<Observation> {
  const last = run.commands.findLastIndex((command) => (command.name === 'apt-get' || command.name === 'apt') && command.subcommand('update') !== undefined);
  const update = run.commands[last];
  if (update === undefined || mountOver(run, '/var/lib/apt/lists') !== undefined) return;
  const at = update.subcommand('update') ?? update;
  if (run.commands.slice(last).some((command) => emptiesAptLists(command) !== false)) yield { kind: 'proof', at, message: 'the package lists are removed in the layer that downloaded them' };
  else yield { fault: 'lists', at, message: `\`${update.name} update\` leaves its package lists in a stage that is not shipped`, help: 'It makes only the cache of builds larger.' };
}

function* cache(run: RunInstruction, command: Command, later: readonly Command[]): Iterable<Observation> {
  const caching = cachingOf(command, new Map());
  if (caching === undefined || !isListed(caching.manager) || cacheIsMounted(run, caching) !== false || later.some((one) => cleansCache(one, caching) !== false)) return;
  yield { fault: caching.manager, at: caching.at, message: `\`${command.name}\` leaves its cache in a stage that is not shipped`, help: 'It makes only the cache of builds larger.' };
}

function isListed(manager: Caching['manager']): boolean {
  return ['apk', 'pip', 'yum', 'dnf', 'zypper', 'yarn'].includes(manager);
}
