import { defineRule } from '../../src/rule.ts';
import { execForm } from '../../src/image/questions/exec-form.ts';

export default defineRule({
  id: 'healthcheck-exec-form',
  summary: 'Write the command of HEALTHCHECK in exec form.',
  category: 'style', fixable: true,
  faults: {
    'shell-form': {
      severity: 'off', summary: 'HEALTHCHECK starts a shell that starts the command.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3025', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('HEALTHCHECK')) {
      const { command } = instruction;
      if (command?.form !== 'shell') continue;
      const fixes = execForm(command);
      yield {
        fault: 'shell-form', at: command,
        message: '`HEALTHCHECK` starts its command through a shell',
        help: 'Write the command as a JSON array of words; keep the shell where the command needs it.',
        ...(fixes === undefined ? {} : { fixes: [fixes] }),
      };
    }
  },
});
