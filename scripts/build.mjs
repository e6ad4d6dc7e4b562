// Builds what is installed: the command line as one CJS bundle with V8's code cache beside it, heavy packages and the pages
// that `explain` shows as files of their own (loaded on first use), and the public API as ES modules with types.
// Writes to standard error only: pre-commit 3 reads all of `npm pack`'s standard output as a file name.
// `--fast` leaves out the API's types, which tests do not need.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';


/** Never part of the bundle that every start reads: each is a file of its own, required when its import is reached. */
const loadedOnFirstUse = ['ajv', 'chalk', 'globby', 'spdx-expression-parse', 'spdx-license-ids', 'yaml'];
const pages = path.join(root, 'src', 'pages.generated.ts');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
};
/** A script that V8 can cache has no loader for `import()`: esbuild makes it a `require` that happens later. */
const commonJs = { ...common, format: 'cjs', supported: { 'dynamic-import': false }, minifySyntax: true, minifyWhitespace: true };

const onFirstUse = {
  name: 'on-first-use',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${loadedOnFirstUse.join('|')})$`) }, ({ path: name }) => ({ path: `./vendor/${name}.cjs`, external: true }));
    onResolve({ filter: /\/pages\.generated\.ts$/ }, () => ({ path: './pages.cjs', external: true }));
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
  rmSync(path.join(root, 'dist', 'cli.cache'), { force: true });
  await build({
    ...commonJs,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.cjs',
    plugins: [onFirstUse, lightTypes],
    charset: 'ascii',
    // One expression: what bin/ironlint.cjs hands to V8, and what the cache is made of.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
  });
  if (existsSync(pages)) await build({ ...commonJs, entryPoints: [pages], outfile: 'dist/pages.cjs' });
  await build({ ...commonJs, entryPoints: Object.fromEntries(loadedOnFirstUse.map((name) => [name, name])), outdir: 'dist/vendor', outExtension: { '.js': '.cjs' } });
}

async function buildApi() {
  await build({ ...common, format: 'esm', splitting: true, packages: 'external', entryPoints: ['src/index.ts'], outdir: 'dist', chunkNames: 'api/[name]-[hash]' });
}

function run(script, ...options) {
  const { status } = spawnSync(process.execPath, [path.join(root, script), ...options], { cwd: root, stdio: ['ignore', 2, 2] });
  return status === 0;
}

const started = performance.now();
if (existsSync(path.join(root, 'src/cli.ts'))) await buildCommandLine();
rmSync(path.join(root, 'dist', 'api'), { recursive: true, force: true });
if (existsSync(path.join(root, 'src/index.ts'))) await buildApi();
// Without it ironlint starts a little slower: no reason to fail.
if (!run('scripts/code-cache.mjs')) process.stderr.write('build: the code cache was not made\n');
if (!process.argv.includes('--fast') && !run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json')) process.exit(1);
process.stderr.write(`build: dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
