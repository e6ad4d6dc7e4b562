import type { BuildContext } from '../context/model.ts';
import { isTable, tableIn, tablesIn, textIn, textsIn, tomlTable, valueIn } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { dependenciesIn, dependenciesOf } from './manifests.ts';
import { sourcesOf, type SourceCopy } from './sources.ts';

/** A crate of the project that a planner does not see. */
export interface MissingCrate {
  /** Relative to the context; `../shared` lies outside of it. */
  readonly path: string;
  readonly why: 'outside' | 'ignored' | 'absent' | 'not-copied' | 'sources-ignored';
  /** The manifest that names it. */
  readonly namedBy: string;
}

/** More than this are not named, nor more manifests read. */
const MOST = 200;

/** A crate that a manifest names. */
interface NamedCrate {
  readonly path: string;
  readonly namedBy: string;
  /** Another crate depends on it; a member that nothing needs may stay a dummy. */
  readonly needed: boolean;
  /** A pattern of `members` that finds nothing there: cargo takes it for a folder. */
  readonly missing?: MissingCrate['why'] | undefined;
}

/**
 * Members and path dependencies that the manifests name, and that the planner does not get: cargo refuses the workspace then.
 * Nothing where the context is not known, its root has no manifest, or the planner gets files that ironlint does not see.
 */
export function missingCrates(build: Build, prepare: CargoStep, cooked = false): readonly MissingCrate[] {
  const { context } = build;
  const root = context.folder.is === 'known' ? tomlTable(context, 'Cargo.toml') : undefined;
  const copies = root === undefined ? undefined : copiesFor(build, prepare, cooked);
  if (root === undefined || copies === undefined) return [];
  const shared = new Map(dependenciesIn(tableIn(root, 'workspace', 'dependencies')).flatMap(({ name, settings }) => pathIn(settings, '').map((path) => [name, path])));
  const crates = [...members(context, root, copies), ...pathDependencies(root, '', 'Cargo.toml', shared)];
  const seen = new Set<string>();
  const missing: MissingCrate[] = [];
  for (const { path, namedBy, needed, missing: known } of crates) {
    if (seen.has(path) || path === '' || seen.size > MOST) continue;
    const why = known ?? whyMissing(context, copies, path);
    if (why !== undefined && cooked && !needed) continue;
    seen.add(path);
    if (why !== undefined) missing.push({ path, why, namedBy });
    const table = why === undefined ? tomlTable(context, `${path}/Cargo.toml`) : undefined;
    if (table !== undefined && crates.length < MOST) crates.push(...pathDependencies(table, path, `${path}/Cargo.toml`, shared));
  }
  return missing;
}

/** Its targets are found by their files (the Cargo book, "Target auto-discovery"), and none of them is sent. */
function lacksSources(context: BuildContext, path: string): boolean {
  const roots = ['src/lib.rs', 'src/main.rs'].map((name) => `${path}/${name}`).filter((root) => context.entry(root).is === 'file');
  return roots.length > 0 && roots.every((root) => context.ignores(root));
}

