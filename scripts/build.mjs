// Builds what is installed: the command line as CJS files with V8's code cache beside them, and the public API as ES modules with
// types. `dist/cli.cjs` is what every start reads; packages and tables that many runs do without are files of their own.
// Writes to standard error only: pre-commit 3 reads all of `npm pack`'s standard output as a file name.
// `--fast` leaves out the API's types, which tests do not need.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** Read when their import is reached, and not before. What they export is the same for all who import them. */
const packagesOnFirstUse = ['ajv', 'chalk', 'globby', 'spdx-expression-parse', 'spdx-license-ids', 'yaml'];
/** Those of them that are one function: a rule's `import` does not load them either, calling does. */
const functions = ['spdx-expression-parse'];

const common = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', metafile: true };

/** One function expression a file, for bin/ironlint.cjs. A script that V8 can cache has no `import()`: it becomes a later `require`. */
const commandLine = {
  ...common,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  charset: 'ascii',
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
};

/** Finds generated tables (`*.generated.ts`) on the way, which become files of their own as well. */
function onFirstUse(found) {
  return {
    name: 'on-first-use',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^(${packagesOnFirstUse.join('|')})$`) }, ({ path: name }) => {
        found.set(name, name);
        return functions.includes(name) ? { path: name, namespace: 'function' } : { path: `dist:${name}`, external: true };
      });
      onResolve({ filter: /^dist:/ }, ({ path: name }) => ({ path: name, external: true }));
      onLoad({ filter: /.*/, namespace: 'function' }, ({ path: name }) => ({ contents: `module.exports = (...args) => require('dist:${name}')(...args);`, loader: 'js' }));
      onResolve({ filter: /\.generated\.ts$/ }, ({ path: name, resolveDir, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        const short = path.basename(name, '.generated.ts');
        found.set(short, path.join(resolveDir, name));
        return { path: `dist:${short}`, external: true };
      });
    },
  };
}

/** Loading them costs more than most runs; few runs call them. Each export becomes a getter that loads on first use. */
const builtInsOnFirstUse = ['child_process', 'crypto', 'fs/promises', 'timers/promises', 'v8', 'worker_threads'];
const lazyBuiltIns = {
  name: 'lazy-built-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^node:(${builtInsOnFirstUse.join('|')})$`) }, ({ path: name, namespace }) =>
      namespace === 'lazy' ? { path: name, external: true } : { path: name, namespace: 'lazy' });
    onLoad({ filter: /.*/, namespace: 'lazy' }, async ({ path: name }) => ({
      contents: Object.keys(await import(name)).filter((key) => key !== 'default')
        .map((key) => `Object.defineProperty(exports, ${JSON.stringify(key)}, { enumerable: true, get: () => require(${JSON.stringify(name)}).${key} });`).join('\n'),
      loader: 'js',
    }));
  },
};

/** dockerfile-ast uses two functions of a package of 80 kB: `Position.create` and `Range.create`. */
const lightTypes = {
  name: 'light-types',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode-languageserver-types$/ }, () => ({ path: 'types', namespace: 'light' }));
    onLoad({ filter: /.*/, namespace: 'light' }, () => ({
      contents: `
        exports.Position = { create: (line, character) => ({ line, character }) };
        exports.Range = { create: (a, b, c, d) => (typeof a === 'number' ? { start: { line: a, character: b }, end: { line: c, character: d } } : { start: a, end: b }) };`,
      loader: 'js',
    }));
  },
};

async function buildCommandLine() {
  const found = new Map();
  const { metafile } = await build({ ...commandLine, entryPoints: { cli: 'src/cli.ts' }, plugins: [onFirstUse(found), lazyBuiltIns, lightTypes] });
  if (found.size === 0) return [metafile];
  const { metafile: onFirst } = await build({ ...commandLine, entryPoints: Object.fromEntries(found) });
  return [metafile, onFirst];
}

/** Packages are part of it, as they are of the command line: what is installed has no dependencies. */
async function buildApi() {
  const { metafile } = await build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    chunkNames: 'api/[name]-[hash]',
    plugins: [lightTypes],
    // What packages in CommonJS call for Node's own modules.
    banner: { js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);" },
  });
  return [metafile];
}

/** The licences of the packages whose code is in dist/. */
function writeLicences(metafiles) {
  const packages = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? `License: ${license}\n` : readFileSync(path.join(root, folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  writeFileSync(path.join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** V8 tells a cache from that of another text by the text's length alone: an old one must not survive. */
function removeOld() {
  const dist = path.join(root, 'dist');
  rmSync(path.join(dist, 'api'), { recursive: true, force: true });
  if (existsSync(dist)) for (const file of readdirSync(dist)) if (file.endsWith('.cache')) rmSync(path.join(dist, file), { force: true });
}

function run(script, ...options) {
  const { status } = spawnSync(process.execPath, [path.join(root, script), ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  return status === 0;
}

const started = performance.now();
removeOld();
try {
  writeLicences((await Promise.all([buildCommandLine(), buildApi()])).flat());
} catch (error) {
  // esbuild has said what is wrong, and where.
  if (error.errors === undefined) throw error;
  process.exit(1);
}
// Without it ironlint starts a little slower: no reason to fail.
if (!run('scripts/code-cache.mjs', '--policy', 't7.8')) process.stderr.write('build: the code cache was not made\n');
if (!process.argv.includes('--fast') && !run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json')) process.exit(1);
process.stderr.write(`build: dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
