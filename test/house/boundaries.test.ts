import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');
const examples: readonly (readonly [file: string, specifier: string, allowed: boolean])[] = [
  ['rules/some-rule/rule.ts', '../../src/rule.ts', true],
  ['rules/some-rule/rule.ts', '../../src/word.ts', true],
  ['rules/some-rule/rule.ts', '../../src/dockerfile/model.ts', true],
  ['rules/some-rule/rule.ts', '../../src/programs/apt.ts', true],
  ['rules/some-rule/rule.ts', '../../src/knowledge/end-of-life.ts', true],
  ['rules/some-rule/rule.ts', './words.ts', true],
  ['rules/some-rule/rule.ts', '../other-rule/rule.ts', false],
  ['rules/some-rule/rule.ts', '../../src/lint.ts', false],
  ['rules/some-rule/rule.ts', '../../src/dockerfile/parse.ts', false],
  ['rules/some-rule/rule.ts', 'node:fs', false],
  ['rules/some-rule/rule.ts', 'fs', false],
  ['rules/some-rule/rule.ts', 'dockerfile-ast', false],
  ['src/dockerfile/parse.ts', 'dockerfile-ast', true],
  ['src/dockerfile/parse.ts', 'unbash', false],
  ['src/shell/parse.ts', 'unbash', true],
  ['src/shell/parse.ts', 'node:fs', false],
  ['src/lint.ts', 'node:fs', false],
  ['src/lint.ts', '../rules/index.ts', false],
  ['src/run.ts', '../rules/index.ts', false],
  ['src/run.ts', 'node:fs', true],
  ['src/config/load.ts', 'dockerfile-ast', false],
  ['src/image/image.ts', 'node:path', false],
  ['src/cli.ts', '../rules/index.ts', true],
  ['src/index.ts', '../rules/index.ts', true],
  ['test/x.test.ts', 'node:fs', true],
];

/** Asks the ESLint rule, in a process of its own: it is plain JavaScript outside of what Jest compiles. */
const answers: readonly boolean[] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', `
  import { whyForbidden } from './scripts/eslint-boundaries.mjs';
  const examples = ${JSON.stringify(examples)};
  process.stdout.write(JSON.stringify(examples.map(([file, specifier]) => whyForbidden(file, specifier) === undefined)));
`], { cwd: root, encoding: 'utf8' }));

describe('who may import whom', () => {
  test.each(examples.map((example, index) => [...example, answers[index]] as const))('%s imports %s: %s', (_file, _specifier, allowed, answer) => {
    expect(answer).toBe(allowed);
  });
});
