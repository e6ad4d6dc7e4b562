import type { Edit } from '../../src/diagnostic.ts';
import type { RunInstruction } from '../../src/dockerfile/model.ts';
import { sudoOf } from '../../src/programs/sudo.ts';
import type { Sudo } from '../../src/programs/sudo.ts';
import { namesRoot } from '../../src/image/questions/users.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build } from '../../src/rule.ts';

export default defineRule({
  id: 'no-sudo',
  summary: 'Switch users with USER, not with sudo.',
  category: 'security',
  fixable: true,
  faults: {
    sudo: {
      severity: 'warning', summary: 'RUN calls sudo.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3004', level: 'error' }, { tool: 'trivy', id: 'DS-0010' }, { tool: 'checkov', id: 'CKV2_DOCKER_1' },
        { tool: 'kics', id: '8ada6e80-0ade-439e-b176-0b28f6bce35a' }, { tool: 'semgrep', id: 'no-sudo-in-dockerfile' }, { tool: 'dockle', id: 'DKL-DI-0001' },
      ],
    },
  },

  *check(build) {
    // One answer for each RUN: who writes one sudo writes ten.
    const found = new Map<RunInstruction, Sudo[]>();
    for (const command of build.dockerfile.commands()) {
      if (command.instruction.keyword !== 'RUN') continue;
      const sudo = sudoOf(command);
      if (sudo !== undefined) found.set(command.instruction, [...(found.get(command.instruction) ?? []), sudo]);
    }
    for (const [run, sudos] of found) {
      const [first] = sudos;
      if (first === undefined) continue;
      const asRoot = isRoot(run, build) && !first.toOther;
      const edits = sudos.flatMap(({ removal }): readonly Edit[] => (removal === undefined ? [] : [removal]));
      yield {
        fault: 'sudo', at: first.word,
        message: asRoot ? `\`${first.word.raw}\` has nothing to give: the build is root here` : `\`${first.word.raw}\` changes the user behind USER's back`,
        help: asRoot ? `Leave \`${first.word.raw}\` out.` : 'Do what needs root above USER, or between `USER root` and the USER that is to stay.',
        ...(asRoot && edits.length === sudos.length ? { fixes: [{ title: `Leave \`${first.word.raw}\` out`, safety: 'unsafe', edits }] } : {}),
      };
    }
  },
});

function isRoot(run: RunInstruction, { image }: Build): boolean {
  if (run.stage === undefined || run.onbuild !== undefined) return false;
  const { user } = image.before(run);
  return user.is === 'present' && namesRoot(user.value.text) === true;
}
