import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { readConfigFile } from '../../src/config/config-file.ts';
import { builtValidators } from '../../src/config/validators.ts';
import { version } from '../../src/version.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

// What a newcomer copies out of the documentation has to work.

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const blocks = (file: string, language: string): readonly string[] => [...read(file).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');

const commands = pages.flatMap((page) => blocks(page, 'sh')).flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+#.*$| < .*$/g, '')).filter((line) => line.startsWith('ironlint'));

test('the commands of the pages are ones that the command line takes', () => {
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) expect(() => parseArguments(command.split(' ').slice(1))).not.toThrow();
});

test('the first command of the README prints what the README shows', () => {
  const page = read('README.md');
  const [command] = blocks('README.md', 'sh');
  const words = /npx ironlint (.*)\n/.exec(command ?? '')?.[1]?.split(' ') ?? [];
  const shown = /<!-- sample[^>]*-->\n```text\n(.*?)…\n```/s.exec(page)?.[1] ?? 'nothing';
  const { stdout, status } = spawnSync(process.execPath, ['bin/ironlint.cjs', ...words], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', CI: '' } });
  expect([status, stdout.slice(0, shown.length)]).toEqual([0, shown]);
});

test('the configuration of docs/configuration.md can be used', async () => {
  const [shown] = blocks('docs/configuration.md', 'yaml');
  const config = await readConfigFile('ironlint.yaml', '/project', shown ?? '', { catalogue: createCatalogue([...rules, ...suppressionRules]), validators: await builtValidators() });
  expect([config.presets, config.policies, config.target]).toEqual([['recommended'], ['t7.8', 'policies/own.yaml'], 'runtime']);
});

test('docs/ci.md uses this version, and inputs that the action has', () => {
  const page = read('docs/ci.md');
  const versions = [...page.matchAll(/ironlint(?:@|#)v([\d.]+)/g)].map((match) => match[1]);
  expect(versions).toEqual([version, version]);
  const action = read('action.yml');
  const inputs = [...(/uses: ironlint[^\n]*\n +with:\n((?: {10}[^\n]*\n)+)/.exec(page)?.[1] ?? '').matchAll(/^ +([\w-]+):/gm)].map((match) => match[1] ?? '');
  expect(inputs).toEqual(['policies', 'sarif-file']);
  for (const input of [...inputs, 'files', 'config', 'fail-on', 'working-directory']) expect(action).toMatch(new RegExp(`^  ${input}:$`, 'm'));
});

test('links between pages lead to files', () => {
  for (const page of [...pages, 'CONTRIBUTING.md']) {
    for (const [, target] of read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
      const file = path.join(root, path.dirname(page), target ?? '');
      expect([page, target, existsSync(file)]).toEqual([page, target, true]);
    }
  }
});
