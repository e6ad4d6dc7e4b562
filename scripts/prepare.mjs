// npm's `prepare`: builds dist/ after `npm ci` in a clone, before `npm pack`, and when the package is installed from git.
// pre-commit 4 runs `npm install -g git+file://…`, which leaves the dev dependencies out: then they are fetched first.
// Everything goes to standard error, since pre-commit 3 takes all of `npm pack`'s standard output as the tarball's name.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, realpathSync, symlinkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './root.mjs';


function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...environment } });
  if (error !== undefined) process.stderr.write(`prepare: ${command}: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

function isInstalled(name) {
  try {
    createRequire(path.join(root, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

if (!isInstalled('esbuild') || !isInstalled('typescript')) {
  // The surrounding `npm install --global` hands its settings down in the environment; this install is a local one.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--global=false', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const environment = { npm_config_global: 'false', npm_config_location: 'project' };
  if (npm === undefined) run('npm', args, environment);
  else run(process.execPath, [npm, ...args], environment);
}
run(process.execPath, [path.join('scripts', 'build.mjs')]);
linkOwnCommand();
if (process.env._PACOTE_NO_PREPARE_ && process.env.npm_config_global === 'true') unlinkTemporaryClone();

/** `npx ironlint` in a clone runs the clone's own command at once, instead of first linking the clone into npm's cache. */
function linkOwnCommand() {
  const link = path.join(root, 'node_modules', '.bin', 'ironlint');
  if (existsSync(link)) return;
  try {
    symlinkSync(path.join('..', '..', 'bin', 'ironlint.cjs'), link);
  } catch {
    // Then npx goes the longer way.
  }
}

/**
 * `npm install -g git+…` prepares the package by `npm install` in a temporary clone, which inherits "global" and so links the clone
 * into the global folder. npm would unpack the package through that link, into a folder that it then deletes; it needs one there.
 */
function unlinkTemporaryClone() {
  const prefix = process.env.npm_config_prefix ?? process.env.npm_config_global_prefix ?? '';
  for (const folder of [path.join(prefix, 'lib', 'node_modules'), path.join(prefix, 'node_modules')]) {
    const link = path.join(folder, 'ironlint');
    try {
      if (!lstatSync(link).isSymbolicLink() || realpathSync(link) !== realpathSync(root)) continue;
      unlinkSync(link);
      mkdirSync(link);
    } catch {
      // It is not there.
    }
  }
}
