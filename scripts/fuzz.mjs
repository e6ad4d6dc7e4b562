// `npm run fuzz -- MINUTES`: the properties of the tests with other samples each round, until one fails or the time is over.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) {
  process.stderr.write('usage: npm run fuzz -- MINUTES\n');
  process.exit(2);
}
const tests = path.join(root, 'test');
const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && readFileSync(path.join(tests, name), 'utf8').includes('fc.assert'))
  .map((name) => path.join('test', name));
const until = Date.now() + minutes * 60_000;

/** Answers jest's exit code. */
function runRound(seed) {
  const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--no-warnings'].filter(Boolean).join(' ');
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--silent', ...files], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_OPTIONS: nodeOptions, IRONLINT_SEED: String(seed) },
  });
  process.stdout.write(`${status === 0 ? '✔' : '✖'} seed ${seed}\n`);
  if (status !== 0) process.stderr.write(`${stderr}\nAgain: IRONLINT_SEED=${seed} npm test -- FILE\n`);
  return status ?? 1;
}

process.stdout.write(`${files.length} files with properties, ${minutes} minutes\n`);
do process.exitCode = runRound(Math.floor(Math.random() * 2 ** 31));
while (process.exitCode === 0 && Date.now() < until);
