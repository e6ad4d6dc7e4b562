import { defineRule } from '../../src/rule.ts';

interface Options {
  readonly strict: boolean;
  readonly keys: readonly string[];
}

export default defineRule<Options>({
  id: 'label-superfluous',
  summary: 'Set only the labels that were agreed on.',
  category: 'metadata',
  faults: {
    'not-listed': { severity: 'info', summary: 'With the option `strict`, a label is set that `keys` does not list.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3050', level: 'info' }] },
  },
  options: {
    defaults: { strict: false, keys: [] },
    schema: {
      strict: { type: 'boolean', description: 'Only the labels that `keys` lists may be set.' },
      keys: { type: 'array', items: { type: 'string' }, description: 'The labels that may be set; one that ends with `*` stands for all that begin so.' },
    },
  },

  *check({ dockerfile }, { strict, keys }) {
    if (!strict) return;
    for (const label of dockerfile.all('LABEL')) {
      for (const { key } of label.pairs) {
        const name = key.value;
        if (name === undefined) yield { kind: 'doubt', at: key, message: `only the build knows which label \`${key.raw}\` is` };
        else if (keys.some((listed) => listed === name || (listed.endsWith('*') && name.startsWith(listed.slice(0, -1))))) yield { kind: 'proof', at: key, message: `\`${name}\` is listed` };
        else yield { fault: 'not-listed', at: key, message: `the label \`${name}\` was not agreed on`, help: 'Remove it, or add it to the option `keys`.' };
      }
    }
  },
});
