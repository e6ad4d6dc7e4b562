import { joinInContext } from '../context/join.ts';
import { tableIn, textIn, textsIn, tomlTable, valueIn } from '../context/toml.ts';
import type { BuildContext } from '../context/model.ts';
import type { TomlTable } from '../context/toml.ts';
import { readWorkspace, selectedPackages } from '../image/files/cargo-manifest.ts';
import { buildTimeCrates } from '../knowledge/native-libraries.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { lockGraph, reachedFrom } from './lock-graph.ts';
import type { LockGraph, LockedCrate } from './lock-graph.ts';
import { conditionalDependenciesOf, dependenciesIn, manifestTables, namesIn } from './manifests.ts';
import type { Dependency } from './manifests.ts';
import type { CargoStep } from './model.ts';
import { manifestOf } from './programs.ts';

/** What a lock file proves of one program. */
export interface LockedProgram {
  /** Relative to the context. */
  readonly lockPath: string;
  /** Crates that are surely compiled into it. */
  readonly linked: ReadonlySet<string>;
  /** Every crate of the lock file, also those of other programs, tests and build scripts. */
  readonly locked: ReadonlySet<string>;
}

/**
 * The program of this name that a step compiles out of the context; undefined when no package surely has it. A lock file knows no features: it holds
 * what any of them takes, of any package (the Cargo book, "Dependency Resolution"). What makes a crate take another is a dependency of some package
 * of the project, and the one is reached from it through the other. So a crate is surely in the program when dependencies that are always taken
 * lead to it, and none leads to it that may be left out: of a feature, of a test, of a build script, of another platform, of a package that is not built.
 */
export function lockedProgram(build: Build, step: CargoStep, name: string): LockedProgram | undefined {
  const { context } = build;
  const manifest = step.invocation.target.length > 0 ? undefined : manifestOf(build, step);
  if (manifest === undefined) return undefined;
  const folder = folderOf(manifest);
  const root = foldersUp(folder).find((one) => context.entry(joinInContext(one, 'Cargo.lock')).is === 'file');
  const workspace = root === undefined ? undefined : readWorkspace(context, root, folder);
  const selected = workspace === undefined ? undefined : selectedPackages(step.invocation, workspace);
  const [owner, ...others] = selected?.filter(({ bins }) => bins.some((bin) => bin.name === name)) ?? [];
  const lock = root === undefined ? undefined : tomlTable(context, joinInContext(root, 'Cargo.lock'));
  if (root === undefined || selected === undefined || owner === undefined || others.length > 0 || lock === undefined) return undefined;
  const project = new LockedProject(lockGraph(lock), manifestsByName(context), sharedDependencies(tomlTable(context, joinInContext(root, 'Cargo.toml'))));
  return { lockPath: joinInContext(root, 'Cargo.lock'), linked: project.linkedIn(owner.name, selected.map((one) => one.name)), locked: new Set(namesIn(lock, 'package')) };
}

/** The manifests of a context by the names of their packages; undefined where two have one name. */
const manifestsByName = onceEach((context: BuildContext): ReadonlyMap<string, TomlTable | undefined> => {
  const found = new Map<string, TomlTable | undefined>();
  for (const table of manifestTables(context).tables) {
    const name = textIn(table, 'package', 'name');
    if (name !== undefined) found.set(name, found.has(name) ? undefined : table);
  }
  return found;
});

/** The packages that `[workspace.dependencies]` means, by the names that members have for them. */
function sharedDependencies(root: TomlTable | undefined): ReadonlyMap<string, string> {
  return new Map(dependenciesIn(tableIn(root, 'workspace', 'dependencies')).map((dependency) => [dependency.name, textIn(dependency.settings, 'package') ?? dependency.name]));
}

/** The packages of a project, what their manifests ask for, and what the lock file has for it. */
class LockedProject {
  readonly #graph: LockGraph;
  readonly #own: ReadonlyMap<string, LockedCrate>;
  readonly #manifests: ReadonlyMap<string, TomlTable | undefined>;
  readonly #shared: ReadonlyMap<string, string>;

  constructor(graph: LockGraph, manifests: ReadonlyMap<string, TomlTable | undefined>, shared: ReadonlyMap<string, string>) {
    this.#graph = graph;
    this.#own = new Map([...graph.values()].filter(({ isOwn }) => isOwn).map((crate) => [crate.name, crate]));
    this.#manifests = manifests;
    this.#shared = shared;
  }

  /** The crates that are surely in the programs of a package. @param selected The packages that are built together. */
  linkedIn(owner: string, selected: readonly string[]): ReadonlySet<string> {
    const built = this.#takenBy(selected);
    const sure = [...this.#takenBy([owner])].flatMap((name) => this.#keysOf(name, this.#always(name)));
    const doubtful = [...this.#own.keys()].flatMap((name) => (built.has(name) ? this.#keysOf(name, this.#perhaps(name)) : this.#own.get(name)?.dependencies ?? []));
    const perhaps = reachedFrom(this.#graph, doubtful);
    const linked = [...reachedFrom(this.#graph, sure, ({ name }) => !buildTimeCrates.has(name))].filter((key) => !perhaps.has(key));
    return new Set(linked.flatMap((key) => this.#graph.get(key)?.name ?? []));
  }

  /** These packages, and those of the project that they always take. */
  #takenBy(packages: readonly string[]): ReadonlySet<string> {
    const taken = new Set(packages.filter((name) => this.#isRead(name)));
    for (const name of taken) for (const next of this.#always(name)) if (this.#isRead(next)) taken.add(next);
    return taken;
  }

  /** It is of the project, and its manifest is known. */
  #isRead(name: string): boolean {
    return this.#own.has(name) && this.#manifests.get(name) !== undefined;
  }

  #keysOf(name: string, wanted: ReadonlySet<string>): readonly string[] {
    return this.#own.get(name)?.dependencies.filter((key) => wanted.has(this.#graph.get(key)?.name ?? '')) ?? [];
  }

  /** What a package depends on, whatever the features. */
  #always(name: string): ReadonlySet<string> {
    return new Set(dependenciesIn(tableIn(this.#manifests.get(name), 'dependencies')).filter((dependency) => !isOptional(dependency)).map((dependency) => this.#packageOf(dependency)));
  }

  /** What it depends on for some features, tests, its build script, or some platforms, and what its features change. */
  #perhaps(name: string): ReadonlySet<string> {
    const manifest = this.#manifests.get(name);
    if (manifest === undefined) return new Set();
    const own = dependenciesIn(tableIn(manifest, 'dependencies'));
    const changed = new Set(featureEntries(manifest).flatMap((entry) => (entry.includes('/') ? entry.slice(0, entry.indexOf('/')).replace(/\?$/, '') : [])));
    const open = [...conditionalDependenciesOf(manifest), ...own.filter((dependency) => isOptional(dependency) || changed.has(dependency.name))];
    return new Set(open.map((dependency) => this.#packageOf(dependency)));
  }

  #packageOf({ name, settings }: Dependency): string {
    return textIn(settings, 'package') ?? (valueIn(settings, 'workspace') === true ? this.#shared.get(name) : undefined) ?? name;
  }
}

function featureEntries(manifest: TomlTable): readonly string[] {
  const features = tableIn(manifest, 'features');
  return Object.keys(features ?? {}).flatMap((name) => textsIn(features, name) ?? []);
}

function isOptional({ settings }: Dependency): boolean {
  return valueIn(settings, 'optional') === true;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The folder and those above it, up to the context's own, ''. */
function foldersUp(folder: string): readonly string[] {
  return folder === '' ? [''] : [folder, ...foldersUp(folderOf(folder))];
}
