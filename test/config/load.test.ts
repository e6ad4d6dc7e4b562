import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createConfigLoader } from '../../src/config/load.ts';
import { catalogue, checks } from './rules-for-test.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ironlint-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
const loader = (request: { readonly file?: string; readonly none?: boolean } = {}) =>
  createConfigLoader(catalogue, { currentFolder: join(folder, 'repository'), validators: checks.validators, ...request });
const configFor = (path = '', request = {}) => loader(request).configFor(join(folder, 'repository', path));

describe('the nearest config holds', () => {
  test('up to the repository root, and no further', async () => {
    write({
      'ironlint.yaml': 'failOn: info\n',
      'repository/.git/HEAD': '',
      'repository/ironlint.yaml': 'failOn: error\n',
      'repository/services/a/ironlint.json': '{"failOn": "never"}',
      'repository/services/b/Dockerfile': '',
    });
    expect((await configFor()).failOn).toBe('error');
    expect((await configFor('services/a')).failOn).toBe('never');
    expect(await configFor('services/b')).toMatchObject({ failOn: 'error', files: ['ironlint.yaml'] });
  });

  test('up to the current folder without a repository', async () => {
    write({ 'ironlint.yaml': 'failOn: info\n', 'repository/a/Dockerfile': '' });
    expect((await configFor('a')).files).toEqual([]);
    write({ 'repository/ironlint.yml': 'failOn: error\n' });
    expect((await configFor('a')).failOn).toBe('error');
  });

  test('unless one is named, or none is wanted', async () => {
    write({ 'repository/.git/HEAD': '', 'repository/ironlint.yaml': 'failOn: error\n', 'repository/other.yaml': 'failOn: info\n' });
    expect((await configFor('', { file: 'other.yaml' })).failOn).toBe('info');
    expect((await configFor('', { none: true })).files).toEqual([]);
    await expect(configFor('', { file: 'missing.yaml' })).rejects.toThrow('missing.yaml: this config cannot be used: there is no such file');
  });

  test('of two in one folder none is guessed', async () => {
    write({ 'repository/.git/HEAD': '', 'repository/ironlint.yaml': '', 'repository/ironlint.json': '{}' });
    await expect(configFor()).rejects.toThrow('ironlint.yaml: `ironlint.json` lies beside it; keep one of them');
  });

  test('the hadolint config of the current folder, wherever the Dockerfile lies', async () => {
    write({ '.git/HEAD': '', 'repository/.hadolint.yaml': 'failure-threshold: error\n', 'elsewhere/Dockerfile': '' });
    expect((await configFor('../elsewhere')).files).toEqual(['.hadolint.yaml']);
    write({ 'elsewhere/.hadolint.yaml': '' });
    expect((await configFor('../elsewhere')).failOn).toBe('info');
  });

  test('a config that is named may be one of hadolint by any name', async () => {
    write({ 'repository/.git/HEAD': '', 'repository/ci/lint.yaml': 'override: { error: [] }\n', 'repository/lint.yaml': 'override: { error: [] }\n' });
    expect((await configFor('', { file: 'ci/lint.yaml' })).presets).toEqual(['hadolint']);
  });

  test('a hadolint config only when there is none of ours', async () => {
    write({ 'repository/.git/HEAD': '', 'repository/a/.hadolint.yaml': 'failure-threshold: error\n', 'repository/a/Dockerfile': '' });
    expect(await configFor('a')).toMatchObject({ presets: ['hadolint'], failOn: 'error', files: ['a/.hadolint.yaml'] });
    write({ 'repository/ironlint.yaml': '' });
    expect(await configFor('a')).toMatchObject({ presets: ['recommended'], files: ['ironlint.yaml'] });
  });
});

describe('extends', () => {
  test('merges: later ones win, lists are joined, paths keep their folder', async () => {
    write({
      'repository/.git/HEAD': '',
      'repository/ironlint.yaml': 'extends: [security, ./shared/base.yaml]\nfailOn: error\npolicies: [b]\nnoInlineIgnores: [base-tag]\nbuildArgs: { A: mine }\n',
      'repository/shared/base.yaml': 'extends: buildkit\nfailOn: info\nedition: 2026-11\npolicies: [./a.yaml]\ncontext: ..\nnoInlineIgnores: [user-root]\nbuildArgs: { A: theirs, B: theirs }\nrules: { base-tag: off }\n',
    });
    const config = await configFor();
    expect(config).toMatchObject({
      files: ['shared/base.yaml', 'ironlint.yaml'],
      presets: ['buildkit', 'security'],
      failOn: 'error',
      edition: '2026-11',
      noInlineIgnores: ['user-root', 'base-tag'],
      policies: [{ value: './a.yaml', folder: join(folder, 'repository/shared') }, { value: 'b', folder: join(folder, 'repository') }],
      context: { value: '..', folder: join(folder, 'repository/shared') },
    });
    expect(Object.fromEntries(config.buildArgs)).toEqual({ A: 'mine', B: 'theirs' });
  });

  test('what two configs extend comes once, before both', async () => {
    write({
      'repository/.git/HEAD': '',
      'repository/ironlint.yaml': 'extends: [./one.yaml, ./two.yaml]\n',
      'repository/one.yaml': 'extends: ./base.yaml\n',
      'repository/two.yaml': 'extends: ./base.yaml\n',
      'repository/base.yaml': '',
    });
    expect((await configFor()).files).toEqual(['base.yaml', 'one.yaml', 'two.yaml', 'ironlint.yaml']);
  });

  test.each([
    ['extends: ./ironlint.yaml\n', 'ironlint.yaml:1:10: `extends` goes round in a circle: ironlint.yaml → ironlint.yaml'],
    ['extends: [./a.yaml]\n', 'a.yaml:1:10: `extends` goes round in a circle: ironlint.yaml → a.yaml → ironlint.yaml'],
    ['extends: [strict, ./none.yaml]\n', 'ironlint.yaml:1:19: `extends` names `./none.yaml`, and there is no such file'],
    ['extends: ../outside.yaml\n', 'ironlint.yaml:1:10: `../outside.yaml` lies outside of the repository'],
  ])('%j is refused', async (text, message) => {
    write({ 'outside.yaml': '', 'repository/.git/HEAD': '', 'repository/a.yaml': 'extends: ./ironlint.yaml\n', 'repository/ironlint.yaml': text });
    await expect(configFor()).rejects.toThrow(message);
  });
});
