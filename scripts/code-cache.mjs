// Runs the built command line once, as bin/ironlint.cjs does, on a typical job, and keeps what V8 compiled of each file for it.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
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

process.on('exit', (code) => {
  if (code === 2) process.stderr.write('build: the run that warms the code cache up could not do its job\n');
  for (const [filename, script] of scripts) writeFileSync(`${filename}.cache`, script.createCachedData());
  process.exitCode = 0;
});
// The report is not wanted: the descriptor itself leads nowhere.
closeSync(1);
openSync(devNull, 'w');
process.chdir(root);
process.argv = [process.execPath, path.join(root, 'bin', 'ironlint.cjs'), '--policy', 't7.8', '--today', '2026-11-01', '--color', 'never', example];
load('cli');
