import type { Alias } from '../../src/diagnostic.ts';
import type { LabelInstruction } from '../../src/dockerfile/model.ts';
import { labelKeyProblem, reservedNamespace } from '../../src/knowledge/oci-labels.ts';
import { variableUses } from '../../src/image/questions/variable-uses.ts';
import type { VariableUse } from '../../src/image/questions/variable-uses.ts';
import { defineRule } from '../../src/rule.ts';
import type { Span } from '../../src/source.ts';

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
        const unset = key.raw.includes('$') ? unsetWithin(label, key.place.span) : undefined;
        if (unset !== undefined) yield { fault: 'format', at: unset, message: `nothing in this file sets \`${unset.name}\`, a part of the label key`, help: 'Write the key out, or declare the variable.' };
        if (key.value === undefined || unset !== undefined) continue;
        const namespace = reservedNamespace(key.value);
        const problem = labelKeyProblem(key.value);
        if (namespace !== undefined) yield { fault: 'reserved', at: key, message: `\`${namespace}*\` is reserved for Docker`, help: 'Use a domain of your own, backwards: `com.example.`.' };
        else if (problem !== undefined) yield { fault: problem.style ? 'capitals' : 'format', at: key, message: `${problem.problem}: \`${key.value}\``, help: 'Use small letters, digits, and single `.`, `-`, `_` or `/` between them.' };
        else yield { kind: 'proof', at: key, message: `\`${key.value}\` is a good key` };
      }
    }
  },
});

/** A variable of the key that neither ARG nor ENV of the file sets. */
function unsetWithin(label: LabelInstruction, { start, end }: Span): VariableUse | undefined {
  return variableUses(label).find(({ value, place, hasDefault }) => start <= place.span.start && place.span.end <= end && !hasDefault && (value.is === 'unset' || (value.is === 'unknown' && value.cause === 'base-image')));
}
