import { expect, test } from '@jest/globals';
import { createCatalogue } from '../../src/catalogue.ts';
import { activate } from '../../src/config/activate.ts';
import { withExperimental } from '../../src/config/experimental.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import { defineRule } from '../../src/rule.ts';
import { parseCheckOptions } from '../../src/suppress/check.ts';

const catalogue = createCatalogue([
  defineRule({
    id: 'definition-description',
    summary: 'For this test.',
    category: 'style',
    faults: {
      malformed: { severity: 'off', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'InvalidDefinitionDescription', level: 'off' }] },
      other: { severity: 'off', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'StageNameCasing' }] },
    },
    check: () => [],
  }),
]);
const levels = (directive: string | undefined) => {
  const activation = withExperimental(activate(catalogue, emptyConfig, '/Dockerfile'), catalogue, directive === undefined ? undefined : parseCheckOptions(directive));
  return { levels: ['malformed', 'other'].map((fault) => activation.level('definition-description', fault)), running: activation.active.length };
};

test.each([
  ['experimental=InvalidDefinitionDescription', 'warning'],
  ['skip=all;experimental=all', 'warning'],
  ['experimental=StageNameCasing', 'off'],
  ['skip=all', 'off'],
  [undefined, 'off'],
])('%s', (directive, level) => {
  expect(levels(directive)).toEqual({ levels: [level, 'off'], running: level === 'off' ? 0 : 1 });
});
