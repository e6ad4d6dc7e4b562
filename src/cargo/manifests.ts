import type { BuildContext } from '../context/model.ts';
import { isTable, tableIn, tablesIn, textIn, textsIn, tomlTable, valueIn } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { onceEach } from '../once-each.ts';

/** What the manifests of the build context say of features and packages. A manifest that is not TOML tells nothing. */
export interface Manifests {
  /** The root is a workspace without a package of its own. */
  readonly virtual: boolean;
  readonly members: ReadonlySet<string>;
  /** Whether a feature brings or changes a crate that is not of the project. Undefined when no manifest names it. */
  reachesDependencies(feature: string): boolean | undefined;
  /** Whether the feature is on by default in every manifest that names it. */
  isDefault(feature: string): boolean;
}

/** More manifests than this are not read. */
const MOST_MANIFESTS = 400;

interface ManifestTables {
  readonly tables: readonly TomlTable[];
  /** These are all: the context can be listed, and each of its manifests can be read. */
  readonly complete: boolean;
}

/** The manifests of a context. */
export const manifestTables = onceEach((context: BuildContext): ManifestTables => {
  const paths = context.list()?.map(({ path }) => path).filter((path) => path === 'Cargo.toml' || path.endsWith('/Cargo.toml'));
  const tables = paths?.slice(0, MOST_MANIFESTS).map((path) => tomlTable(context, path)) ?? [];
  return { tables: tables.filter((table) => table !== undefined), complete: paths !== undefined && paths.length <= MOST_MANIFESTS && !tables.includes(undefined) };
});

/** Undefined when the context is not known, or its root has no manifest that can be read. */
export function readManifests(context: BuildContext): Manifests | undefined {
  const root = tomlTable(context, 'Cargo.toml');
  if (root === undefined) return undefined;
  const { tables } = manifestTables(context);
  const crates = (tables.includes(root) ? tables : [root, ...tables]).map(readCrate);
  const members = new Set(crates.flatMap(({ name }) => name ?? []));
  return {
    virtual: tableIn(root, 'package') === undefined, members,
    reachesDependencies: (feature) => reaches(crates, members, feature),
    isDefault: (feature) => {
      const naming = crates.filter(({ name, features }) => features.has(plain(feature)) && ofCrate(feature, name));
      return naming.length > 0 && naming.every(({ features }) => closure(features, 'default').has(plain(feature)));
    },
  };
}

interface Crate {
  readonly name: string | undefined;
  readonly features: ReadonlyMap<string, readonly string[]>;
}

function readCrate(table: TomlTable): Crate {
  const declared = tableIn(table, 'features');
  const features = new Map(Object.keys(declared ?? {}).map((name) => [name, textsIn(declared, name) ?? []]));
  // An optional dependency is a feature of its own, unless a feature names it by `dep:`.
  const named = new Set([...features.values()].flat());
  for (const { name, settings } of dependenciesOf(table)) {
    if (valueIn(settings, 'optional') === true && !named.has(`dep:${name}`) && !features.has(name)) features.set(name, [`dep:${name}`]);
  }
  return { name: textIn(table, 'package', 'name'), features };
}

/** A dependency by the name that the crate has for it; `settings` of those that are more than a version. */
export interface Dependency {
  readonly name: string;
  readonly settings: TomlTable | undefined;
}

/** What a manifest depends on, also for its tests, its build script, and on some platforms only. */
export function dependenciesOf(table: TomlTable): readonly Dependency[] {
  return [...dependenciesIn(tableIn(table, 'dependencies')), ...conditionalDependenciesOf(table)];
}

/** What it depends on for its tests, for its build script, and on some platforms. */
export function conditionalDependenciesOf(table: TomlTable): readonly Dependency[] {
  const platforms = Object.values(tableIn(table, 'target') ?? {}).filter(isTable);
  const tables = [table, ...platforms].flatMap((place) => [tableIn(place, 'dev-dependencies'), tableIn(place, 'build-dependencies')]);
  return [...tables, ...platforms.map((platform) => tableIn(platform, 'dependencies'))].flatMap(dependenciesIn);
}

export function dependenciesIn(table: TomlTable | undefined): readonly Dependency[] {
  return Object.entries(table ?? {}).map(([name, settings]) => ({ name, settings: isTable(settings) ? settings : undefined }));
}

/** The names of the tables of a list, such as `[[bin]]` or the `[[package]]` of a lock file. */
export function namesIn(table: TomlTable | undefined, list: string): readonly string[] {
  return tablesIn(table, list).flatMap((one) => textIn(one, 'name') ?? []);
}

function plain(feature: string): string {
  return feature.slice(feature.indexOf('/') + 1);
}

function ofCrate(feature: string, crate: string | undefined): boolean {
  return !feature.includes('/') || feature.startsWith(`${crate ?? ''}/`);
}

/** All features that a feature turns on, itself among them. */
function closure(features: Crate['features'], feature: string): ReadonlySet<string> {
  const found = new Set([feature]);
  for (const one of found) for (const next of features.get(one) ?? []) if (!next.includes('/') && !next.startsWith('dep:')) found.add(next);
  return found;
}

/** Follows a feature through the crates of the project, until it names one that is not of it. */
function reaches(crates: readonly Crate[], members: ReadonlySet<string>, feature: string): boolean | undefined {
  const seen = new Set<string>();
  const queue = crates.flatMap((crate) => (crate.features.has(plain(feature)) && ofCrate(feature, crate.name) ? [{ crate, feature: plain(feature) }] : []));
  if (queue.length === 0) return undefined;
  for (const { crate, feature: name } of queue) {
    const key = `${crate.name ?? ''}/${name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const entry of crate.features.get(name) ?? []) {
      const dependency = entry.startsWith('dep:') ? entry.slice(4) : entry.includes('/') ? entry.slice(0, entry.indexOf('/')).replace(/\?$/, '') : undefined;
      if (dependency === undefined) {
        if (crate.features.has(entry)) queue.push({ crate, feature: entry });
        else if (!members.has(entry)) return true;
      } else if (!members.has(dependency)) return true;
      else if (entry.includes('/')) queue.push(...crates.filter((one) => one.name === dependency).map((one) => ({ crate: one, feature: plain(entry) })));
    }
  }
  return false;
}
