#!/usr/bin/env node
'use strict';
// Loads the command line with the machine code that V8 made of it at build time, which halves what ironlint adds to Node's own
// start. V8 takes that code only from the same version and flags; otherwise it compiles as ever, and nothing else changes.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '..', 'dist');
const filename = join(folder, 'cli.cjs');

function read(file, encoding) {
  try {
    return readFileSync(join(folder, file), encoding);
  } catch {
    return undefined;
  }
}

// The bundle is ASCII (esbuild escapes the rest), so latin1 is the cheapest way to read it.
const source = read('cli.cjs', 'latin1');
if (source === undefined) {
  process.stderr.write('ironlint: it is not built; run `npm ci` or `npm run build` in its folder\n');
  process.exit(2);
}
const script = new Script(source, { filename, cachedData: read('cli.cache') });
const loaded = { exports: {} };
let requireFromDist;
function requireLazily(name) {
  if (!name.startsWith('.')) return require(name);
  requireFromDist ??= require('node:module').createRequire(filename);
  return requireFromDist(name);
}
script.runInThisContext()(loaded.exports, requireLazily, loaded, filename, folder);
