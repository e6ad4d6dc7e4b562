import type { Alias } from '../../src/diagnostic.ts';
import { labelKeyProblem, reservedNamespace } from '../../src/knowledge/oci-labels.ts';
import { defineRule } from '../../src/rule.ts';

const aliases: readonly Alias[] = [{ tool: 'hadolint', id: 'DL3048', level: 'style' }];

export default defineRule({
  id: 'label-key',
  summary: 'Give labels keys that tools can read.',
  category: 'metadata',
  faults: {
    format: { severity: 'info', summary: 'The key has characters that label keys do not have.', since: '2026-11', aliases },
    reserved: { severity: 'info', summary: 'The key lies in a namespace that Docker keeps for itself.', since: '2026-11', aliases },
    capitals: { severity: 'off', summary: 'The key has capital letters.', since: '2026-11', aliases },
  },

  *check({ dockerfile }) {
    for (const label of dockerfile.all('LABEL')) {
      for (const { key } of label.pairs) {
        if (key.value === undefined) continue;
        const namespace = reservedNamespace(key.value);
        const problem = labelKeyProblem(key.value);
        if (namespace !== undefined) yield { fault: 'reserved', at: key, message: `\`${namespace}*\` is reserved for Docker`, help: 'Use a domain of your own, backwards: `com.example.`.' };
        else if (problem !== undefined) yield { fault: problem.style ? 'capitals' : 'format', at: key, message: `${problem.problem}: \`${key.value}\``, help: 'Use small letters, digits, and single `.`, `-`, `_` or `/` between them.' };
        else yield { kind: 'proof', at: key, message: `\`${key.value}\` is a good key` };
      }
    }
  },
});
