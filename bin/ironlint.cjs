#!/usr/bin/env node
'use strict';
// Loads the command line with the machine code that V8 made of it at build time, which halves what ironlint adds to Node's own
// start. V8 takes that code only from the same version and flags; otherwise it compiles as ever, and nothing else changes.
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const folder = `${__dirname}/../dist/`;
const loaded = new Map();

/** A file of dist/: each is one function expression (scripts/command-line.mjs), in ASCII, so latin1 is the cheapest way to read it. */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const filename = `${folder}${name}.cjs`;
  const module = { exports: {} };
  loaded.set(name, module);
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache(`${filename}.cache`) });
  script.runInThisContext()(module.exports, requireLazily, module, filename, folder);
  return module.exports;
}

function readCache(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function requireLazily(name) {
  return name.startsWith('dist:') ? load(name.slice(5)) : require(name);
}

try {
  load('cli');
} catch (error) {
  if (error.code !== 'ENOENT' || !String(error.path).startsWith(folder)) throw error;
  process.stderr.write('ironlint: it is not built; run `npm ci` or `npm run build` in its folder\n');
  process.exitCode = 2;
}
