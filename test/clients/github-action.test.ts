import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';

// What the step of action.yml does on GitHub's machine, with its inputs as variables.

const root = path.join(import.meta.dirname, '..', '..');
const text = readFileSync(path.join(root, 'action.yml'), 'utf8');
const action = parse(text) as { inputs: Record<string, { default: string }>; runs: { steps: { id?: string; env?: Record<string, string> }[] } };
const variables = action.runs.steps.find(({ id }) => id === 'run')?.env ?? {};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-action-'));
  writeFileSync(path.join(folder, 'Dockerfile'), 'FROM debian\nUSER 1000\n');
  writeFileSync(path.join(folder, 'with a blank.dockerfile'), 'FROM debian:13.1-slim\nUSER 1000\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function step(inputs: Readonly<Record<string, string>>) {
  const file = (name: string): string => path.join(folder, name);
  for (const name of ['output', 'summary']) writeFileSync(file(name), '');
  const given = Object.fromEntries(Object.entries(variables).map(([variable, expression]) => {
    const [, input = ''] = /inputs\.([\w-]+)/.exec(expression) ?? [];
    return [variable, inputs[input] ?? action.inputs[input]?.default ?? ''];
  }));
  const { status, stdout, stderr } = spawnSync('bash', [path.join(root, 'scripts', 'github-action.sh')], {
    cwd: folder, encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...given, ACTION_PATH: root, RUNNER_TEMP: folder, GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary') },
  });
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  return { status, log: stdout, stderr, outputs: read('output'), summary: read('summary'), read };
}

test('every input that the script reads is one of the action, and the other way round', () => {
  const script = readFileSync(path.join(root, 'scripts', 'github-action.sh'), 'utf8');
  const read = new Set(script.match(/INPUT_[A-Z_]+/g));
  expect([...read].sort()).toEqual(Object.keys(variables).filter((name) => name.startsWith('INPUT_')).sort());
  const used = new Set([...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name));
  expect(Object.keys(action.inputs).filter((name) => !used.has(name))).toEqual(['recursive', 'no-color']);
});

test('without inputs every Dockerfile is linted, and findings are annotations', () => {
  const { status, log, outputs, summary, stderr } = step({});
  expect({ status, stderr, outputs }).toEqual({ status: 1, stderr: '', outputs: 'sarif-file=\naccepted=false\nfindings-count=2\ncriteria-met=0/0\n' });
  expect(log).toMatch(/^::warning file=Dockerfile,line=1,endLine=1,col=6,endColumn=12,title=base-pinned::/m);
  expect(summary).toContain('1 warning');
});

test('files with blanks in their names, one a line, and what is written where', () => {
  const { status, log, outputs, summary, read } = step({ files: '\n  with a blank.dockerfile\n', annotations: 'false', 'sarif-file': 'r.sarif', format: 'json', 'output-file': 'h.json' });
  expect({ status, outputs }).toEqual({ status: 0, outputs: `sarif-file=${path.join(realpathSync(folder), 'r.sarif')}\naccepted=true\nfindings-count=0\ncriteria-met=0/0\n` });
  expect([log.includes('::'), log.includes('no findings in 1 file'), summary.includes('accepted')]).toEqual([false, true, true]);
  expect([JSON.parse(read('r.sarif')), JSON.parse(read('h.json'))]).toEqual([expect.objectContaining({ version: '2.1.0' }), []]);
});

test('a workflow of hadolint-action changes one word', () => {
  const inputs = { dockerfile: 'Dockerfile', recursive: 'true', 'failure-threshold': 'error', ignore: 'DL3059, DL3008', 'override-error': 'DL3006', 'trusted-registries': 'ghcr.io,quay.io', verbose: 'true' };
  const { status, log, stderr } = step(inputs);
  expect([status, stderr]).toEqual([1, expect.stringContaining('ironlint: Dockerfile: no configuration')]);
  expect(log).toMatch(/^::error .*title=base-pinned::/m);
  expect(log).toMatch(/^::error .*title=trusted-registry::/m);
  expect(step({ ...inputs, 'no-fail': 'true' }).status).toBe(0);
});

test('a policy is counted', () => {
  expect(step({ files: 'Dockerfile', policies: 't7.8' }).outputs).toMatch(/accepted=false\nfindings-count=\d+\ncriteria-met=\d+\/6\n/);
});

test('inputs are data', () => {
  const { status } = step({ files: '$(touch pwned)\n`touch pwned`\n;touch pwned', args: '--ignore\nDL3006' });
  expect([status, spawnSync('ls', [path.join(folder, 'pwned')]).status]).toEqual([2, 2]);
});
