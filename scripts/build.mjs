// Builds what is installed: the command line as CJS files with V8's code cache beside them, and the public API as ES modules with
// types. `dist/cli.cjs` is what every start reads; packages and tables that many runs do without are files of their own.
// Writes to standard error only: pre-commit 3 reads all of `npm pack`'s standard output as a file name.
// `--fast` leaves out the API's types, which tests do not need.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readModules, writeCommandLine } from './command-line.mjs';
import { filesOnFirstUse, firstUseEntries } from './first-use.mjs';
import { root } from './root.mjs';

const common = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', metafile: true };

/** One function expression a file, for bin/ironlint.cjs. */
const oneFunction = {
  ...common, format: 'cjs', minify: true, charset: 'ascii', banner: { js: '(function (exports, require, module, __filename, __dirname) {' }, footer: { js: '})' },
  outdir: 'dist', outExtension: { '.js': '.cjs' },
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

/** A list that is a file of its own is exported by nobody unless a module says so. */
const exportedLists = {
  name: 'exported-lists',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]spdx-license-ids[\\/]\w+\.json$/ }, ({ path: file }) => ({ contents: `module.exports = ${readFileSync(file, 'utf8')}`, loader: 'js' }));
  },
};

async function buildCommandLine() {
  const { metafile } = await build({ ...oneFunction, entryPoints: firstUseEntries, plugins: [lightTypes, exportedLists] });
  const bundle = await readModules(filesOnFirstUse);
  const listed = JSON.parse(readFileSync(path.join(root, 'scripts', 'start-groups.json'), 'utf8'));
  await writeCommandLine(bundle, new Map(Object.entries(listed).flatMap(([group, files]) => files.map((file) => [path.normalize(file), group]))));
  await bundle.close();
  return [metafile];
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
