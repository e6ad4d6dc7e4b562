import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');

const folder = folderWith({ Dockerfile: 'FROM debian:13-slim\nMAINTAINER x\nUSER 1000\n' });
afterAll(removeFolders);

test.each([['/dev/stdout', 1], ['/dev/stderr', 2]])('--output %s adds to the log that lies behind it', (output, descriptor) => {
  const log = path.join(folder, 'log');
  const file = openSync(log, 'w');
  writeSync(file, 'before\n');
  const stdio = ['ignore' as const, descriptor === 1 ? file : 'ignore' as const, descriptor === 2 ? file : 'ignore' as const];
  spawnSync(process.execPath, [program, 'Dockerfile', '--today', '2026-11-01', '--format', 'gnu', '--output', output], { cwd: folder, stdio, env: { ...process.env, NODE_OPTIONS: '' } });
  writeSync(file, 'behind\n');
  closeSync(file);
  expect(readFileSync(log, 'utf8')).toMatch(/^before\nironlint:Dockerfile:[^]*\nbehind\n$/);
});
