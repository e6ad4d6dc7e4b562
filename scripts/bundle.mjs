// TypeScript to something that Node 20 runs, for scripts. The file lies in node_modules/.cache, so that packages are found.
import { build } from 'esbuild';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

let bundles = 0;

/** Bundles a TypeScript file; the result's path. The caller removes it. */
export async function bundleToTemporaryFile(file) {
  const folder = path.join(root, 'node_modules', '.cache', 'ironlint');
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${path.basename(file, '.ts')}-${process.pid}-${bundles++}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [path.resolve(file)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.10',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/** Imports a TypeScript module. */
export async function importTypeScript(file) {
  const outfile = await bundleToTemporaryFile(file);
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}


