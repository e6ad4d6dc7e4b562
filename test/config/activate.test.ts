import { describe, expect, test } from '@jest/globals';
import { activate, commandLineRules, editionNote } from '../../src/config/activate.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import type { Config, Preset, RuleSetting } from '../../src/config/model.ts';
import { printConfig } from '../../src/config/print.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { Source } from '../../src/source.ts';
import { catalogue, rules } from './rules-for-test.ts';

type Settings = Readonly<Record<string, RuleSetting>>;
const settings = (given: Settings) => new Map(Object.entries(given));
const config = (...layers: readonly Settings[]): Config => ({
  ...emptyConfig,
  layers: layers.map((given) => ({ path: 'ironlint.yaml', folder: '/project', rules: settings(given), overrides: [] })),
});
const levels = (given: Config, path = '/project/Dockerfile') => {
  const { level } = activate(catalogue, given, path);
  return Object.fromEntries(rules.flatMap((rule) => Object.keys(rule.faults).map((fault) => [`${rule.id}/${fault}`, level(rule.id, fault)])));
};
const preset = (...presets: readonly Preset[]) => levels({ ...emptyConfig, presets });

describe('presets', () => {
  const own = {
    'user-root/root': 'warning', 'user-root/name': 'off', 'base-registry/untrusted': 'error', 'label-schema/missing': 'info', 'label-schema/superfluous': 'off',
    'base-tag/floating': 'warning', 'exec-form/shell-form': 'info', 'tidy/untidy': 'off', 'syntax/refused': 'error', 'shellcheck/warning': 'warning',
  };
  test('recommended: own severities', () => expect(preset('recommended')).toEqual(own));
  test('strict: one step up, style left alone', () => {
    expect(preset('strict')).toEqual({ ...own, 'user-root/name': 'info', 'label-schema/missing': 'warning', 'label-schema/superfluous': 'info', 'exec-form/shell-form': 'warning' });
  });
  test('all: everything', () => expect(preset('all')).toEqual({ ...own, 'user-root/name': 'info', 'label-schema/superfluous': 'info', 'tidy/untidy': 'info' }));
  test('hadolint: its checks at its levels, and what no file can do without', () => {
    expect(preset('hadolint')).toEqual({
      ...own, 'user-root/name': 'info', 'label-schema/superfluous': 'info', 'base-tag/floating': 'error', 'exec-form/shell-form': 'off', 'tidy/untidy': 'info',
    });
  });
  const off = Object.fromEntries(Object.keys(own).map((fault) => [fault, 'off']));
  test('buildkit: warnings', () => expect(preset('buildkit')).toEqual({ ...off, 'exec-form/shell-form': 'warning', 'syntax/refused': 'error' }));
  const security = { 'user-root/root': 'warning', 'user-root/name': 'warning', 'base-registry/untrusted': 'error' };
  test('security: that category', () => expect(preset('security')).toEqual({ ...off, ...security, 'syntax/refused': 'error' }));
  test('several: their union', () => expect(preset('security', 'buildkit')).toEqual({ ...off, ...security, 'exec-form/shell-form': 'warning', 'syntax/refused': 'error' }));
});

describe('settings', () => {
  test('a rule sets all of its faults, an id and a fault theirs, whatever the order', () => {
    expect(levels(config({ 'user-root/root': { level: 'info' }, 'user-root': { level: 'error' } }))).toMatchObject({ 'user-root/root': 'info', 'user-root/name': 'error' });
    expect(levels(config({ DL3066: { level: 'off' }, 'user-root': { level: 'error' } }))).toMatchObject({ 'user-root/root': 'error', 'user-root/name': 'off' });
  });
  test('later layers win', () => {
    expect(levels(config({ 'user-root/root': { level: 'error' } }, { 'user-root': { level: 'off' } }))).toMatchObject({ 'user-root/root': 'off' });
  });
  test('`on` is the own severity, and warning for what is off by default', () => {
    expect(levels(config({ 'user-root': { level: 'off' } }, { 'user-root': { level: 'on' } }))).toMatchObject({ 'user-root/root': 'warning', 'user-root/name': 'warning' });
  });
  test('overrides count for the files that they name, seen from their config', () => {
    const given: Config = {
      ...emptyConfig,
      layers: [{ path: 'a', folder: '/project', rules: settings({ 'base-tag': { level: 'info' } }), overrides: [{ files: ['docker/*.dev'], rules: settings({ 'base-tag': { level: 'off' } }) }] }],
    };
    expect(levels(given, '/project/docker/Dockerfile.dev')['base-tag/floating']).toBe('off');
    expect(levels(given, '/project/docker/Dockerfile')['base-tag/floating']).toBe('info');
    expect(levels(given, '/elsewhere/docker/Dockerfile.dev')['base-tag/floating']).toBe('info');
  });
  test('options are merged over the defaults, layer by layer', () => {
    const given = config({ 'user-root': { options: { user: 'app' } } }, { DL3002: { options: { numeric: true } } });
    expect(activate(catalogue, given, '/project/Dockerfile').active.find(({ rule }) => rule.id === 'user-root')?.options).toEqual({ user: 'app', numeric: true });
  });
  test('a rule of which no fault is on does not run', () => {
    const ids = (given: Config) => activate(catalogue, given, '/project/Dockerfile').active.map(({ rule }) => rule.id);
    expect(ids(emptyConfig)).not.toContain('tidy');
    expect(ids(config({ tidy: { level: 'info' }, 'user-root': { level: 'off' } }))).toEqual(expect.arrayContaining(['tidy']));
    expect(ids(config({ 'user-root': { level: 'off' } }))).not.toContain('user-root');
  });
  test('the command line comes last', () => {
    const { level } = activate(catalogue, config({ 'user-root': { level: 'off' } }), '/project/Dockerfile', commandLineRules(catalogue, { rules: ['DL3002=error'], ignored: ['base-tag, exec-form'] }));
    expect([level('user-root', 'root'), level('base-tag', 'floating'), level('exec-form', 'shell-form')]).toEqual(['error', 'off', 'off']);
  });
});

