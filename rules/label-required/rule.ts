import type { Dockerfile, Stage } from '../../src/dockerfile/model.ts';
import { declaredForFromAlone } from '../../src/image/questions/declared-for-from.ts';
import { mayBeEmpty, mayBeSet, ownLabels, restsOnArgument } from '../../src/image/questions/labels.ts';
import type { OwnLabels } from '../../src/image/questions/labels.ts';
import { unusedStages } from '../../src/image/questions/stage-uses.ts';
import { labelTypeProblem, labelTypes } from '../../src/knowledge/label-types.ts';
import type { LabelType } from '../../src/knowledge/label-types.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';
import { lineOf } from '../../src/source.ts';

interface Options {
  readonly keys: readonly string[] | Readonly<Record<string, LabelType>>;
  readonly images: 'shipped' | 'all';
}

export default defineRule<Options>({
  id: 'label-required',
  summary: 'Give the image the labels that your project asks for.',
  category: 'metadata',
  faults: {
    missing: { severity: 'info', summary: 'The image does not have a label that the option `keys` names.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3049', level: 'info' }] },
    value: { severity: 'info', summary: 'A label that the option `keys` names is empty, or not of the type that it asks for.', since: '2026-11' },
  },
  options: {
    defaults: { keys: [], images: 'shipped' },
    schema: {
      keys: {
        description: `The labels that the image must have: a list of keys, or a map of keys to the type of their value (${labelTypes.map((type) => `\`${type}\``).join(', ')}).`,
        anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'object', additionalProperties: { enum: labelTypes } }],
      },
      images: { enum: ['shipped', 'all'], description: '`shipped`: the image of the target. `all`: that of every stage which no other stage uses, too.' },
    },
  },

  *check({ dockerfile, target }, { keys, images }) {
    const wanted = isList(keys) ? keys.map((key): [string, LabelType] => [key, 'text']) : Object.entries(keys);
    if (target === undefined || wanted.length === 0) return;
    const results = images === 'all' ? unusedStages(dockerfile).filter((stage) => stage !== target) : [];
    for (const stage of [target, ...results]) {
      const labels = ownLabels(stage);
      for (const [key, type] of wanted) yield judge(key, type, { labels, stage, dockerfile });
    }
  },
});

function isList(keys: Options['keys']): keys is readonly string[] {
  return Array.isArray(keys);
}

function judge(key: string, type: LabelType, { labels, stage, dockerfile }: { readonly labels: OwnLabels; readonly stage: Stage; readonly dockerfile: Dockerfile }): Observation {
  const pair = labels.pairs.get(key);
  if (pair === undefined) {
    const maybe = mayBeSet(labels, key);
    if (maybe !== undefined) return { kind: 'doubt', at: maybe.key, message: `only the build knows whether \`${maybe.key.raw}\` is \`${key}\`` };
    const at = stage.from.image ?? stage.from;
    return { fault: 'missing', at, message: `the image has no label \`${key}\``, help: `Set it in this stage: \`LABEL ${key}=…\`.` };
  }
  const value = pair.value ?? pair.key;
  const problem = restsOnArgument(value, dockerfile) ? undefined : labelTypeProblem(type, pattern(value.text));
  if (problem !== undefined) return { fault: 'value', at: value, message: `\`${key}\` ${problem}`, help: 'Give the label a value that says what it is for.' };
  const name = declaredForFromAlone(value, stage, dockerfile);
  if (name !== undefined) return { fault: 'value', at: value, message: `\`${key}\` is empty: \`${name}\` is declared for \`FROM\` alone`, help: `Write \`ARG ${name}\` in this stage, too.` };
  if (mayBeEmpty(value)) return { kind: 'doubt', at: value, message: `\`${key}\` is empty unless the build says what \`${value.raw.replace(/^"|"$/g, '')}\` is (\`--build-arg\`)` };
  return { kind: 'proof', at: pair, message: `\`${key}\` is set at line ${String(lineOf(pair.place))}` };
}
