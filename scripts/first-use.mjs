// Files of their own in dist/, read when something of theirs is first called: packages, tables, and a module that hardly a run calls.
import path from 'node:path';
import { root } from './root.mjs';

const modules = ['src/pages.generated.ts', 'src/config/validators.generated.ts', 'src/policy/shipped.generated.ts', 'src/dockerfile/library.ts'];

/** By the name of the file, what it is bundled from. */
export const firstUseEntries = {
  chalk: 'chalk', 'fastest-levenshtein': 'fastest-levenshtein', globby: 'globby', 'smol-toml': 'smol-toml', 'spdx-expression-parse': 'spdx-expression-parse',
  'spdx-license-ids': 'spdx-license-ids/index.json', 'spdx-deprecated-ids': 'spdx-license-ids/deprecated.json', unbash: 'unbash', yaml: 'yaml',
  ...Object.fromEntries(modules.map((file) => [path.basename(file, '.ts').replace('.generated', ''), path.join(root, file)])),
};

/** The name of the file that an import (a package, or an absolute path) has for itself; undefined for others. */
export function filesOnFirstUse(imported) {
  return Object.keys(firstUseEntries).find((name) => firstUseEntries[name] === imported);
}
