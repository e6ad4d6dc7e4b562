import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const dockerfile = 'FROM debian:13-slim\nCOPY . /app\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\n';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-fix-'));
  writeFileSync(path.join(folder, 'Dockerfile'), dockerfile);
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'node_modules', 'x'), '');
  writeFileSync(path.join(folder, '.env'), 'SECRET_KEY=1\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

function run(...options: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, 'Dockerfile', '--today', '2026-11-01', '--context', '.', '--unsafe', ...options], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return { status, stdout };
}

test('lines are added to an ignore file that is there and empty', () => {
  writeFileSync(path.join(folder, '.dockerignore'), '');
  expect(run('--diff').stdout).toContain('--- a/.dockerignore\n+++ b/.dockerignore\n');
  expect(run('--fix').stdout).not.toContain('could not be written');
  expect(text('.dockerignore')).toBe('.env\nnode_modules\n');
  expect(text('Dockerfile')).toContain('--no-install-recommends');
});

test('an ignore file that is not there is made', () => {
  expect(run('--diff').stdout).toContain('--- /dev/null\n+++ b/.dockerignore\n');
  expect(run('--fix').stdout).not.toContain('could not be written');
  expect(text('.dockerignore')).toBe('.env\nnode_modules\n');
});

test('when one of two files cannot be written, the other stays as it was, and that is what the report tells', () => {
  symlinkSync(path.join('no-such-folder', 'x'), path.join(folder, '.dockerignore'));
  const { status, stdout } = run('--fix', '--format', 'json');
  expect(status).toBe(2);
  const report: { readonly errors: readonly object[]; readonly files: readonly { readonly diagnostics: readonly { readonly rule: string }[] }[] } = JSON.parse(stdout);
  expect(report.errors).toEqual([{ path: '.dockerignore', message: 'it could not be written (its folder does not exist); nothing was changed' }]);
  expect(report.files[0]?.diagnostics.map(({ rule }) => rule)).toContain('apt-no-recommends');
  expect(text('Dockerfile')).toBe(dockerfile);
  expect(existsSync(path.join(folder, '.dockerignore'))).toBe(false);
});

test('files that share an ignore file add to it one after the other, also where ShellCheck is waited for', () => {
  writeFileSync(path.join(folder, 'Dockerfile'), 'FROM debian:13-slim\nCOPY node_modules /m\nRUN echo a\n');
  writeFileSync(path.join(folder, 'other.Dockerfile'), 'FROM debian:13-slim\nCOPY . /app\nRUN echo b\n');
  mkdirSync(path.join(folder, 'node_modules', '.git'));
  writeFileSync(path.join(folder, 'node_modules', '.git', 'config'), '');
  writeFileSync(path.join(folder, '.dockerignore'), '*.md\n');
  run('--fix', 'other.Dockerfile', '--shellcheck', 'auto', '--shellcheck-path', shellcheck());
  expect(text('.dockerignore').split('\n').sort()).toEqual(['', '**/.git', '*.md', '.env', 'node_modules']);
});

/** A program that answers as ShellCheck does where it finds nothing. */
function shellcheck(): string {
  const file = path.join(folder, 'shellcheck');
  writeFileSync(file, '#!/bin/sh\necho \'{"comments":[]}\'\n', { mode: 0o755 });
  return file;
}
