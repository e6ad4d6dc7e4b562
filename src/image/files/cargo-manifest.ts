import type { BuildContext } from '../../context/model.ts';

/** What a Cargo.toml says of the programs of its package and workspace. */
export interface CargoManifest {
  readonly package: string | undefined;
  readonly workspace: boolean;
  readonly members: readonly string[];
  readonly defaultMembers: readonly string[] | undefined;
  /** `[[bin]]`: `sure` unless features are required. */
  readonly bins: readonly { readonly name: string; readonly sure: boolean }[];
  /** Programs are found by their files too. */
  readonly findsBins: boolean;
}

/** More members than this are not read. */
const mostMembers = 400;

/** Reads the tables that matter; undefined for a text that does not look like a manifest. The TOML book's rarer spellings (dotted keys, multi-line strings) are not read. */
export function readManifest(text: string): CargoManifest | undefined {
  const tables = tablesOf(text);
  const workspace = tables.find(({ name }) => name === 'workspace');
  const own = tables.find(({ name }) => name === 'package' || name === 'project');
  if (workspace === undefined && own === undefined) return undefined;
  const name = own === undefined ? undefined : stringOf(own.body, 'name');
  if (own !== undefined && name === undefined) return undefined;
  const bins: { readonly name: string; readonly sure: boolean }[] = [];
  for (const table of tables) {
    if (table.name !== '[bin]') continue;
    const bin = stringOf(table.body, 'name');
    if (bin !== undefined) bins.push({ name: bin, sure: !/^[ \t]*required-features\b/m.test(table.body) });
  }
  return {
    package: name, workspace: workspace !== undefined, bins,
    members: workspace === undefined ? [] : listOf(workspace.body, 'members') ?? [],
    defaultMembers: workspace === undefined ? undefined : listOf(workspace.body, 'default-members'),
    findsBins: own === undefined || !/^[ \t]*autobins[ \t]*=[ \t]*false/m.test(own.body),
  };
}

/** Tables in order; `[[bin]]` has the name `[bin]`. */
function tablesOf(text: string): readonly { readonly name: string; readonly body: string }[] {
  const tables: { readonly name: string; readonly body: string }[] = [];
  const heads = [...text.matchAll(/^[ \t]*\[(\[?[\w."' -]+\]?)\][ \t]*(?:#.*)?\r?$/gm)];
  for (const [index, head] of heads.entries()) {
    tables.push({ name: (head[1] ?? '').replace(/[ \t"']/g, ''), body: text.slice(head.index + head[0].length, heads[index + 1]?.index) });
  }
  return tables;
}

function stringOf(body: string, key: string): string | undefined {
  const match = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)')`, 'm').exec(body);
  return match?.[1] ?? match?.[2];
}

function listOf(body: string, key: string): readonly string[] | undefined {
  const list = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`, 'm').exec(body)?.[1];
  return list === undefined ? undefined : [...list.replace(/#.*$/gm, '').matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '');
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
      if (packages.some((known) => known.folder === member)) continue;
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

export function manifestAt(context: BuildContext, folder: string): CargoManifest | undefined {
  const text = context.read(joined(folder, 'Cargo.toml'))?.text;
  return text === undefined ? undefined : readManifest(text);
}

function foldersOf(context: BuildContext, root: string, pattern: string): readonly string[] | undefined {
  const path = joined(root, pattern.replace(/^\.\//, '').replace(/\/+$/, ''));
  if (pattern === '.' || pattern === './') return [root];
  if (path.split('/').includes('..')) return undefined;
  const roots = context.takes?.(path)?.roots;
  return roots?.filter((one) => one.is === 'directory' && context.entry(joined(one.path, 'Cargo.toml')).is === 'file').map((one) => one.path);
}

function packageOf(context: BuildContext, folder: string, manifest: CargoManifest): CargoPackage | undefined | 'unknown' {
  const { package: name } = manifest;
  if (name === undefined) return undefined;
  const bins = new Map(manifest.bins.map((bin) => [bin.name, bin.sure]));
  if (manifest.findsBins) {
    const main = context.entry(joined(folder, 'src/main.rs')).is;
    const inFolder = context.entry(joined(folder, 'src/bin')).is;
    if (main === 'unknown' || inFolder === 'unknown') return 'unknown';
    // `[[bin]]` with `path = "src/main.rs"` names that one.
    if (main === 'file' && bins.size === 0) bins.set(name, true);
    else if (main === 'file' && !bins.has(name)) bins.set(name, false);
    if (inFolder === 'directory') {
      const roots = context.takes?.(joined(folder, 'src/bin/*'))?.roots;
      if (roots === undefined) return 'unknown';
      for (const root of roots) {
        const found = root.path.slice(root.path.lastIndexOf('/') + 1).replace(/\.rs$/, '');
        if (!bins.has(found)) bins.set(found, bins.size === 0 || manifest.bins.length === 0);
      }
    }
  }
  return { name, folder, bins: [...bins].map(([bin, sure]) => ({ name: bin, sure })) };
}

function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
