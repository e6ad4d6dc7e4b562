import { joinInContext } from '../../context/join.ts';
import type { BuildContext } from '../../context/model.ts';
import { tableIn, tablesIn, textIn, textsIn, tomlTable, valueIn } from '../../context/toml.ts';
import type { TomlTable } from '../../context/toml.ts';
import type { CargoInvocation } from '../../programs/cargo.ts';

/** What a Cargo.toml says of the programs of its package and workspace. */
export interface CargoManifest {
  readonly package: string | undefined;
  readonly workspace: boolean;
  readonly members: readonly string[];
  /** Folders that no pattern of `members` takes. */
  readonly exclude: readonly string[];
  readonly defaultMembers: readonly string[] | undefined;
  /** `[[bin]]`: `sure` unless features are required. */
  readonly bins: readonly { readonly name: string; readonly sure: boolean }[];
  /** Programs are found by their files too. */
  readonly findsBins: boolean;
}

/** More members than this are not read. */
const mostMembers = 400;

function manifestOf(table: TomlTable): CargoManifest | undefined {
  const [workspace, own] = [tableIn(table, 'workspace'), tableIn(table, 'package') ?? tableIn(table, 'project')];
  const name = textIn(own, 'name');
  if ((workspace === undefined && own === undefined) || (own !== undefined && name === undefined)) return undefined;
  const bins = tablesIn(table, 'bin').flatMap((bin) => {
    const program = textIn(bin, 'name');
    return program === undefined ? [] : [{ name: program, sure: valueIn(bin, 'required-features') === undefined }];
  });
  return {
    package: name, workspace: workspace !== undefined, bins,
    members: textsIn(workspace, 'members') ?? [], exclude: textsIn(workspace, 'exclude') ?? [], defaultMembers: textsIn(workspace, 'default-members'),
    findsBins: valueIn(own, 'autobins') !== false,
  };
}

/** A package of a workspace and its programs. */
export interface CargoPackage {
  readonly name: string;
  readonly folder: string;
  readonly bins: readonly { readonly name: string; readonly sure: boolean }[];
}

export interface CargoWorkspace {
  readonly packages: readonly CargoPackage[];
  /** What is built when no package is named. */
  readonly defaults: readonly CargoPackage[];
}

/** The workspace whose root manifest lies in this folder of the context, as a build from `folder` sees it; undefined when it cannot be read. */
export function readWorkspace(context: BuildContext, root: string, folder: string): CargoWorkspace | undefined {
  const manifest = manifestAt(context, root);
  if (manifest === undefined) return undefined;
  const own = packageOf(context, root, manifest);
  if (own === 'unknown') return undefined;
  const packages: CargoPackage[] = own === undefined ? [] : [own];
  for (const pattern of manifest.members) {
    const found = foldersOf(context, root, pattern);
    if (found === undefined || packages.length > mostMembers) return undefined;
    for (const member of found) {
      if (packages.some((known) => known.folder === member) || isExcluded(manifest, root, member)) continue;
      const read = manifestAt(context, member);
      const one = read === undefined ? 'unknown' : packageOf(context, member, read);
      if (one === 'unknown') return undefined;
      if (one !== undefined) packages.push(one);
    }
  }
  const here = packages.find((one) => one.folder === folder);
  if (folder !== root) return here === undefined ? undefined : { packages, defaults: [here] };
  const { defaultMembers } = manifest;
  if (defaultMembers === undefined) return { packages, defaults: own === undefined ? packages : [own] };
  const wanted = defaultMembers.map((pattern) => foldersOf(context, root, pattern));
  if (wanted.includes(undefined)) return undefined;
  const folders = new Set(wanted.flatMap((found) => found ?? []));
  return { packages, defaults: packages.filter((one) => folders.has(one.folder)) };
}

/** Below a folder of `exclude`, and not named by `members` itself (source: cargo, `WorkspaceRootConfig::is_excluded`). */
export function isExcluded({ members, exclude }: CargoManifest, root: string, folder: string): boolean {
  const holds = (path: string): boolean => {
    const place = joinInContext(root, path.replace(/^\.\//, '').replace(/\/+$/, ''));
    return folder === place || folder.startsWith(`${place}/`);
  };
  return exclude.some(holds) && !members.some(holds);
}

/** The packages that are built; undefined when the manifests do not tell. */
export function selectedPackages({ packages, workspace: all, excluded }: CargoInvocation, workspace: CargoWorkspace): readonly CargoPackage[] | undefined {
  if (excluded.length > 0) return undefined;
  if (packages.length === 0) return all ? workspace.packages : workspace.defaults;
  const found = packages.map((word) => workspace.packages.find((one) => one.name === word.value));
  return found.includes(undefined) ? undefined : found.filter((one) => one !== undefined);
}

/** Undefined when there is no manifest in the folder, or none that can be read. */
export function manifestAt(context: BuildContext, folder: string): CargoManifest | undefined {
  const table = tomlTable(context, joinInContext(folder, 'Cargo.toml'));
  return table === undefined ? undefined : manifestOf(table);
}

function foldersOf(context: BuildContext, root: string, pattern: string): readonly string[] | undefined {
  const path = joinInContext(root, pattern.replace(/^\.\//, '').replace(/\/+$/, ''));
  if (pattern === '.' || pattern === './') return [root];
  if (path.split('/').includes('..')) return undefined;
  const roots = context.takes?.(path)?.roots;
  return roots?.filter((one) => one.is === 'directory' && context.entry(joinInContext(one.path, 'Cargo.toml')).is === 'file').map((one) => one.path);
}

function packageOf(context: BuildContext, folder: string, manifest: CargoManifest): CargoPackage | undefined | 'unknown' {
  const { package: name } = manifest;
  if (name === undefined) return undefined;
  const bins = new Map(manifest.bins.map((bin) => [bin.name, bin.sure]));
  if (manifest.findsBins) {
    const main = context.entry(joinInContext(folder, 'src/main.rs')).is;
    const inFolder = context.entry(joinInContext(folder, 'src/bin')).is;
    if (main === 'unknown' || inFolder === 'unknown') return 'unknown';
    // `[[bin]]` with `path = "src/main.rs"` names that one.
    if (main === 'file' && bins.size === 0) bins.set(name, true);
    else if (main === 'file' && !bins.has(name)) bins.set(name, false);
    if (inFolder === 'directory') {
      const roots = context.takes?.(joinInContext(folder, 'src/bin/*'))?.roots;
      if (roots === undefined) return 'unknown';
      for (const root of roots) {
        const found = root.path.slice(root.path.lastIndexOf('/') + 1).replace(/\.rs$/, '');
        if (!bins.has(found)) bins.set(found, bins.size === 0 || manifest.bins.length === 0);
      }
    }
  }
  return { name, folder, bins: [...bins].map(([bin, sure]) => ({ name: bin, sure })) };
}
