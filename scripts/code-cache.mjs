// Runs the built command line once, as bin/ironlint.cjs does, on a typical job, and keeps what V8 compiled of each file for it.
// The arguments are further options of that run. Exit code 1, and nothing is kept, when it could not do its job.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { Script } from 'node:vm';
import { root } from './root.mjs';

const folder = path.join(root, 'dist');
const example = path.join('fixtures', 'ironpost', 'after', 'docker', 'Dockerfile');
const requireBuiltIn = createRequire(import.meta.url);
const scripts = new Map();
const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const filename = path.join(folder, `${name}.cjs`);
  const module = { exports: {} };
  loaded.set(name, module);
  const script = new Script(readFileSync(filename, 'latin1'), { filename });
  scripts.set(filename, script);
  script.runInThisContext()(module.exports, requireLazily, module, filename, folder);
  return module.exports;
}

function requireLazily(name) {
  return name.startsWith('dist:') ? load(name.slice(5)) : requireBuiltIn(name);
}

const temporary = mkdtempSync(path.join(tmpdir(), 'ironlint-build-'));
const config = path.join(temporary, 'ironlint.yaml');
writeFileSync(config, 'extends: recommended\nfailOn: warning\nrules: {}\n');

process.on('exit', (code) => {
  rmSync(temporary, { recursive: true, force: true });
  if (code === 2) process.exitCode = 1;
  else {
    for (const [filename, script] of scripts) writeFileSync(`${filename}.cache`, script.createCachedData());
    process.exitCode = 0;
  }
});
// The report is not wanted: the descriptor itself leads nowhere.
closeSync(1);
openSync(devNull, 'w');
process.chdir(root);
process.argv = [process.execPath, path.join(root, 'bin', 'ironlint.cjs'), '--config', config, '--today', '2026-11-01', '--color', 'always', ...process.argv.slice(2), example];
load('cli');
