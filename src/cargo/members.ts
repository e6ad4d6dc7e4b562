import type { BuildContext } from '../context/model.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { sectionOf } from './manifests.ts';
import { sourcesOf, type SourceCopy } from './sources.ts';

/** A crate of the project that a planner does not see. */
export interface MissingCrate {
  /** Relative to the context; `../shared` lies outside of it. */
  readonly path: string;
  readonly why: 'outside' | 'ignored' | 'absent' | 'not-copied';
  /** The manifest that names it. */
  readonly namedBy: string;
}

/** More than this are not named, nor more manifests read. */
const MOST = 200;

/**
 * Members and path dependencies that the manifests name, and that the planner does not get: cargo refuses the workspace then.
 * Nothing where the context is not known, its root has no manifest, or the planner gets files that ironlint does not see.
 */
export function missingCrates(build: Build, prepare: CargoStep, cooked = false): readonly MissingCrate[] {
  const { context } = build;
  const root = context.read('Cargo.toml')?.text;
  if (root === undefined || context.folder.is !== 'known') return [];
  const copies = copiesFor(build, prepare, cooked);
  if (copies === undefined) return [];
  const crates = [...members(root).map((path) => ({ path, namedBy: 'Cargo.toml' })), ...pathDependencies(root, '', 'Cargo.toml')];
  const seen = new Set<string>();
  const missing: MissingCrate[] = [];
  for (const { path, namedBy } of crates) {
    if (seen.has(path) || path === '' || seen.size > MOST) continue;
    const why = whyMissing(context, copies, path);
    // A member that nothing needs may stay a dummy: it counts where a crate names it.
    if (cooked && why !== undefined && namedBy === 'Cargo.toml') continue;
    seen.add(path);
    if (why !== undefined) missing.push({ path, why, namedBy });
    const text = why === undefined ? context.read(`${path}/Cargo.toml`)?.text : undefined;
    if (text !== undefined && crates.length < MOST) crates.push(...pathDependencies(text, path, `${path}/Cargo.toml`));
  }
  return missing;
}

function whyMissing(context: BuildContext, copies: readonly SourceCopy[], path: string): MissingCrate['why'] | undefined {
  if (path.startsWith('../') || path === '..') return 'outside';
  if (context.entry(`${path}/Cargo.toml`).is === 'absent') return 'absent';
  if (context.ignores(`${path}/Cargo.toml`)) return 'ignored';
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
    const crate = namedBy.split('/').at(-2);
    return why === 'not-copied' && crate !== undefined && (packages.length === 0 || packages.some(({ value }) => value === undefined || value === crate));
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

/** Members without wildcards: cargo passes over what a wildcard finds without a manifest. */
function members(text: string): readonly string[] {
  const section = sectionOf(text, 'workspace');
  const list = /^[ \t]*members[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(section)?.[1] ?? '';
  return quoted(list).filter((path) => !/[*?[]/.test(path)).map((path) => resolve('', path));
}

function pathDependencies(text: string, folder: string, namedBy: string): readonly { readonly path: string; readonly namedBy: string }[] {
  const found: { readonly path: string; readonly namedBy: string }[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const header = /^\[{1,2}([^[\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const path = /dependencies|^patch/.test(section) && !line.trimStart().startsWith('#') ? /(?:^|[{,\s])path[ \t]*=[ \t]*["']([^"']+)["']/.exec(line)?.[1] : undefined;
    if (path !== undefined && !path.startsWith('/')) found.push({ path: resolve(folder, path), namedBy });
  }
  return found;
}

function quoted(list: string): readonly string[] {
  return [...list.replaceAll(/#.*$/gm, '').matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** Relative to the context; `..` is kept where it leads out. */
function resolve(folder: string, path: string): string {
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
  const texts = paths.slice(0, MOST).map((path) => build.context.read(path)?.text);
  return texts.length > 0 && texts.every((text) => text !== undefined && (!/^\[package\]/m.test(text) || /^[ \t]*path[ \t]*=[ \t]*["'][^"']*\.rs["']/m.test(text)));
}