describe('ids that share a fault', () => {
  const source = new Source('Dockerfile', 'FROM a');
  const diagnostic = (tool: 'hadolint' | 'shellcheck', id: string): Diagnostic => ({
    rule: 'base-tag', fault: 'floating', severity: 'warning', place: source.place(0, 1), message: 'm', aliases: [{ tool, id }], related: [], fixes: [],
  });
  const refined = (given: Config, tool: 'hadolint' | 'shellcheck', id: string) => activate(catalogue, given, '/project/Dockerfile').refine(diagnostic(tool, id))?.severity;

  test('are told apart by the finding', () => {
    const given = config({ DL3007: { level: 'off' }, SC2086: { level: 'off' }, SC2046: { level: 'error' } });
    expect(levels(given)).toMatchObject({ 'base-tag/floating': 'warning', 'shellcheck/warning': 'warning' });
    expect(refined(given, 'hadolint', 'DL3007')).toBeUndefined();
    expect(refined(given, 'hadolint', 'DL3006')).toBe('warning');
    expect(refined(given, 'shellcheck', 'SC2086')).toBeUndefined();
    expect(refined(given, 'shellcheck', 'SC2046')).toBe('error');
  });
  test('give way to a later level for the whole', () => {
    expect(refined(config({ DL3007: { level: 'off' } }, { 'base-tag': { level: 'warning' } }), 'hadolint', 'DL3007')).toBe('warning');
  });
});

describe('an edition', () => {
  test('leaves out what is newer, and counts it', () => {
    const given: Config = { ...emptyConfig, presets: ['all'], edition: '2026-11' };
    expect(levels(given)).toMatchObject({ 'user-root/root': 'warning', 'user-root/name': 'off' });
    const { newer } = activate(catalogue, given, '/project/Dockerfile');
    expect(newer).toEqual(['user-root']);
    expect(editionNote(newer)).toBe('1 rule is newer than your edition');
    expect(editionNote(['a', 'b'])).toBe('2 rules are newer than your edition');
    expect(editionNote([])).toBeUndefined();
  });
  test('does not stand against a config that names the fault', () => {
    expect(levels({ ...config({ 'user-root/name': { level: 'error' } }), edition: '2026-11' })).toMatchObject({ 'user-root/name': 'error' });
  });
});

test.each([
  [{ rules: ['user-rot=off'] }, '--rule: no rule is named `user-rot`; did you mean `user-root`?'],
  [{ rules: ['user-root'] }, '--rule: `user-root` is not of the form `NAME=LEVEL`'],
  [{ rules: ['user-root=loud'] }, '--rule: `user-root=loud` is not of the form `NAME=LEVEL`'],
  [{ ignored: ['DL30O6'] }, '--ignore: no rule is named `DL30O6`'],
])('a command line that cannot be meant: %j', (given, message) => {
  expect(() => commandLineRules(catalogue, given)).toThrow(message);
});

test('an id as hadolint has them, which is none of ours, is noted: a hook that is moved here goes on', () => {
  const { rules, notes } = commandLineRules(catalogue, { ignored: ['DL9999'], rules: ['DL9998=error'] });
  expect([[...rules.keys()], notes]).toEqual([[], ['`DL9998` is no check of ironlint', '`DL9999` is no check of ironlint']]);
});

test('the printed config is JSON of all that holds', () => {
  const given = config({ 'user-root': { level: 'error', options: { user: 'app' } } });
  const printed: unknown = JSON.parse(printConfig(catalogue, given, activate(catalogue, given, '/project/Dockerfile'), 'Dockerfile'));
  expect(printed).toMatchObject({ path: 'Dockerfile', presets: ['recommended'], rules: { 'user-root': { faults: { root: 'error', name: 'error' }, options: { user: 'app', numeric: false } } } });
});
