import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-pipes-'));
  writeFileSync(path.join(folder, 'Dockerfile'), 'FROM debian\nUSER 1000\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function bash(command: string): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', IRONLINT: `${process.execPath} ${program} --today 2026-11-01 --format gnu` } });
  return { status, stdout };
}

test('a config comes out of a pipe, and its globs are seen from the current folder', () => {
  expect(bash('$IRONLINT --config <(echo "failOn: never") Dockerfile').status).toBe(0);
  expect(bash('echo "failOn: never" | $IRONLINT --config /dev/stdin Dockerfile').status).toBe(0);
  expect(bash('$IRONLINT --config <(echo "failure-threshold: none") Dockerfile').status).toBe(0);
  expect(bash('$IRONLINT --config <(echo "exclude: [/Dockerfile]") Dockerfile').stdout).toBe('');
  expect(bash('$IRONLINT --config <(echo "failOn: warning") Dockerfile').status).toBe(1);
});

test('what comes out of a pipe holds for every file, however many threads were asked for', () => {
  writeFileSync(path.join(folder, 'a.Dockerfile'), 'FROM debian\nCOPY Dockerfile y /\nUSER 1000\n');
  writeFileSync(path.join(folder, 'b.Dockerfile'), 'FROM debian\nCOPY Dockerfile y /\nUSER 1000\n');
  const { status, stdout } = bash('echo Dockerfile | $IRONLINT --config <(echo "failOn: never") --context-files /dev/stdin --jobs 2 a.Dockerfile b.Dockerfile');
  expect(status).toBe(0);
  expect(stdout.match(/copy-source-missing .*/g)).toEqual(['copy-source-missing error: the build context `.` has no `y`', 'copy-source-missing error: the build context `.` has no `y`']);
});

test('a Dockerfile and a list of the context do, too', () => {
  expect(bash('$IRONLINT <(echo "FROM debian") < Dockerfile').stdout).toContain('base-pinned');
  expect(bash('echo x | $IRONLINT --context-files /dev/stdin <(printf "FROM debian:13-slim\\nCOPY y /\\n")').stdout).toContain('has no `y`');
});
