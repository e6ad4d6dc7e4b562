// `npm test`: everything that is checked, each step on its own line, the output of a step shown when it fails. All steps run,
// so one run shows all that is wrong. `npm test -- test/shell` runs the tests of a folder and nothing else. With UPDATE=1 what is generated
// is written before the tests, and again behind them: they write the outputs into pages that others are generated from.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.mjs';

const jestArguments = process.argv.slice(2);
const packages = 'node_modules';
const updating = process.env.UPDATE === '1';
const generating = { name: 'generated files', args: ['scripts/generate.mjs', ...(updating ? [] : ['--check'])] };
const steps = [
  generating,
  { name: 'types', args: [path.join(packages, 'typescript', 'bin', 'tsc'), '-p', '.', '--pretty'] },
  { name: 'lint', args: [path.join(packages, 'eslint', 'bin', 'eslint.js'), '--cache', '--cache-location', path.join(packages, '.cache', 'eslint/'), '--color', '.'] },
  { name: 'build', args: ['scripts/build.mjs', '--fast'] },
];

function runStep({ name, args }) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? '✔' : '✖'} ${name} (${seconds} s)\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return status === 0;
}

function runJest() {
  const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--no-warnings'].filter(Boolean).join(' ');
  const { status } = spawnSync(process.execPath, [path.join(packages, 'jest', 'bin', 'jest.js'), ...jestArguments], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: nodeOptions },
  });
  return status === 0;
}

const wanted = jestArguments.length === 0 ? steps : steps.filter((step) => step.name === 'build' || (updating && step === generating));
const results = wanted.map((step) => ({ name: step.name, passed: runStep(step) }));
results.push({ name: 'tests', passed: runJest() });
if (updating) results.push({ name: generating.name, passed: runStep(generating) });
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
process.stdout.write(failed.length === 0 ? '✔ all passed\n' : `✖ failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
