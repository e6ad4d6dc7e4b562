import type { BuildContext } from '../context/model.ts';
import { tableIn, tablesIn, textIn, textsIn, tomlTable, valueIn } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { buildTimeCrates } from '../knowledge/native-libraries.ts';
import { onceByText, onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { dependenciesIn, dependenciesOf, namesIn } from './manifests.ts';
import type { CargoStep } from './model.ts';
import { manifestOf } from './programs.ts';

/** A project whose lock file is what one program is made of: one package, all of whose dependencies are always taken. */
export interface LockedPackage {
  /** Relative to the context. */
  readonly lockPath: string;
  /** The names of its programs that the manifest tells. */
  readonly programs: ReadonlySet<string>;
  /** Crates that are compiled into its programs. */
  readonly linked: ReadonlySet<string>;
  /** Every crate of the lock file, also those of tests and build scripts. */
  readonly locked: ReadonlySet<string>;
}

/**
 * The package that a step compiles out of the context; undefined when the lock file may hold more than the program does. A lock file knows no
 * features: it holds what any of them takes (the Cargo book, "Dependency Resolution"). So only a package counts that is alone, and has neither optional
 * dependencies nor features that change another crate.
 */
export function lockedPackage(build: Build, step: CargoStep): LockedPackage | undefined {
  const { invocation } = step;
  if (invocation.features.length > 0 || invocation.noDefaultFeatures || invocation.target.length > 0) return undefined;
  const manifest = manifestOf(build, step);
  return manifest === undefined ? undefined : packagesOf(build.context)(manifest);
}

const packagesOf = onceEach((context: BuildContext): ((manifest: string) => LockedPackage | undefined) => onceByText((manifest) => readPackage(context, manifest)));

function readPackage(context: BuildContext, path: string): LockedPackage | undefined {
  const manifest = tomlTable(context, path);
  const name = textIn(manifest, 'package', 'name');
  if (manifest === undefined || name === undefined || tableIn(manifest, 'workspace') !== undefined || mayTakeLess(manifest)) return undefined;
  const lockPath = path.replace(/Cargo\.toml$/, 'Cargo.lock');
  const lock = tomlTable(context, lockPath);
  const packages = tablesIn(lock, 'package');
  // Packages without a source are of the project itself.
  const own = packages.filter((one) => textIn(one, 'source') === undefined);
  if (own.length !== 1 || textIn(own[0], 'name') !== name) return undefined;
  const programs = new Set([name, ...namesIn(manifest, 'bin')]);
  return { lockPath, programs, linked: reachedFrom(namesOf(tableIn(manifest, 'dependencies')), packages), locked: new Set(namesIn(lock, 'package')) };
}

/** A build may leave out crates that the lock file has, or parts of them. */
function mayTakeLess(manifest: TomlTable): boolean {
  const features = Object.values(tableIn(manifest, 'features') ?? {}).flatMap((entries) => (Array.isArray(entries) ? entries : []));
  return dependenciesOf(manifest).some(({ settings }) => valueIn(settings, 'optional') === true) || features.some((entry) => typeof entry === 'string' && /[/:]/.test(entry));
}

function namesOf(dependencies: TomlTable | undefined): readonly string[] {
  return dependenciesIn(dependencies).map(({ name, settings }) => textIn(settings, 'package') ?? name);
}

/** What crates depend on, by the names in a lock file: `name`, or `name version` where there are several. */
function reachedFrom(names: readonly string[], packages: readonly TomlTable[]): ReadonlySet<string> {
  const byName = new Map<string, string[]>();
  for (const one of packages) {
    const name = textIn(one, 'name') ?? '';
    byName.set(name, [...byName.get(name) ?? [], ...textsIn(one, 'dependencies') ?? []]);
  }
  const reached = new Set(names.filter((name) => byName.has(name) && !buildTimeCrates.has(name)));
  // A set is walked in the order of insertion, additions included.
  for (const name of reached) {
    for (const dependency of byName.get(name) ?? []) {
      const [next = ''] = dependency.split(' ');
      if (!buildTimeCrates.has(next)) reached.add(next);
    }
  }
  return reached;
}
