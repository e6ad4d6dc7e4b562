// The files of dist/ as bin/ironlint.cjs loads them, for scripts that want to know of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { root } from './root.mjs';

export const dist = path.join(root, 'dist');
const requireBuiltIn = createRequire(import.meta.url);

/**
 * A loader. `onScript(file, script)` hears of each file that is loaded; `onCall({ group, name, during })` of each export that one file
 * of the command line asks of another, where the files tell it, and which file was being evaluated then.
 */
export function createLoader({ onScript = () => undefined, onCall = () => undefined } = {}) {
  const loaded = new Map();
  const evaluating = [];
  const load = (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const filename = path.join(dist, `${name}.cjs`);
    const module = { exports: {} };
    loaded.set(name, module);
    const script = new Script(readFileSync(filename, 'latin1'), { filename });
    onScript(filename, script);
    evaluating.push(name);
    try {
      script.runInThisContext()(module.exports, requireFrom, module, filename, dist);
    } finally {
      evaluating.pop();
    }
    return module.exports;
  };
  const requireFrom = (name, called) => {
    if (called !== undefined) return onCall({ group: name.slice('dist:'.length), name: called, during: evaluating.at(-1) });
    return name.startsWith('dist:') ? load(name.slice('dist:'.length)) : requireBuiltIn(name);
  };
  return load;
}

/** Runs the command line with these arguments; gives the loader of its other files. */
export function runCommandLine(args, listeners) {
  process.argv = [process.execPath, path.join(root, 'bin', 'ironlint.cjs'), ...args];
  const load = createLoader(listeners);
  load('cli');
  return load;
}
