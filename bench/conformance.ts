/**
 * Runs the scripts of bench/conformance/ against recorded answers of other tools: `npm run conformance -- SHARED [NAME] [OPTION]…`, where
 * SHARED holds `conformance/` and `corpus/`. Nothing of it is part of this repository.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { givenFolder } from './given-folder.ts';

/** Each is a program that takes the shared folder and its own options, and prints what agrees. */
const scripts = ['buildkit-lint', 'corpus-agreement', 'dockerignore', 'hadolint', 'parser', 'shellcheck-codes', 'variables'];
const usage = `npm run conformance -- SHARED [NAME] [OPTION]…\n  NAME is one of ${scripts.join(', ')}; all of them without it`;

const shared = givenFolder(process.argv[2], usage);
const rest = process.argv.slice(3);
const [name] = rest;
const isNamed = name !== undefined && !name.startsWith('-');
if (isNamed && !scripts.includes(name)) {
  process.stderr.write(`there is no script ${name}\nusage: ${usage}\n`);
  process.exit(2);
}
for (const script of isNamed ? [name] : scripts) {
  console.log(`\n── ${script}`);
  spawnSync(process.execPath, [path.join('scripts', 'run-ts.mjs'), path.join('bench', 'conformance', `${script}.ts`), shared, ...(isNamed ? rest.slice(1) : rest)], { stdio: 'inherit' });
}
