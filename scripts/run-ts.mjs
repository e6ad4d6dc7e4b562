// Runs a TypeScript script: bundled to a temporary file, packages left where they are. `node scripts/run-ts.mjs FILE [ARGUMENT]…`
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { bundleToTemporaryFile } from './bundle.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/run-ts.mjs FILE [ARGUMENT]…');
const bundle = await bundleToTemporaryFile(file);
try {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', ...nodeOptions(), bundle, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(bundle, { force: true });
}

function nodeOptions() {
  return (process.env.IRONLINT_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '');
}
