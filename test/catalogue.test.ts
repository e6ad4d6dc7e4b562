import { describe, expect, test } from '@jest/globals';
import { createCatalogue, nearest } from '../src/catalogue.ts';
import { defineRule } from '../src/rule.ts';

const pinned = defineRule({
  id: 'base-pinned',
  summary: 'Pin the base image.',
  category: 'reproducibility',
  replaces: ['pin-base'],
  faults: {
    untagged: { severity: 'warning', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3006' }, { tool: 'checkov', id: 'CKV_DOCKER_7' }] },
    latest: { severity: 'warning', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3007' }, { tool: 'checkov', id: 'CKV_DOCKER_7' }] },
  },
  check: () => [],
});
const root = defineRule({
  id: 'non-root',
  summary: 'Do not run as root.',
  category: 'security',
  faults: { root: { severity: 'warning', since: '2026-11', aliases: [{ tool: 'trivy', id: 'DS-0002' }] } },
  check: () => [],
});
const json = defineRule({
  id: 'exec-form',
  summary: 'Write commands as JSON.',
  category: 'correctness',
  faults: { 'shell-form': { severity: 'info', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'JSONArgsRecommended' }, { tool: 'hadolint', id: 'DL3025' }, { tool: 'checkov', id: 'CKV_DOCKER_7' }] } },
  check: () => [],
});
const shellcheck = defineRule({
  id: 'shellcheck',
  summary: 'Heed ShellCheck.',
  category: 'correctness',
  faults: { finding: { severity: 'warning', since: '2026-11' } },
  check: () => [],
});
const catalogue = createCatalogue([pinned, root, json, shellcheck]);
const meant = (name: string, exact = false) => catalogue.resolve(name, { exact })?.targets.map(({ rule, faults }) => [rule.id, ...faults].join(' '));

describe('a name stands for', () => {
  test.each([
    ['base-pinned', ['base-pinned untagged latest']],
    ['base-pinned/latest', ['base-pinned latest']],
    ['DL3007', ['base-pinned latest']],
    ['hadolint/DL3007', ['base-pinned latest']],
    ['dl3007', ['base-pinned latest']],
    ['CKV_DOCKER_7', ['base-pinned untagged latest', 'exec-form shell-form']],
    ['DS-0002', ['non-root root']],
    ['AVD-DS-0002', ['non-root root']],
    ['DS002', ['non-root root']],
    ['jsonargsrecommended', ['exec-form shell-form']],
    ['pin-base', ['base-pinned untagged latest']],
    ['SC2086', ['shellcheck finding']],
  ])('%s', (name, expected) => {
    expect(meant(name)).toEqual(expected);
  });

  test('nothing, when no rule has it', () => {
    expect(meant('no-such-rule')).toBeUndefined();
    expect(meant('base-pinned/none')).toBeUndefined();
    expect(meant('constructor')).toBeUndefined();
    expect(createCatalogue([root]).resolve('SC2086')).toBeUndefined();
  });

  test('nothing in another case, when exactness is asked for', () => {
    expect(meant('JSONArgsRecommended', true)).toEqual(['exec-form shell-form']);
    expect(meant('jsonargsrecommended', true)).toBeUndefined();
  });
});

test('a resolution spells the name as its tool does, and tells ids from rules', () => {
  expect(catalogue.resolve('avd-ds-0002')).toMatchObject({ name: 'DS-0002', kind: 'id' });
  expect(catalogue.resolve('hadolint/DL3007')).toMatchObject({ name: 'DL3007', kind: 'id' });
  expect(catalogue.resolve('sc2086')).toMatchObject({ name: 'SC2086', kind: 'id' });
  expect(catalogue.resolve('pin-base')).toMatchObject({ kind: 'rule', replacedBy: 'base-pinned' });
});

test('a rule is found by its own id only', () => {
  expect(catalogue.rule('non-root')).toBe(root);
  expect(catalogue.rule('DS-0002')).toBeUndefined();
  expect(catalogue.rule('pin-base')).toBeUndefined();
});

test('a near name is suggested, a far one is not', () => {
  expect(catalogue.suggest('base-pined')).toBe('base-pinned');
  expect(catalogue.suggest('DL3077')).toBe('DL3007');
  expect(catalogue.suggest('something-else-entirely')).toBeUndefined();
  expect(nearest('x'.repeat(1000), ['x'.repeat(1000)])).toBeUndefined();
  expect([nearest('titel', ['id', 'title']), nearest('dog', ['dgo', 'cat'])]).toEqual(['title', 'dgo']);
});
