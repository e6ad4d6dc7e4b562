// Runs the built command line once, as bin/ironlint.cjs does, on a typical job, and keeps what V8 compiled for it.
import { closeSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import path from 'node:path';
import { root } from './root.mjs';
import { Script } from 'node:vm';

const filename = path.join(root, 'dist', 'cli.cjs');
const example = path.join('fixtures', 'ironpost', 'after', 'docker', 'Dockerfile');

const source = readFileSync(filename, 'latin1');
const script = new Script(source, { filename });
process.on('exit', (code) => {
  if (code === 2) process.stderr.write('build: the run that warms the code cache up could not do its job\n');
  const file = path.join(root, 'dist', 'cli.cache');
  writeFileSync(`${file}.new`, script.createCachedData());
  renameSync(`${file}.new`, file);
  process.exitCode = 0;
});
// Its report is not wanted, on whichever way it writes: the descriptor itself leads nowhere.
closeSync(1);
openSync(devNull, 'w');
process.chdir(root);
process.argv = [process.execPath, path.join(root, 'bin', 'ironlint.cjs'), '--policy', 't7.8', '--today', '2026-11-01', example];
const loaded = { exports: {} };
script.runInThisContext()(loaded.exports, createRequire(filename), loaded, filename, path.dirname(filename));
