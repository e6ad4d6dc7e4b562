import { freshValidators } from '../../scripts/generate-policies.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { defineRule } from '../../src/rule.ts';

/** A few rules with everything that configs can name, and no dependence on those that ship. */
export const rules = [
  defineRule<{ readonly user: string; readonly numeric: boolean }>({
    id: 'user-root',
    summary: 'Do not run as root.',
    category: 'security',
    faults: {
      root: { severity: 'warning', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3002', level: 'warning' }, { tool: 'trivy', id: 'DS-0002' }] },
      name: { severity: 'off', since: '2026-12', aliases: [{ tool: 'hadolint', id: 'DL3066', level: 'info' }] },
    },
    options: {
      defaults: { user: '', numeric: false },
      schema: { user: { type: 'string', description: 'The user.' }, numeric: { type: 'boolean', description: 'Only numbers.' } },
    },
    check: () => [],
  }),
  defineRule<{ readonly registries: readonly string[] }>({
    id: 'base-registry',
    summary: 'Pull base images from trusted registries.',
    category: 'security',
    faults: { untrusted: { severity: 'error', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3026', level: 'error' }] } },
    options: { defaults: { registries: [] }, schema: { registries: { type: 'array', items: { type: 'string' }, description: 'Trusted registries.' } } },
    check: () => [],
  }),
  defineRule<{ readonly schema: object; readonly strict: boolean }>({
    id: 'label-schema',
    summary: 'Keep labels to a schema.',
    category: 'metadata',
    faults: {
      missing: { severity: 'info', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3049', level: 'info' }] },
      superfluous: { severity: 'off', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3050', level: 'info' }] },
    },
    options: {
      defaults: { schema: {}, strict: false },
      schema: { schema: { type: 'object', description: 'Types by label.' }, strict: { type: 'boolean', description: 'No others.' } },
    },
    check: () => [],
  }),
  defineRule({
    id: 'base-tag',
    summary: 'Pin the tag.',
    category: 'reproducibility',
    faults: { floating: { severity: 'warning', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3006', level: 'warning' }, { tool: 'hadolint', id: 'DL3007', level: 'error' }] } },
    check: () => [],
  }),
  defineRule({
    id: 'exec-form',
    summary: 'Write commands as JSON.',
    category: 'correctness',
    faults: { 'shell-form': { severity: 'info', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'JSONArgsRecommended' }] } },
    check: () => [],
  }),
  defineRule({ id: 'tidy', summary: 'Be tidy.', category: 'style', faults: { untidy: { severity: 'off', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3048', level: 'style' }] } }, check: () => [] }),
  defineRule({ id: 'syntax', summary: 'Be readable.', category: 'correctness', faults: { refused: { severity: 'error', since: '2026-11' } }, check: () => [] }),
  defineRule({ id: 'shellcheck', summary: 'Heed ShellCheck.', category: 'correctness', faults: { warning: { severity: 'warning', since: '2026-11' } }, check: () => [] }),
];

export const catalogue = createCatalogue(rules);
export const checks = { catalogue, validators: freshValidators(rules) };
