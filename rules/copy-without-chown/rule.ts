import { containerPath, foldersAbove } from '../../src/container-path.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import type { Effect } from '../../src/image/files/model.ts';
import { defineRule } from '../../src/rule.ts';
import { judgeUnknownOwners } from './unknown-owner.ts';

export default defineRule({
  id: 'copy-without-chown',
  summary: 'Say whom copied files belong to when USER is not root.',
  category: 'runtime',
  faults: {
    project: { severity: 'info', summary: 'The project is copied into the working directory behind USER without `--chown`: it belongs to root all the same.', since: '2026-11' },
    files: { severity: 'off', summary: 'Other files are copied behind USER without `--chown`: they belong to root all the same.', since: '2026-11' },
    'unknown-owner': { severity: 'warning', summary: '`--chown` names a user or a group that the stage does not have, and what is copied belongs to root instead.', since: '2026-11' },
  },

  *check(build) {
    yield* judgeUnknownOwners(build);
    const { image, dockerfile } = build;
    const ownerChanges = new Map<Stage, ReadonlyMap<string, number>>();
    for (const copy of dockerfile.all('COPY', 'ADD')) {
      const { stage, destination } = copy;
      if (stage === undefined || !image.isShipped(stage) || copy.onbuild !== undefined || destination === undefined) continue;
      // Files of Windows have no such owner.
      if (image.base(stage)?.operatingSystem === 'windows') continue;
      const state = image.before(copy);
      // The user of the base image was nobody's choice here.
      if (state.user.is !== 'present' || 'base' in state.user.from || state.user.value.isRoot !== false) continue;
      const user = state.user.value.user ?? '';
      if (copy.flag('chown') !== undefined) {
        yield { kind: 'proof', at: copy.flag('chown') ?? copy, message: '`--chown` says whom it belongs to' };
        continue;
      }
      const workdir = state.workdir.is === 'present' ? state.workdir.value : undefined;
      const path = destination.value === undefined || (workdir === undefined && !destination.value.startsWith('/')) ? undefined : containerPath(destination.value, workdir);
      const owned = ownerChanges.get(stage) ?? changedOwners(build.files(stage).effects);
      ownerChanges.set(stage, owned);
      if (path !== undefined && [path, ...foldersAbove(path)].some((folder) => (owned.get(folder) ?? -1) > copy.index)) continue;
      yield {
        fault: path !== undefined && path === workdir && copy.sources.some(({ value }) => value === '.' || value === './') ? 'project' : 'files', at: { place: copy.keywordAt },
        message: `what ${copy.keyword} copies belongs to root, not to \`${user}\`, who is USER here`,
        help: `Write \`${copy.keyword} --chown=${user}\` when it is to change the files, or copy before USER when it is not.`,
      };
    }
  },
});

/** By path, the last instruction that changes the owner of what lies there, or may. */
function changedOwners(effects: readonly Effect[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const effect of effects) {
    if (effect.does !== 'changes' || (effect.unknown !== true && effect.owner === undefined)) continue;
    last.set(effect.path, Math.max(last.get(effect.path) ?? -1, effect.by.index));
  }
  return last;
}
