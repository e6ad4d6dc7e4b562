import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-elsewhere-'));
  for (const name of ['here', 'there']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'there', 'Dockerfile'), 'FROM debian:13-slim\nCOPY main.c /src/\nUSER 1000\n');
  writeFileSync(path.join(folder, 'there', 'main.c'), '');
  writeFileSync(path.join(folder, 'there', 'compose.yaml'), 'services:\n  app:\n    build: .\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a Dockerfile outside of the current folder has the compose file that lies beside it', () => {
  const { status, stdout } = spawnSync(process.execPath, [program, '--no-config', '../there/Dockerfile'], { cwd: path.join(folder, 'here'), encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  expect(status).toBe(0);
  expect(stdout).toMatch(/compose\.yaml` builds it so \(line 2\)/);
  expect(stdout).not.toContain('no text file');
});
