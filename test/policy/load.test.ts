import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generatePolicies } from '../../scripts/generate-policies.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/model.ts';
import { readPolicy } from '../../src/policy/read.ts';
import { catalogue, checks, rules } from '../config/rules-for-test.ts';

const text = `
id: ours
title: { en: Ours, ko: 우리 }
criteria:
  - id: user
    title: No root
    rules:
      user-root: { user: app }
      base-tag: true
  - id: registries
    title: { en: Registries }
    required: false
    unknown: accept
    rules:
      DL3026: [{ registries: [a] }, { registries: [b] }]
`;
const policy: Policy = {
  id: 'ours',
  title: { en: 'Ours', ko: '우리' },
  inlineIgnores: false,
  criteria: [
    { id: 'user', title: 'No root', required: true, rules: [{ name: 'user-root', options: { user: 'app' } }, { name: 'base-tag', options: {} }] },
    { id: 'registries', title: { en: 'Registries' }, required: false, unknown: 'accept', rules: [{ name: 'DL3026', options: { registries: ['a'] } }, { name: 'DL3026', options: { registries: ['b'] } }] },
  ],
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ironlint-policy-'));
  writeFileSync(join(folder, 'ours.yaml'), text);
});
afterAll(() => rmSync(folder, { recursive: true }));
const load = (name: string, more: { readonly namedBy?: string } = {}) => loadPolicy(name, catalogue, { folder, currentFolder: folder, validators: checks.validators, shipped: { 't7.8': policy }, ...more });

test('a policy is read whole', async () => {
  expect(await readPolicy('ours.yaml', text, checks)).toEqual(policy);
});

test('by name it is one that ships, by path a file', async () => {
  expect(await load('t7.8')).toBe(policy);
  expect(await load('T7.8')).toBe(policy);
  expect(await load('ours.yaml')).toEqual(policy);
  expect(await load(join(folder, 'ours.yaml'))).toEqual(policy);
});

test('what there is not is said, with what there is', async () => {
  await expect(load('t78')).rejects.toThrow('--policy: no policy is named `t78`; did you mean `t7.8`?');
  await expect(load('nonsense', { namedBy: 'a/ironlint.yaml' })).rejects.toThrow('a/ironlint.yaml: no policy is named `nonsense`');
  await expect(load('./none.yaml', { namedBy: 'a/ironlint.yaml' })).rejects.toThrow('none.yaml: this policy, which a/ironlint.yaml names, cannot be used: there is no such file');
  await expect(load('nonsense')).rejects.toThrow('--policy: no policy is named `nonsense`; those that ship: `t7.8`; the path of a file ends with `.yaml`');
  await expect(load('./none.yaml')).rejects.toThrow('none.yaml: this policy cannot be used: there is no such file');
});

describe('what is wrong is said with its place', () => {
  const one = (criterion: string) => `id: a\ntitle: b\ncriteria:\n  - ${criterion}\n`;
  test.each([
    [one('{ id: c, title: d, rules: { user-rot: true } }'), 'p.yaml:4:33: no rule is named `user-rot`; did you mean `user-root`?'],
    [one('{ id: c, title: d, rules: { user-root: { usr: a } } }'), 'p.yaml:4:46: `usr` is not a key that is known here; did you mean `user`?'],
    [one('{ id: c, title: d, rules: { user-root: [{}, { user: 1 }] } }'), 'p.yaml:4:57: `user` takes text, not `1`'],
    [one('{ id: c, title: d, rules: { base-tag: { a: 1 } } }'), 'p.yaml:4:43: `base-tag` takes no options'],
    [one('{ id: c, title: d, rules: { user-root: error } }'), 'p.yaml:4:44: `user-root` takes `true`, or a map, or a list, not `error`'],
    [one('{ id: c, title: d, rules: {} }'), 'p.yaml:4:31: `rules` is too short: 1 at least'],
    [one('{ id: c, title: d }'), 'p.yaml:4:5: item 1 of `criteria` needs the key `rules`'],
    [one('{ id: c, title: d, require: true, rules: { base-tag: true } }'), 'p.yaml:4:24: `require` is not a key that is known here; did you mean `required`?'],
    [one('{ id: c, title: { ko: d }, rules: { base-tag: true } }'), 'p.yaml:4:21: `title` needs the key `en`'],
    [`${one('{ id: c, title: d, rules: { base-tag: true } }')}  - { id: c, title: d, rules: { base-tag: true } }\n`, 'p.yaml:5:11: another criterion has the id `c`'],
    ['id: a\n', 'p.yaml:1:1: the file needs the key `title`'],
    ['', 'p.yaml:1:1: the file takes a map, not nothing'],
    ['a: [', 'p.yaml:1:5: this is not valid YAML'],
  ])('%j', async (wrong, message) => {
    await expect(readPolicy('p.yaml', wrong, checks)).rejects.toThrow(message);
  });
});

test('policies that ship become a module', async () => {
  const { files } = await generatePolicies(folder, rules);
  expect(files).toMatchObject([{ path: 'src/policy/shipped.generated.ts' }]);
  expect(files[0]?.text).toContain(JSON.stringify({ ours: policy }, undefined, 2));
});
