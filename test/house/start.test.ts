import { afterAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'ironlint-start-'));
const command = path.resolve('bin', 'ironlint.cjs');

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** The files of dist/ that a run loads, as V8 saw them. */
function loaded(...args: readonly string[]): readonly string[] {
  const coverage = mkdtempSync(path.join(folder, 'coverage-'));
  spawnSync(process.execPath, [command, ...args], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: coverage } });
  const scripts = readdirSync(coverage).flatMap((name) => (JSON.parse(readFileSync(path.join(coverage, name), 'utf8')) as { result: { url: string }[] }).result);
  return scripts.flatMap(({ url }) => /\/dist\/([\w-]+\.cjs)$/.exec(url)?.[1] ?? []).sort();
}

// When this fails, a module that every start needs is in another file: `npm run regroup`, then `npm run build`.
test('a small file is judged by the first file of the command line alone', () => {
  writeFileSync(path.join(folder, 'Dockerfile'), 'FROM debian:12-slim\nUSER 1000\nENTRYPOINT ["/usr/bin/env"]\n');
  expect(loaded('--no-config', 'Dockerfile')).toEqual(['cli.cjs']);
});
