import { describe, expect, test } from '@jest/globals';
import { activate } from '../../src/config/activate.ts';
import { readConfigFile } from '../../src/config/config-file.ts';
import { hadolintVariablesNote, isHadolintConfig, migrateHadolint, readHadolintConfig } from '../../src/config/hadolint.ts';
import { mergeConfigs } from '../../src/config/merge.ts';
import { printConfig } from '../../src/config/print.ts';
import { summarize } from '../../src/run/summary.ts';
import { Source } from '../../src/source.ts';
import { catalogue, checks } from './rules-for-test.ts';

const read = (text: string) => readHadolintConfig('.hadolint.yaml', '/project', text, catalogue);
const printed = (config: Awaited<ReturnType<typeof read>>) => {
  const all: unknown = JSON.parse(printConfig(catalogue, { ...config, files: [] }, activate(catalogue, config, '/project/Dockerfile'), 'Dockerfile'));
  return all;
};

const everything = `
failure-threshold: warning
format: json
no-color: true
ignored: [DL3048, SC2086]
override:
  error: [DL3049]
  style: [DL3002]
strict-labels: true
disable-ignore-pragma: true
label-schema: { author: text, url: url }
trustedRegistries: [docker.io, "*.example.org"]
`;

test('every key means what it means to hadolint', async () => {
  const config = await read(everything);
  expect(config).toMatchObject({ presets: ['hadolint'], failOn: 'warning', shellcheck: 'auto', noInlineIgnores: true, format: 'json-hadolint', noColor: true, notes: [] });
  const { level, active } = activate(catalogue, config, '/project/Dockerfile');
  expect([level('tidy', 'untidy'), level('label-schema', 'missing'), level('user-root', 'root')]).toEqual(['off', 'error', 'info']);
  const options = (id: string) => active.find(({ rule }) => rule.id === id)?.options;
  expect(options('base-registry')).toEqual({ registries: ['docker.io', '*.example.org'] });
  expect(options('label-schema')).toEqual({ schema: { author: 'text', url: 'url' }, strict: true });
});

test('without a word the threshold is info, and nothing is a config too', async () => {
  expect((await read('')).failOn).toBe('info');
  expect((await read('ignored:\n')).failOn).toBe('info');
  expect((await read('no-fail: true\n')).failOn).toBe('never');
  expect((await read('failure-threshold: style\n')).failOn).toBe('style');
  expect((await read('failure-threshold: none\n')).failOn).toBe('never');
});

test('an override to `style` is an info that only the threshold `style` counts', async () => {
  const config = await read('override: { style: [DL3002] }\n');
  const { level, refine } = activate(catalogue, config, '/project/Dockerfile');
  expect(level('user-root', 'root')).toBe('info');
  const diagnostic = { rule: 'user-root', fault: 'root', severity: 'info', place: new Source('Dockerfile', '').place(0, 0), message: '', aliases: [], related: [], fixes: [] } as const;
  expect(refine(diagnostic)?.style).toBe(true);
  const report = (threshold: 'info' | 'style') => summarize({
    judged: [{ file: { source: diagnostic.place.source, diagnostics: [{ ...diagnostic, style: true }] }, toldElsewhere: [], policies: [], failOn: threshold }], errors: [], notes: [],
  });
  expect([report('info').exitCode, report('style').exitCode, report('style').report.notes]).toEqual([0, 1, ['not accepted: the threshold is `style`']]);
});

test('one registry may stand for a list', async () => {
  const { active } = activate(catalogue, await read('trustedRegistries: docker.io\n'), '/project/Dockerfile');
  expect(active.find(({ rule }) => rule.id === 'base-registry')?.options ?? {}).toEqual({ registries: ['docker.io'] });
});

test.each([
  ['ignored: [DL3006]\n', true], ['failure-threshold: error\n', true], ['rules: { DL3006: off }\nno-fail: true\n', false], ['', false], ['failOn: info\n', false],
])('%j is a hadolint config by any name: %p', async (text, expected) => {
  expect(await isHadolintConfig('lint.yaml', text)).toBe(expected);
});

test('an id of hadolint that is none of ours is noted', async () => {
  expect((await read('ignored: [DL1999]\n')).notes).toEqual(['`DL1999` in .hadolint.yaml is no check of ironlint']);
});

describe('a broken one stops the run', () => {
  test.each([
    ['ignore: [DL3002]\n', '.hadolint.yaml:1:1: `ignore` is no key of a hadolint config; did you mean `ignored`?'],
    ['ignored: DL3002\n', '.hadolint.yaml:1:10: `ignored` takes a list of names'],
    ['ignored:\n  - DL3006\n  - DL3007: a reason\n', '.hadolint.yaml:3:5: `ignored` takes a list of names'],
    ['ignored: [nonsense]\n', '.hadolint.yaml:1:11: no rule is named `nonsense`'],
    ['override: { warn: [DL3002] }\n', '.hadolint.yaml:1:13: `warn` is no level of hadolint; did you mean `warning`?'],
    ['failure-threshold: loud\n', '.hadolint.yaml:1:20: `failure-threshold` takes one of `error`, `warning`, `info`, `style`, `ignore`, `none`'],
    ['label-schema: { a: number }\n', '.hadolint.yaml:1:20: `number` is no type of a label'],
    ['strict-labels: "yes"\n', '.hadolint.yaml:1:16: `strict-labels` takes `true` or `false`'],
    ['- DL3002\n', '.hadolint.yaml:1:1: a hadolint config is a map of keys'],
    ['ignored: [\n', 'this is not valid YAML'],
  ])('%j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

test.each([[everything], ['ignored: [DL3006, DL3007]\n'], ['']])('the migrated config means the same: %j', async (text) => {
  const migrated = await migrateHadolint(text, catalogue);
  const config = mergeConfigs([await readConfigFile('ironlint.yaml', '/project', migrated, checks)]);
  expect(printed(config)).toEqual(printed(await read(text)));
});

test('what has no counterpart is told in comments', async () => {
  expect(await migrateHadolint('format: json\nignored: [DL3002]\n', catalogue)).toBe(
    '# Written from .hadolint.yaml.\n# Its `format` is `--format json-hadolint` on the command line.\nextends: hadolint\nfailOn: info\nrules:\n  DL3002: off\n',
  );
});

test('variables of hadolint are noted', () => {
  expect(hadolintVariablesNote(['PATH', 'HADOLINT_NOFAIL', 'HADOLINT_IGNORE'])).toBe('`HADOLINT_IGNORE`, `HADOLINT_NOFAIL`: variables of hadolint are not read');
  expect(hadolintVariablesNote(['PATH'])).toBeUndefined();
});
