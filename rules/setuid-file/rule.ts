import { modesAsShipped } from '../../src/image/questions/modes.ts';
import { setsUserId } from '../../src/programs/modes.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'setuid-file',
  summary: 'Ship no program that runs as its owner whoever starts it.',
  category: 'security',
  faults: {
    setuid: {
      severity: 'info', summary: 'The Dockerfile gives a file the setuid bit.', since: '2026-11',
      aliases: [{ tool: 'dockle', id: 'CIS-DI-0008' }],
    },
  },

  *check(build) {
    for (const { at, mode, paths, by } of modesAsShipped(build)) {
      if (mode === undefined) yield { kind: 'doubt', at, message: `only the build knows the mode \`${at.raw}\`` };
      else if (setsUserId(mode)) {
        yield {
          fault: 'setuid', at, message: `\`${by} ${mode}\` lets ${paths.length === 0 ? 'what it is given' : paths.map((path) => `\`${path}\``).join(', ')} run as its owner, whoever starts it`,
          help: 'Start the container as the user that is needed, or give the program the one capability that it needs with `setcap`.',
        };
      } else yield { kind: 'proof', at, message: `\`${mode}\` sets no setuid bit` };
    }
  },
});
