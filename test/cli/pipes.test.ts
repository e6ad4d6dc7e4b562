import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');

const folder = folderWith({ Dockerfile: 'FROM debian\nUSER 1000\n' });
afterAll(removeFolders);

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

test('what is piped through --fix and is no UTF-8 comes back byte by byte', () => {
  expect(bash('printf "FROM debian as x\\nUSER 1\\n# \\377\\n" | $IRONLINT --fix - 2>/dev/null | od -An -c | tr -d " \\n"').stdout).toBe('FROMdebianasx\\nUSER1\\n#377\\n');
  expect(bash('printf "\\357\\273\\277FROM debian:13-slim as x\\r\\nUSER 1\\r\\n" | $IRONLINT --fix - 2>/dev/null | od -An -c | tr -d " \\n"').stdout).toBe('357273277FROMdebian:13-slimASx\\r\\nUSER1\\r\\n');
});
