// Jobs as people start them, for finding out what of the program they need (scripts/regroup.mjs). Each runs in a process of its own.
// As a program: `node scripts/start-jobs.mjs JOB FOLDER FILE` runs one and writes what its files asked of one another to FILE, as JSON.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLoader, runCommandLine } from './dist-loader.mjs';
import { root } from './root.mjs';

const self = fileURLToPath(import.meta.url);
const today = ['--today', '2026-11-01'];
const files = {
  'small/Dockerfile': 'FROM debian:12-slim\nUSER 1000\nENTRYPOINT ["/usr/bin/env"]\n',
  'ignoring/Dockerfile': 'FROM debian:12-slim\nUSER 1000\nENTRYPOINT ["/usr/bin/env"]\n',
  'ignoring/.dockerignore': '.git\ntarget\n',
  'copy/Dockerfile': 'FROM debian:12-slim\nCOPY main.c /src/\nCOPY . /app/\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 1000\nENTRYPOINT ["/app/run"]\n',
  'copy/main.c': '',
  'copy/.dockerignore': '.git\ntarget\n',
  'ironlint.yaml': 'extends: recommended\nfailOn: warning\nrules: {}\n',
};

/** By what every start needs, and by what typical ones need besides. */
const jobs = [['small', 'ignoring'], ['copy', 'task', 'color', 'json', 'sarif']];

function argumentsOf(job, folder) {
  const copy = ['--no-config', '--context', path.join(folder, 'copy'), path.join(folder, 'copy', 'Dockerfile')];
  switch (job) {
    case 'small': case 'ignoring': return [...today, '--no-config', path.join(folder, job, 'Dockerfile')];
    case 'copy': return [...today, ...copy];
    case 'color': return [...today, '--color', 'always', ...copy];
    case 'json': return [...today, '--format', 'json', ...copy];
    case 'sarif': return [...today, '--format', 'sarif', ...copy];
    default: return [...today, '--config', path.join(folder, 'ironlint.yaml'), '--policy', 't7.8', '--color', 'always', path.join(root, 'fixtures', 'ironpost', 'after', 'docker', 'Dockerfile')];
  }
}

/** Group by group what `read(job, folder)` makes of each of its jobs. */
function inFolder(read) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ironlint-build-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return jobs.map((group) => group.flatMap((job) => read(job, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(job, folder, report, env = {}) {
  const { status, stderr } = spawnSync(process.execPath, [self, job, folder, report], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`the job ${job} failed: ${stderr}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

/** Group by group, where functions of dist/cli.cjs were called: half-open ranges of characters. */
export function calledFunctions() {
  return inFolder((job, folder) => {
    const coverage = path.join(folder, `coverage-${job}`);
    mkdirSync(coverage);
    start(job, folder, path.join(folder, 'report.json'), { NODE_V8_COVERAGE: coverage });
    return readdirSync(coverage).flatMap((name) => JSON.parse(readFileSync(path.join(coverage, name), 'utf8')).result)
      .filter(({ url }) => url.endsWith('dist/cli.cjs'))
      .flatMap(({ functions }) => functions.filter(({ ranges: [whole] }) => whole.count > 0).map(({ ranges: [whole] }) => ({ start: whole.startOffset, end: whole.endOffset })));
  });
}

/** Group by group, what the files asked of one another. */
export function calledExports() {
  return inFolder((job, folder) => start(job, folder, path.join(folder, `calls-${job}.json`)));
}

/** What the files ask of one another while they are evaluated. Ends with the first file that cannot be evaluated for it. */
export function askedWhileLoading() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ironlint-build-'));
  try {
    const report = path.join(folder, 'calls.json');
    spawnSync(process.execPath, [self, 'load', folder, report], { cwd: root, stdio: 'ignore' });
    return JSON.parse(readFileSync(report, 'utf8')).filter(({ during }) => during !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === self) {
  const [, , job, folder, report] = process.argv;
  const calls = new Map();
  const onCall = ({ group, name, during }) => void calls.set(`${group} ${name} ${during}`, { group, name, during });
  let failed = false;
  process.on('uncaughtException', (error) => {
    failed = true;
    process.stderr.write(`${error.stack}\n`);
  });
  process.on('exit', (code) => {
    writeFileSync(report, JSON.stringify([...calls.values()]));
    process.exitCode = failed || code === 2 ? 1 : 0;
  });
  // The report of the run is not wanted: the descriptor itself leads nowhere.
  closeSync(1);
  openSync(devNull, 'w');
  if (job === 'load') {
    process.argv = [process.execPath, 'ironlint', '--version'];
    const load = createLoader({ onCall });
    for (const name of ['cli', 'often', 'seldom']) load(name);
  } else runCommandLine(argumentsOf(job, folder), { onCall });
}
