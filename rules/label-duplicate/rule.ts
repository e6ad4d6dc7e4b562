import type { KeyValue } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'label-duplicate',
  summary: 'Set each label once.',
  category: 'metadata',
  faults: {
    repeated: { severity: 'info', summary: 'A stage sets a label twice: the first value is lost.', since: '2026-11', aliases: [{ tool: 'tally', id: 'tally/labels/no-duplicate-keys' }] },
  },

  *check({ dockerfile }) {
    for (const stage of dockerfile.stages) {
      const first = new Map<string, KeyValue>();
      for (const instruction of stage.instructions) {
        for (const pair of instruction.keyword === 'LABEL' ? instruction.pairs : []) {
          const key = pair.key.value;
          if (key === undefined) continue;
          const earlier = first.get(key);
          first.set(key, pair);
          // A value that names an ARG may be set twice on purpose: a default above, what the build passes below.
          if (earlier === undefined || pair.value?.raw.includes('$') === true) continue;
          yield {
            fault: 'repeated', at: earlier.key, message: `\`${key}\` is set again below, so this value is lost`, help: 'Remove one of them.',
            related: [{ place: pair.key.place, message: 'it is set again here' }],
          };
        }
      }
    }
  },
});
