import { tablesIn, textIn, textsIn } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { onceEach } from '../once-each.ts';

/** A package of a lock file. */
export interface LockedCrate {
  readonly name: string;
  /** It is of the project itself: it comes from no registry and no repository. */
  readonly isOwn: boolean;
  /** Keys of what it depends on; for its own packages also what only their tests and build scripts do. */
  readonly dependencies: readonly string[];
}

/** Packages by their keys, `name version`. */
export type LockGraph = ReadonlyMap<string, LockedCrate>;

/** The packages of a `Cargo.lock` (the Cargo book, "Cargo.toml vs Cargo.lock"); a dependency names its version where there are several. */
export const lockGraph = onceEach((lock: TomlTable): LockGraph => {
  const packages = tablesIn(lock, 'package').map((table) => {
    const name = textIn(table, 'name') ?? '';
    return { table, name, key: `${name} ${textIn(table, 'version') ?? ''}` };
  });
  const keysByName = new Map<string, string[]>();
  for (const { name, key } of packages) {
    const same = keysByName.get(name);
    if (same === undefined) keysByName.set(name, [key]);
    else same.push(key);
  }
  const keysOf = (dependency: string): readonly string[] => {
    const [name = '', version] = dependency.split(' ');
    if (version !== undefined) return [`${name} ${version}`];
    const [only, ...others] = keysByName.get(name) ?? [];
    return only === undefined || others.length > 0 ? [] : [only];
  };
  return new Map(packages.map(({ table, name, key }) =>
    [key, { name, isOwn: textIn(table, 'source') === undefined, dependencies: (textsIn(table, 'dependencies') ?? []).flatMap(keysOf) }]));
});

/** Everything that is reached from these keys, themselves among it, through crates that come from elsewhere. */
export function reachedFrom(graph: LockGraph, keys: Iterable<string>, passes: (crate: LockedCrate) => boolean = () => true): ReadonlySet<string> {
  const isEntered = (key: string): boolean => {
    const crate = graph.get(key);
    return crate !== undefined && !crate.isOwn && passes(crate);
  };
  const reached = new Set([...keys].filter(isEntered));
  // A set is walked in the order of insertion, additions included.
  for (const key of reached) for (const next of graph.get(key)?.dependencies ?? []) if (isEntered(next)) reached.add(next);
  return reached;
}
