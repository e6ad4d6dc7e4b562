import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const KEY = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';
const project = { 'app/Dockerfile': 'FROM debian:13-slim\nCOPY . /app\n', 'app/tls/server.key': KEY };

/** What is told of the files of the context, when this is said in a current folder. */
function secrets(cwd: string, ...said: readonly string[]): number {
  const { stdout } = spawnSync(process.execPath, [program, ...said, '--no-config', '--preset', 'all', '--format', 'json'], { cwd, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  const report: { readonly files: readonly { readonly diagnostics: readonly { readonly rule: string; readonly fault: string }[] }[] } = JSON.parse(stdout);
  return report.files.flatMap(({ diagnostics }) => diagnostics).filter(({ rule, fault }) => rule === 'context-secret' && fault === 'secret').length;
}

/** The projects below a folder that is called like one for tests; it is no part of them. */
function folders(files: Readonly<Record<string, string>>, isRepository: boolean): { readonly below: string; readonly elsewhere: string } {
  const root = folderWith({ ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`test/${name}`, text])), 'elsewhere/x': '' });
  if (isRepository) mkdirSync(path.join(root, 'test', '.git'));
  return { below: path.join(root, 'test'), elsewhere: path.join(root, 'elsewhere') };
}

test.each([true, false])('a key is a secret, whatever the folders above its project are called (a repository: %s)', (isRepository) => {
  const { below, elsewhere } = folders(project, isRepository);
  const context = path.join(below, 'app');
  expect(secrets(elsewhere, path.join(context, 'Dockerfile'), '--context', context)).toBe(1);
  expect(secrets(elsewhere, '../test/app/Dockerfile', '--context', '../test/app')).toBe(1);
  expect(secrets(below, 'app/Dockerfile', '--context', 'app')).toBe(1);
});

test.each([true, false])('a folder of tests in the project is one, however the file is named (a repository: %s)', (isRepository) => {
  const { below } = folders({ 'tests/app/Dockerfile': project['app/Dockerfile'], 'tests/app/tls/server.key': KEY }, isRepository);
  const context = path.join(below, 'tests', 'app');
  expect(secrets(below, path.join(context, 'Dockerfile'), '--context', context)).toBe(0);
  expect(secrets(below, 'tests/app/Dockerfile', '--context', 'tests/app')).toBe(0);
  expect(secrets(context, 'Dockerfile', '--context', '.')).toBe(isRepository ? 0 : 1);
});
