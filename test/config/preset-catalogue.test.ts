import { describe, expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { activate } from '../../src/config/activate.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import { presets } from '../../src/config/model.ts';
import type { Config, Preset } from '../../src/config/model.ts';
import type { Level, Tool } from '../../src/diagnostic.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

// The presets as the rules that ship fill them; test/config/activate.test.ts holds what presets mean.
const catalogue = createCatalogue([...rules, ...suppressionRules]);
const under = (config: Partial<Config>) => activate(catalogue, { ...emptyConfig, ...config }, '/Dockerfile');

/** The levels that the faults of a check have under a preset. */
function levelsOf(tool: Tool, id: string, preset: Preset): readonly Level[] {
  const { level } = under({ presets: [preset] });
  const faults = catalogue.resolve(`${tool}/${id}`)?.targets ?? [];
  return faults.flatMap(({ rule, faults: names }) => names.map((fault) => level(rule.id, fault)));
}

/** hadolint's own defaults (release 2.15.1); `style` is our info. */
const hadolint: Readonly<Record<string, readonly string[]>> = {
  error: ['DL3000', 'DL3004', 'DL3011', 'DL3012', 'DL3020', 'DL3021', 'DL3023', 'DL3024', 'DL3026', 'DL3043', 'DL3044', 'DL3061', 'DL4000', 'DL4004'],
  warning: [
    'DL3002', 'DL3003', 'DL3006', 'DL3007', 'DL3008', 'DL3013', 'DL3014', 'DL3016', 'DL3018', 'DL3022', 'DL3025', 'DL3027', 'DL3028', 'DL3029', 'DL3030', 'DL3032', 'DL3033', 'DL3034',
    'DL3035', 'DL3036', 'DL3037', 'DL3038', 'DL3040', 'DL3041', 'DL3042', 'DL3045', 'DL3046', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058', 'DL3062', 'DL3063', 'DL3064',
    'DL3065', 'DL3067', 'DL4001', 'DL4003', 'DL4005', 'DL4006',
  ],
  info: ['DL3001', 'DL3009', 'DL3010', 'DL3015', 'DL3019', 'DL3047', 'DL3048', 'DL3049', 'DL3050', 'DL3059', 'DL3060', 'DL3066'],
  off: ['DL1001', 'DL3057'],
};

describe('preset hadolint', () => {
  test.each(Object.entries(hadolint).flatMap(([level, ids]) => ids.map((id) => [id, level])))('%s is %s', (id, level) => {
    const found = new Set(levelsOf('hadolint', id, 'hadolint'));
    // Faults of `syntax` are errors under every preset: the build refuses them.
    if (level === 'warning') found.delete('error');
    expect([...found]).toEqual([level]);
  });
  test('has nothing else on', () => {
    const { level } = under({ presets: ['hadolint'] });
    const on = rules.flatMap((rule) => Object.entries(rule.faults).filter(([fault, { aliases }]) => level(rule.id, fault) !== 'off' && aliases?.some(({ tool }) => tool === 'hadolint') !== true).map(([fault]) => `${rule.id}/${fault}`));
    expect(on.filter((name) => !/^(?:syntax|shellcheck)\//.test(name))).toEqual([]);
  });
});

test.each([
  'StageNameCasing', 'FromAsCasing', 'NoEmptyContinuation', 'ConsistentInstructionCasing', 'DuplicateStageName', 'ReservedStageName', 'JSONArgsRecommended', 'MaintainerDeprecated',
  'UndefinedArgInFrom', 'WorkdirRelativePath', 'UndefinedVar', 'MultipleInstructionsDisallowed', 'LegacyKeyValueFormat', 'InvalidBaseImagePlatform', 'RedundantTargetPlatform',
  'SecretsUsedInArgOrEnv', 'InvalidDefaultArgInFrom', 'FromPlatformFlagConstDisallowed', 'CopyIgnoredFile', 'ExposeProtoCasing', 'ExposeInvalidFormat',
])('preset buildkit: %s is a warning', (id) => {
  expect([...new Set(levelsOf('buildkit', id, 'buildkit'))]).toEqual(['warning']);
});

test('preset security: rules about security, and every one of them', () => {
  const { active, level } = under({ presets: ['security'] });
  expect(new Set(active.map(({ rule }) => rule.category).filter((category) => category !== 'correctness'))).toEqual(new Set(['security']));
  expect(active.filter(({ rule }) => rule.category === 'correctness').map(({ rule }) => rule.id)).toEqual(['syntax']);
  for (const rule of rules.filter(({ category }) => category === 'security')) for (const fault of Object.keys(rule.faults)) expect(level(rule.id, fault)).not.toBe('off');
});

test('presets all and strict: nothing is off but matters of style in strict', () => {
  const [all, strict] = [under({ presets: ['all'] }), under({ presets: ['strict'] })];
  for (const rule of rules) {
    for (const fault of Object.keys(rule.faults)) {
      expect(all.level(rule.id, fault)).not.toBe('off');
      if (rule.category !== 'style') expect(strict.level(rule.id, fault)).toMatch(/^(?:info|warning|error)$/);
      expect(strict.level(rule.id, fault) === 'info' && rule.faults[fault]?.severity === 'info').toBe(false);
    }
  }
});

describe('editions', () => {
  test.each(presets)('of today leave nothing out of %s', (preset) => {
    expect(under({ presets: [preset], edition: '2026-11' }).newer).toEqual([]);
  });
  test('before the first rule leave all out, and say how many', () => {
    const { active, newer } = under({ presets: ['recommended'], edition: '2026-10' });
    expect(active.map(({ rule }) => rule.id)).toEqual([]);
    expect(newer.length).toBe(under({ presets: ['recommended'] }).active.length);
  });
});

test('what BuildKit calls experimental is off until a comment switches it on', () => {
  expect(levelsOf('buildkit', 'InvalidDefinitionDescription', 'buildkit')).toEqual(['off']);
});
