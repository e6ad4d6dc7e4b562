import { joinInContext } from '../context/join.ts';
import type { BuildContext } from '../context/model.ts';
import { tableIn, textIn, tomlTable, valueIn } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { isExcluded, manifestAt, readWorkspace } from '../image/files/cargo-manifest.ts';
import { dependenciesIn } from './manifests.ts';
import { resolveCrate } from './members.ts';

/**
 * A crate of the context that is no member of the workspace at its root: it is excluded there, or a workspace of its own. A recipe has nothing of
 * it, so that `cargo chef cook` needs its files (source: cargo-chef 0.1.77, issues 51 and 285).
 */
export function isOutsideWorkspace(context: BuildContext, folder: string): boolean {
  const root = manifestAt(context, '');
  const own = manifestAt(context, folder);
  return root !== undefined && own !== undefined && folder !== '' && (own.workspace || isExcluded(root, '', folder));
}

/** Whether a build of these packages compiles every member of the workspace: those that they depend on too. */
export function takesWholeWorkspace(context: BuildContext, names: ReadonlySet<string>): boolean {
  const packages = readWorkspace(context, '', '')?.packages;
  if (packages === undefined || ![...names].every((name) => packages.some((one) => one.name === name))) return false;
  const shared = tableIn(tomlTable(context, 'Cargo.toml'), 'workspace', 'dependencies');
  const taken = new Set(packages.flatMap(({ name, folder }) => (names.has(name) ? [folder] : [])));
  // Those that are found are walked too.
  for (const folder of taken) {
    const table = tomlTable(context, joinInContext(folder, 'Cargo.toml'));
    for (const path of cratesOf(table, folder, shared)) taken.add(path);
  }
  return packages.every(({ folder }) => taken.has(folder));
}

/** The folders of the crates that a manifest compiles with its own, on every platform. */
function cratesOf(table: TomlTable | undefined, folder: string, shared: TomlTable | undefined): readonly string[] {
  const dependencies = [...dependenciesIn(tableIn(table, 'dependencies')), ...dependenciesIn(tableIn(table, 'build-dependencies'))];
  return dependencies.flatMap(({ name, settings }) => {
    if (valueIn(settings, 'optional') === true) return [];
    const inherited = valueIn(settings, 'workspace') === true;
    const path = inherited ? textIn(tableIn(shared, name), 'path') : textIn(settings, 'path');
    return path === undefined ? [] : [resolveCrate(inherited ? '' : folder, path)];
  });
}