function whyMissing(context: BuildContext, copies: readonly SourceCopy[], path: string): MissingCrate['why'] | undefined {
  if (path.startsWith('../') || path === '..') return 'outside';
  if (context.entry(`${path}/Cargo.toml`).is === 'absent') return 'absent';
  if (context.ignores(`${path}/Cargo.toml`)) return 'ignored';
  if (lacksSources(context, path)) return 'sources-ignored';
  const covered = copies.some((copy) => copy.path === undefined || /[*?[]/.test(copy.path) || copy.kind === 'everything' || path === copy.path || path.startsWith(`${copy.path}/`) || copy.path.startsWith(`${path}/`));
  return covered ? undefined : 'not-copied';
}

/**
 * Path dependencies of crates that a build gets, and that it does not get itself: in their place are the dummies that `cargo chef cook`
 * left, or nothing. Members that no crate of the build asks for may stay dummies.
 */
export function dummyCrates(build: Build, step: CargoStep): readonly MissingCrate[] {
  const { packages } = step.invocation;
  return missingCrates(build, step, true).filter(({ why, namedBy }) => {
    const crate = textIn(tomlTable(build.context, namedBy), 'package', 'name');
    return why === 'not-copied' && (packages.length === 0 || packages.some(({ value }) => value === undefined || value === crate));
  });
}

/** What the planner gets out of the context; undefined when something else may bring files. `cooked`: a recipe or a target folder of other stages is none of that. */
function copiesFor(build: Build, prepare: CargoStep, cooked = false): readonly SourceCopy[] | undefined {
  const copies = [...sourcesOf(prepare.run)];
  for (const instruction of chainAbove(build, prepare.run)) {
    if (instruction.keyword === 'COPY' && instruction.from !== undefined) {
      if (cooked && instruction.sources.every(({ value }) => /(?:^|\/)(?:[\w.-]*\.json|target|cargo|\.cargo|registry|git)\/?$/.test(value ?? ''))) continue;
      return undefined;
    }
    if (instruction.keyword === 'RUN' && /\b(?:git clone|cargo (?:new|init)|Cargo\.toml|sed|mkdir)\b/.test(instruction.rest.text)) return undefined;
    copies.push(...sourcesOf(instruction));
  }
  const takesRoot = copies.some(({ kind, path }) => kind === 'everything' || path === 'Cargo.toml');
  return takesRoot && prepare.invocation.manifestPath === undefined ? copies : undefined;
}

/** Of a pattern cargo takes what is there; where nothing is, the pattern itself for the name of a folder. */
function members(context: BuildContext, root: TomlTable, copies: readonly SourceCopy[]): readonly NamedCrate[] {
  return (textsIn(root, 'workspace', 'members') ?? []).flatMap((member): readonly NamedCrate[] => {
    const path = resolveCrate('', member);
    const named = { namedBy: 'Cargo.toml', needed: false };
    if (!/[*?[]/.test(path)) return [{ path, ...named }];
    const found = (context.takes?.(path)?.roots ?? []).flatMap((one) => (one.is === 'directory' ? [{ path: one.path, ...named, missing: whyMissing(context, copies, one.path) }] : []));
    const there = found.filter(({ missing }) => missing === undefined);
    return there.length === 0 && found[0] !== undefined ? [{ path, ...named, missing: found[0].missing }] : there;
  });
}

/** Crates of the project that a manifest depends on, and those that it puts in the place of others. `shared`: paths of the workspace's dependencies. */
function pathDependencies(table: TomlTable, folder: string, namedBy: string, shared: ReadonlyMap<string, string>): readonly NamedCrate[] {
  const patches = Object.values(tableIn(table, 'patch') ?? {}).flatMap((patch) => (isTable(patch) ? dependenciesIn(patch) : []));
  return [...dependenciesOf(table), ...patches].flatMap(({ name, settings }) => {
    const inherited = valueIn(settings, 'workspace') === true ? shared.get(name) : undefined;
    const paths = inherited === undefined ? pathIn(settings, folder) : [inherited];
    return paths.map((path) => ({ path, namedBy, needed: true }));
  });
}

function pathIn(settings: TomlTable | undefined, folder: string): readonly string[] {
  const path = textIn(settings, 'path');
  return path === undefined || path.startsWith('/') ? [] : [resolveCrate(folder, path)];
}

/** Relative to the context; `..` is kept where it leads out. */
export function resolveCrate(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Every manifest that the planner copies by name says where its targets are: nothing has to be found by files. */
export function targetsAreNamed(build: Build, prepare: CargoStep): boolean {
  const paths = (copiesFor(build, prepare) ?? []).flatMap(({ path }) => (path?.endsWith('Cargo.toml') === true ? [path] : []));
  const tables = paths.slice(0, MOST).map((path) => tomlTable(build.context, path));
  return tables.length > 0 && tables.every((table) => table !== undefined && (tableIn(table, 'package') === undefined || [tableIn(table, 'lib'), ...tablesIn(table, 'bin')].some((target) => textIn(target, 'path')?.endsWith('.rs') === true)));
}
