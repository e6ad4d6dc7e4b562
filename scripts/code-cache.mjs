// Runs the built command line once, as bin/ironlint.cjs does, on a typical job, and keeps what V8 compiled of each file for it.
// The arguments are further options of that run. Exit code 1, and nothing is kept, when it could not do its job.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from './dist-loader.mjs';
import { root } from './root.mjs';

const example = path.join('fixtures', 'ironpost', 'after', 'docker', 'Dockerfile');
const scripts = new Map();

const temporary = mkdtempSync(path.join(tmpdir(), 'ironlint-build-'));
const config = path.join(temporary, 'ironlint.yaml');
writeFileSync(config, 'extends: recommended\nfailOn: warning\nrules: {}\n');

process.on('exit', (code) => {
  rmSync(temporary, { recursive: true, force: true });
  if (code === 2) process.exitCode = 1;
  else {
    // What the job did without is kept as far as it is needed to begin with.
    load('seldom');
    for (const [filename, script] of scripts) writeFileSync(`${filename}.cache`, script.createCachedData());
    process.exitCode = 0;
  }
});
// The report is not wanted: the descriptor itself leads nowhere.
closeSync(1);
openSync(devNull, 'w');
process.chdir(root);
const load = runCommandLine(['--config', config, '--today', '2026-11-01', '--color', 'always', ...process.argv.slice(2), example], {
  onScript: (filename, script) => void scripts.set(filename, script),
});
