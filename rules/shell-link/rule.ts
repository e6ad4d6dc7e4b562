import type { Fix } from '../../src/diagnostic.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Word } from '../../src/word.ts';
import { defineRule } from '../../src/rule.ts';

const shells = /^(\/usr)?\/bin\/sh$/;

export default defineRule({
  id: 'shell-link',
  summary: 'Choose the shell of RUN with SHELL.',
  category: 'correctness',
  fixable: true,
  faults: {
    link: {
      severity: 'warning', summary: 'RUN puts another shell in the place of `/bin/sh`.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL4005', level: 'warning' }, { tool: 'kics', id: '8a301064-c291-4b20-adcb-403fe7fd95fd' }, { tool: 'semgrep', id: 'use-shell-instruction' },
      ],
    },
  },

  *check({ dockerfile, image }) {
    for (const command of dockerfile.commands('ln')) {
      const folder = command.option('-t')?.value?.value;
      const operands = command.operands();
      const link = folder === undefined ? operands.at(-1) : operands.find(({ value }) => value === 'sh' || value?.endsWith('/sh') === true);
      if (link === undefined || (folder === undefined ? operands.length < 2 || !shells.test(link.value ?? '') : !/^(\/usr)?\/bin\/?$/.test(folder))) continue;
      const shell = operands[0];
      if (shell === undefined || command.name === '' || command.instruction.keyword !== 'RUN') continue;
      // An image without a shell gets its first.
      const { stage } = command.instruction;
      if (stage !== undefined && image.base(stage)?.shell === false) continue;
      yield {
        fault: 'link', at: link,
        message: `\`${command.name}\` puts \`${shell.value ?? shell.raw}\` in the place of \`/bin/sh\``,
        help: 'Name the shell in SHELL, and leave `/bin/sh` to the programs of the distribution.',
        fixes: fixesOf(command, shell),
      };
    }
  },
});

/** Where the RUN does nothing else, SHELL can stand in its place. */
function fixesOf(command: Command, shell: Word): readonly Fix[] {
  const { instruction, script } = command;
  const only = script.commands.every((each) => each === command || (/^(rm|mv)$/.test(each.name) && shells.test(each.operands()[0]?.value ?? '')));
  const path = shell.value === undefined ? undefined : shell.value.startsWith('/') ? shell.value : `/bin/${shell.value}`;
  if (!only || path === undefined || instruction.onbuild !== undefined || instruction.heredocs.length > 0 || instruction.flags.length > 0 || script.place.source !== instruction.place.source) return [];
  return [{ title: `Name \`${path}\` in SHELL`, safety: 'unsafe', edits: [{ place: instruction.place, text: `SHELL ["${path}", "-c"]` }] }];
}
