import type { Fault } from '../../src/rule.ts';
import { labelTypeProblem, labelTypes } from '../../src/knowledge/label-types.ts';
import type { LabelType } from '../../src/knowledge/label-types.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

interface Options {
  readonly schema: Readonly<Record<string, LabelType>>;
}

const fault = (summary: string, id: string): Fault => ({ severity: 'warning', summary, since: '2026-11', aliases: [{ tool: 'hadolint', id, level: 'warning' }] });

export default defineRule<Options>({
  id: 'label-type',
  summary: 'Give labels values of the types that were agreed on.',
  category: 'metadata',
  faults: {
    text: fault('A label of the option `schema` is empty.', 'DL3051'),
    url: fault('A label of type `url` is no URL.', 'DL3052'),
    rfc3339: fault('A label of type `rfc3339` is no time.', 'DL3053'),
    spdx: fault('A label of type `spdx` is no licence expression.', 'DL3054'),
    hash: fault('A label of type `hash` is no git hash.', 'DL3055'),
    semver: fault('A label of type `semver` is no semantic version.', 'DL3056'),
    email: fault('A label of type `email` is no address.', 'DL3058'),
  },
  options: {
    defaults: { schema: {} },
    schema: { schema: { type: 'object', additionalProperties: { enum: labelTypes }, description: 'The type of each label by its key: text (not empty), rfc3339, semver, url, hash, spdx or email.' } },
  },

  *check({ dockerfile }, { schema }) {
    for (const label of dockerfile.all('LABEL')) {
      for (const { key, value } of label.pairs) {
        const type = key.value !== undefined && Object.hasOwn(schema, key.value) ? schema[key.value] : undefined;
        if (type === undefined || key.value === undefined) continue;
        const text = value === undefined ? '' : pattern(value.text);
        const problem = labelTypeProblem(type, text);
        const empty = text.trim() === '';
        if (problem !== undefined) yield { fault: type, at: value ?? key, message: `\`${key.value}\` ${problem}`, help: empty ? 'Give it a value.' : `Give it a value of type \`${type}\`.` };
        else if (value?.value === undefined) yield { kind: 'doubt', at: value ?? key, message: `only the build knows the value of \`${key.value}\`` };
        else yield { kind: 'proof', at: value, message: `\`${key.value}\` is of type \`${type}\`` };
      }
    }
  },
});
