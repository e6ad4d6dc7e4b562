import type { Stage } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'stage-name-unique',
  summary: 'Give each stage a name of its own.',
  category: 'correctness',
  faults: {
    duplicate: {
      severity: 'error', summary: 'Two stages have one name.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3024', level: 'error' }, { tool: 'buildkit', id: 'DuplicateStageName', level: 'warning' }, { tool: 'trivy', id: 'DS-0012' },
        { tool: 'checkov', id: 'CKV_DOCKER_11' }, { tool: 'kics', id: 'f2daed12-c802-49cd-afed-fe41d0b82fed' },
      ],
    },
  },

  *check({ dockerfile }) {
    const first = new Map<string, Stage>();
    for (const stage of dockerfile.stages) {
      const { name } = stage;
      if (name === undefined) continue;
      const other = first.get(name.raw.toLowerCase());
      if (other?.name === undefined) {
        first.set(name.raw.toLowerCase(), stage);
        yield { kind: 'proof', at: name, message: `\`${name.raw}\` is the name of one stage` };
      } else {
        yield {
          fault: 'duplicate', at: name, message: `an earlier stage is named \`${other.name.raw}\` already`, help: 'Give this one another name.',
          related: [{ place: other.name.place, message: 'the earlier stage' }],
        };
      }
    }
  },
});
