/**
 * Runs every script of bench/conformance/ against recorded answers of other tools: `npm run conformance -- SHARED [NAME] [OPTION]…`.
 * Nothing of the shared folder is part of this repository.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(process.cwd(), 'bench', 'conformance');
const [shared, ...rest] = process.argv.slice(2);
if (shared === undefined) throw new Error('usage: npm run conformance -- SHARED [NAME] [OPTION]…');
const scripts = readdirSync(folder).filter((file) => file.endsWith('.ts') && readFileSync(path.join(folder, file), 'utf8').includes('process.argv')).map((file) => file.slice(0, -3));
const [name] = rest;
const options = name !== undefined && scripts.includes(name) ? rest.slice(1) : rest;
const chosen = name !== undefined && scripts.includes(name) ? [name] : scripts;

for (const script of chosen) {
  console.log(`\n── ${script}`);
  // Some scripts take the folder of recorded answers, others the one above it: each says which in its first comment.
  const text = readFileSync(path.join(folder, `${script}.ts`), 'utf8');
  const answers = path.join(shared, 'conformance');
  const argument = text.includes("process.argv[2] ?? '.'") && existsSync(answers) ? answers : shared;
  spawnSync(process.execPath, [path.join('scripts', 'run-ts.mjs'), path.join(folder, `${script}.ts`), argument, ...options], { stdio: 'inherit' });
}
