import type { Alias } from '../../src/diagnostic.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

const aliases: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3003', level: 'warning' }, { tool: 'semgrep', id: 'use-workdir' }, { tool: 'trivy', id: 'DS-0013' }, { tool: 'kics', id: 'f4a6bcd3-e231-4acf-993c-aa027be50d2e' },
];

export default defineRule({
  id: 'cd-instead-of-workdir',
  summary: 'Change the directory with WORKDIR.',
  category: 'style',
  faults: {
    'no-effect': { severity: 'info', summary: 'A RUN ends with `cd`: the next instruction starts where this one did.', since: '2026-11', aliases },
    cd: { severity: 'off', summary: 'A RUN changes the directory.', since: '2026-11', aliases },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('cd')) {
      // A script of its own, as of `bash -c`, is no script of this RUN.
      if (command.script !== command.instruction.commands[0]?.script) continue;
      const target = command.operands()[0];
      const to = target === undefined ? 'cd' : `cd ${target.raw}`;
      if (isLast(command)) {
        yield { fault: 'no-effect', at: command, message: `\`${to}\` ends with this RUN: the next instruction does not start there`, help: 'Use WORKDIR, or do what is to be done there in the same RUN.' };
      } else yield { fault: 'cd', at: command, message: `\`${to}\` changes the directory for the rest of this RUN only`, help: 'Use WORKDIR where more than one instruction works there.' };
    }
  },
});

/** Nothing runs behind it in the script: it can only have been meant for the next instruction. */
function isLast(command: Command): boolean {
  const { script, conditional, subshell, connector } = command;
  return subshell === undefined && script.commands.at(-1) === command && !conditional && connector === 'end';
}
