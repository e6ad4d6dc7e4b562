import { mayHoldSecrets, secretsIn } from '../../src/knowledge/secret-shapes.ts';
import type { MappedText } from '../../src/mapped-text.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'secret-in-value',
  summary: 'Write no secret into a Dockerfile.',
  category: 'security',
  faults: {
    literal: { severity: 'error', summary: 'A key, token or password is written down.', since: '2026-11', aliases: [{ tool: 'dockle', id: 'CIS-DI-0010' }] },
  },

  *check({ dockerfile }) {
    if (!mayHoldSecrets(dockerfile.source.text)) return;
    for (const instruction of dockerfile.instructions) {
      const texts: readonly MappedText[] = [instruction.rest, ...instruction.heredocs.map(({ body }) => body)];
      for (const text of texts) {
        for (const { what, start, end } of secretsIn(text.text)) {
          yield {
            fault: 'literal', at: { place: text.place(start, end) }, message: `${what} is written down here, for everyone who can read this file or pull the image`,
            help: 'Revoke it, and mount its successor: `RUN --mount=type=secret,id=…`.',
          };
        }
      }
    }
  },
});
