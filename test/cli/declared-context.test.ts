import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const compose = 'services:\n  app:\n    build: .\n';
const dockerfile = 'FROM debian:13-slim\nCOPY package.json /app/\nCOPY src /app/src/\nUSER 1000\n';

/** How many sources of COPY are told as missing. */
function missing(files: Readonly<Record<string, string>>, ...said: readonly string[]): number {
  const { stdout } = spawnSync(process.execPath, [program, '--no-config', '--format', 'json', ...said, 'app/Dockerfile'], { cwd: folderWith(files), encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  const report: { readonly files: readonly { readonly diagnostics: readonly { readonly rule: string }[] }[] } = JSON.parse(stdout);
  return report.files.flatMap(({ diagnostics }) => diagnostics).filter(({ rule }) => rule === 'copy-source-missing').length;
}

test('a compose file beside a template of a project proves nothing: none of its files is there yet', () => {
  expect(missing({ 'app/Dockerfile': dockerfile, 'app/compose.yaml': compose })).toBe(0);
});

test('where one of them is there, or the context was asked for, the others are missing', () => {
  expect(missing({ 'app/Dockerfile': dockerfile, 'app/compose.yaml': compose, 'app/package.json': '{}' })).toBe(1);
  expect(missing({ 'app/Dockerfile': dockerfile, 'app/compose.yaml': compose }, '--context', 'app')).toBe(2);
});

test('a single file that is named is missing, as nothing tells a template from a slip', () => {
  expect(missing({ 'app/Dockerfile': 'FROM debian:13-slim\nCOPY start.sh /\nUSER 1000\n', 'app/compose.yaml': compose })).toBe(1);
});
