import { describe, expect, test } from '@jest/globals';
import { baseImageKeys, configKeys, readConfigFile } from '../../src/config/config-file.ts';
import { configSchema, editorSchemas } from '../../scripts/generate-schema.ts';
import { initialConfig } from '../../src/cli/initial-config.ts';
import { ConfigError } from '../../src/config/error.ts';
import { checks, rules } from './rules-for-test.ts';

const read = (text: string, path = 'ironlint.yaml') => readConfigFile(path, '/project', text, checks);
const problems = async (text: string, path?: string): Promise<string> => {
  try {
    await read(text, path);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no problem';
};

test('what `ironlint init` writes can be used as it is, and with its examples switched on', async () => {
  const named = (text: string): string => text.replace('base-minimal: warning', 'user-root: warning').replace('label-required: [warning, { keys: [org.opencontainers.image.source] }]', 'base-registry: [warning, { registries: [ghcr.io] }]');
  expect(await read(initialConfig)).toMatchObject({ presets: ['recommended'], edition: '2026-11', policies: [], exclude: [] });
  const uncommented = named(initialConfig).replace(/^( *)# (?=(?:[a-z-]+: |base|user))/gm, '$1');
  const config = await read(uncommented);
  expect([[...config.rules.keys()], config.policies, config.exclude]).toEqual([['user-root', 'base-registry'], ['t7.8'], ['**/testdata/**']]);
});

test('a key with nothing behind it says nothing', async () => {
  expect(await problems('rules:\npolicies:\noverrides:\nextends:\n')).toBe('no problem');
  expect(await problems('rulez:\n')).toContain('did you mean `rules`?');
});

test('YAML anchors and merge keys', async () => {
  const config = await read('rules: &common { user-root: off }\noverrides:\n  - files: a\n    rules: { <<: *common, DL3006: error }\n');
  expect([...(config.overrides[0]?.rules.keys() ?? [])].sort()).toEqual(['DL3006', 'user-root']);
});

test('every key is read', async () => {
  const config = await read(`
extends: [strict, ./base.yaml]
edition: 2026-11
rules:
  user-root: [error, { user: app }]
  DL3006: off
  base-registry: { registries: [ghcr.io] }
overrides:
  - files: "*.dev"
    rules: { user-root/root: off }
policies: [t7.8]
exclude: [vendor/]
baseImages: [{ image: ghcr.io/us/base, user: app }]
shellcheck: auto
noInlineIgnores: [user-root]
failOn: error
context: ..
target: runtime
buildArgs: { VERSION: 1, DEBUG: true }
`);
  expect(config).toMatchObject({
    path: 'ironlint.yaml',
    folder: '/project',
    presets: ['strict'],
    extendedFiles: [{ path: './base.yaml', position: { line: 2, column: 19 } }],
    edition: '2026-11',
    policies: ['t7.8'],
    exclude: ['vendor/'],
    baseImages: [{ image: 'ghcr.io/us/base', user: 'app' }],
    shellcheck: 'auto',
    noInlineIgnores: ['user-root'],
    failOn: 'error',
    context: '..',
    target: 'runtime',
    buildArgs: { VERSION: '1', DEBUG: 'true' },
  });
  expect([...config.rules]).toEqual([
    ['user-root', { level: 'error', options: { user: 'app' } }],
    ['DL3006', { level: 'off' }],
    ['base-registry', { options: { registries: ['ghcr.io'] } }],
  ]);
  expect(config.overrides).toMatchObject([{ files: ['*.dev'] }]);
});

test('JSON is read too, and an empty file is an empty config', async () => {
  expect((await read('{\n\t"rules": { "user-root": "off" }\n}\n', 'ironlint.json')).rules.get('user-root')).toEqual({ level: 'off' });
  expect((await read('# nothing yet\n')).rules.size).toBe(0);
  expect((await read('{}', 'ironlint.json')).presets).toEqual([]);
});

describe('what is wrong is said with file, line, column and what was meant', () => {
  test.each([
    ['rules:\n  user-rot: off\n', 'ironlint.yaml:2:3: no rule is named `user-rot`; did you mean `user-root`?'],
    ['rules:\n  DL3022: off\n', 'ironlint.yaml:2:3: no rule is named `DL3022`; did you mean `DL3002`?'],
    ['rule:\n  user-root: off\n', 'ironlint.yaml:1:1: `rule` is not a key that is known here; did you mean `rules`?'],
    ['preset: strict\n', 'ironlint.yaml:1:1: `preset` is not a key that is known here; presets are named under `extends`'],
    ['rules:\n  user-root: warn\n', 'ironlint.yaml:2:14: `user-root` takes `error`, `warning`, `info`, `style`, `off`, `on`, or a map, or a list, not `warn`; did you mean `warning`?'],
    ['rules:\n  user-root: 2\n', 'ironlint.yaml:2:14: `user-root` takes `error`, `warning`, `info`, `style`, `off`, `on`, or a map, or a list, not `2`'],
    ['rules:\n  user-root: [error, { usr: app }]\n', 'ironlint.yaml:2:24: `usr` is not a key that is known here; did you mean `user`?'],
    ['rules:\n  user-root: [error, { user: 1 }]\n', 'ironlint.yaml:2:30: `user` takes text, not `1`'],
    ['rules:\n  DL3026: { registries: ghcr.io }\n', 'ironlint.yaml:2:25: `registries` takes a list, not `ghcr.io`'],
    ['rules:\n  base-tag: [error, { a: 1 }]\n', 'ironlint.yaml:2:21: `base-tag` takes no options'],
    ['rules:\n  - user-root\n', 'ironlint.yaml:2:3: `rules` takes a map, not a list'],
    ['extends: strickt\n', 'ironlint.yaml:1:10: `strickt` is neither a preset (recommended, strict, hadolint, buildkit, security, all) nor a file; did you mean `strict`?'],
    ['edition: 2026\n', 'ironlint.yaml:1:10: `edition` takes a month such as `2026-11`'],
    ['edition: next\n', 'ironlint.yaml:1:10: `edition` takes a month such as `2026-11`'],
    ['baseImages:\n  - { image: a, like: debain:13 }\n', 'ironlint.yaml:2:23: nothing is known of `debain:13`; `like` takes an image that ironlint knows, such as `debian:13`'],
    ['failOn: warnings\n', 'ironlint.yaml:1:9: `failOn` takes `error`, `warning`, `info`, `style`, `never`, not `warnings`; did you mean `warning`?'],
    ['overrides:\n  - file: a\n    rules: {}\n', 'ironlint.yaml:2:5: `file` is not a key that is known here; did you mean `files`?'],
    ['policies: t7.8\n', 'ironlint.yaml:1:11: `policies` takes a list, not `t7.8`'],
    ['noInlineIgnores: [nonsense]\n', 'ironlint.yaml:1:19: no rule is named `nonsense`'],
    ['baseImages:\n  - { image: a, usr: b }\n', 'ironlint.yaml:2:17: `usr` is not a key that is known here; did you mean `user`?'],
    ['- a\n', 'ironlint.yaml:1:1: the file takes a map, not a list'],
    ['just text', 'ironlint.yaml:1:1: the file takes a map, not `just text`'],
    ['rules: {a: [\n', 'ironlint.yaml:2:1: this is not valid YAML: '],
    ['edition: 2026-11\nedition: 2026-12\n', 'ironlint.yaml:2:1: this is not valid YAML: this key is there twice'],
    ['a: *nowhere\n', 'ironlint.yaml: this YAML cannot be resolved: unresolved alias'],
  ])('%j', async (text, expected) => {
    expect(await problems(text)).toContain(expected);
  });

  test('all of it at once, in the order of the file', async () => {
    const message = await problems('rules:\n  nope-nope: off\n  user-root: [error, { usr: a, numeric: 1 }]\n');
    expect(message.split('\n').map((line) => line.replace(/: .*/, ''))).toEqual(['ironlint.yaml:2:3', 'ironlint.yaml:3:24', 'ironlint.yaml:3:41']);
  });
});

test('the schema for editors knows every rule, fault and id, and both schemas have the same keys', () => {
  expect(Object.keys(configSchema()['properties'] ?? {})).toEqual(['$schema', ...configKeys]);
  expect(configSchema()).toMatchObject({ properties: { baseImages: { items: { properties: Object.fromEntries(baseImageKeys.map((key) => [key, expect.anything()])) } } } });
  const text = JSON.stringify(editorSchemas(rules).config);
  for (const name of ['user-root', 'user-root/root', 'DL3002', 'DS-0002', 'Trusted registries.']) expect(text).toContain(name);
});
