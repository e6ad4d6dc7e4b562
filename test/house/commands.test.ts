import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Lines of the README's `sh` blocks. */
const commands = [...read('README.md').matchAll(/^```sh\n(.*?)^```$/gms)].flatMap((match) => (match[1] ?? '').trimEnd().split('\n'));

test('the README has its two commands, and .ci/run ends with the second as the README spells it', () => {
  const [first, tests] = commands.filter((command) => command.startsWith('npm ci'));
  expect(first).toMatch(/^npm ci && npx ironlint .*fixtures\/ironpost\/after\/docker\/Dockerfile$/);
  expect(tests).toBe('npm ci && npm test');
  expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe(tests);
});

test('what is installed has no dependencies, and no machine is named in the lock file', () => {
  const manifest: { readonly dependencies?: object; readonly files: readonly string[] } = JSON.parse(read('package.json'));
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.files).toEqual(['bin', 'dist', 'policies', 'schema']);
  expect(read('package-lock.json')).not.toMatch(/"resolved"/);
});

test('the version is the same wherever it is written', () => {
  const { version }: { readonly version: string } = JSON.parse(read('package.json'));
  expect(read('src/version.ts')).toContain(`'${version}'`);
  expect(read('README.md')).toContain(`rev: v${version}`);
});
