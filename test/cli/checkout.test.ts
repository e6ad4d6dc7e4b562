import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

// A step that runs in a folder of the checkout: what is written for the CI system has the paths of the checkout.

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const checkout = folderWith({ 'services/api/Dockerfile': 'FROM debian\nUSER 1000\n', 'services/api/b/Dockerfile': 'FROM debian\nUSER 1000\n', Dockerfile: 'FROM debian:13-slim\nUSER 1000\n' });
afterAll(removeFolders);

function pathsOf(format: string, folder: string, environment: Readonly<Record<string, string>>, pattern: RegExp, ...options: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [program, '--no-config', '--today', '2026-11-01', '--format', format, ...options], {
    cwd: path.join(checkout, folder), encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment },
  });
  return [...new Set([...stdout.matchAll(pattern)].map(([, found = '']) => found))];
}

const formats: readonly (readonly [format: string, variable: string, pattern: RegExp])[] = [
  ['github', 'GITHUB_WORKSPACE', /file=([^,]+)/g], ['sarif', 'GITHUB_WORKSPACE', /"uri": "([^"]+)"/g], ['gitlab', 'CI_PROJECT_DIR', /"path": "([^"]+)"/g],
];

test.each(formats)('%s', (format, variable, pattern) => {
  const here = ['Dockerfile', 'b/Dockerfile'];
  const inCheckout = ['services/api/Dockerfile', 'services/api/b/Dockerfile'];
  expect(pathsOf(format, 'services/api', { [variable]: checkout }, pattern)).toEqual(inCheckout);
  expect(pathsOf(format, 'services/api', {}, pattern)).toEqual(here);
  expect(pathsOf(format, 'services/api', { [variable]: '' }, pattern)).toEqual(here);
  expect(pathsOf(format, 'services/api', { [variable]: path.join(checkout, 'elsewhere') }, pattern)).toEqual(here);
  expect(pathsOf(format, '', { [variable]: checkout }, pattern)).toEqual(inCheckout);
});

test('a file beside the folder of the step', () => {
  expect(pathsOf('github', 'services/api/b', { GITHUB_WORKSPACE: checkout }, /file=([^,]+)/g, '../Dockerfile', 'Dockerfile')).toEqual(['services/api/Dockerfile', 'services/api/b/Dockerfile']);
});

test('a path that was given for the report stays', () => {
  expect(pathsOf('github', 'services/api', { GITHUB_WORKSPACE: checkout }, /file=([^,]+)/g, 'Dockerfile', '--file-path-in-report', 'services/api/Dockerfile')).toEqual(['services/api/Dockerfile']);
});

test('other formats are read where they are written', () => {
  expect(pathsOf('gnu', 'services/api', { GITHUB_WORKSPACE: checkout, CI_PROJECT_DIR: checkout }, /^ironlint:([^:]+)/gm)).toEqual(['Dockerfile', 'b/Dockerfile']);
});

test('a policy, and a file that cannot be read, too', () => {
  const uri = /"uri": "([^"]+)"/g;
  expect(pathsOf('sarif', 'services/api', { GITHUB_WORKSPACE: checkout }, uri, '--policy', 't7.8', 'Dockerfile', 'none')).toEqual(['services/api/none', 'services/api/Dockerfile']);
});
