import type { AddInstruction, CopyInstruction, Dockerfile } from '../dockerfile/model.ts';
import type { Word } from '../word.ts';
import { contextPath } from './go-path.ts';
import { hasWildcard } from './go-pattern.ts';
import { join } from './join.ts';
import type { BuildContext } from './model.ts';

/** What the search asks of the disk. Paths are absolute or as the folders given to the search, with `/`. */
export interface SearchDisk {
  exists(path: string): boolean;
  /** Names in a folder; empty when it cannot be read. */
  names(folder: string): readonly string[];
  /** The text of a file; undefined when it cannot be read, or only paths are known. */
  text(path: string): string | undefined;
}

export interface SearchOptions {
  readonly disk: SearchDisk;
  /** The folder of the Dockerfile: absolute, with `/`. */
  readonly folder: string;
  /** The folder above which nothing is looked at: the repository root, or the current folder where there is no repository. Absolute. */
  readonly top: string;
  /** There is no repository. */
  readonly isOutside?: boolean;
}

/** Files that say "the root of a project is here". */
const MANIFESTS: readonly string[] = [
  'package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'Gemfile',
  'composer.json', 'mix.exs', 'deno.json', 'CMakeLists.txt', 'Package.swift', 'pubspec.yaml', 'build.sbt', 'stack.yaml',
];
const MANIFEST_ENDINGS = /\.(?:csproj|fsproj|vbproj|sln|slnx|cabal)$/;

/** Manifests of which a project may have several, one in another, and the lock files that lie beside that of all. */
const LOCKS: Readonly<Record<string, readonly string[]>> = {
  'Cargo.toml': ['Cargo.lock'],
  'package.json': ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'bun.lock', 'bun.lockb'],
  'pyproject.toml': ['uv.lock', 'poetry.lock', 'pdm.lock'],
};

/** A folder of such a name holds what builds the project above it. */
const YIELDING: ReadonlySet<string> = new Set(['docker', 'build', '.docker']);

/** What lies below such a folder is a project of its own, somebody else's or a test's: its context is not above. */
const FOREIGN: ReadonlySet<string> = new Set(['vendor', 'node_modules', 'third_party', 'site-packages', 'testdata', 'fixtures', '__fixtures__']);

/** A source that is listed here at most, so that a message stays readable. */
const MOST_NAMED = 3;

/** More sources than this decide no better. */
const MOST_SOURCES = 1000;

/**
 * Which folder is the build context when nobody said so: the nearest one, from the Dockerfile's own up to `top`, that has every
 * literal source of COPY and ADD; where the sources decide nothing, the nearest one that has an ignore file or a manifest.
 */
export function searchContext(dockerfile: Dockerfile, options: SearchOptions): BuildContext['folder'] {
  const folders = foldersUp(options.folder, options.top);
  const sources = literalSources(dockerfile);
  const found = sources.length > 0 ? bySources(sources, folders, options) : byManifest(folders, options);
  return found.is === 'unknown' && options.isOutside === true ? { is: 'unknown', why: `${found.why}; outside of a git repository the search ends with the ${isBelow(options.folder, options.top) ? 'current' : "Dockerfile's"} folder` } : found;
}

function isBelow(folder: string, top: string): boolean {
  return folder === top || folder.startsWith(top.endsWith('/') ? top : `${top}/`);
}

/**
 * The folder and its parents up to `top`. When it does not lie below `top`, nothing says where to stop: only the folder itself, and the
 * one above it when the folder is named as one that holds what builds the project above.
 */
export function foldersUp(folder: string, top: string): readonly string[] {
  if (!isBelow(folder, top)) {
    const slash = folder.lastIndexOf('/');
    return slash > 0 && YIELDING.has(folder.slice(slash + 1)) ? [folder, folder.slice(0, slash)] : [folder];
  }
  const folders = [folder];
  for (let at = folder; at !== top; ) {
    at = at.slice(0, Math.max(at.lastIndexOf('/'), top === '/' ? 1 : 0));
    if (at.length < top.length) break;
    folders.push(at);
    if (at === '/') break;
  }
  return folders;
}

/**
 * Sources of COPY and ADD that can only come from the context and whose path is known; each once, relative to the context. The
 * context itself (`.`) is not among them, nor are those of ONBUILD: they belong to the context of another build.
 */
export function literalSources(dockerfile: Dockerfile): readonly string[] {
  const found = new Set<string>();
  for (const instruction of dockerfile.all('COPY', 'ADD')) {
    if (instruction.onbuild !== undefined || !readsContext(instruction)) continue;
    for (const source of instruction.sources) {
      const path = literalPath(source);
      if (path !== undefined && path !== '') found.add(path);
      if (found.size >= MOST_SOURCES) return [...found];
    }
  }
  return [...found];
}

function readsContext(instruction: CopyInstruction | AddInstruction): boolean {
  return instruction.from === undefined && instruction.flag('from') === undefined;
}

function literalPath(source: Word): string | undefined {
  const { value } = source;
  if (value === undefined || isRemote(value) || source.raw.startsWith('<<') || hasWildcard(value)) return undefined;
  return contextPath(value);
}

/** Whether a source of ADD is fetched: a URL, or a git repository. */
export function isRemote(source: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(source);
}

/** Whether a folder has none of the files that COPY and ADD name, and they name several. */
export function lacksAll(dockerfile: Dockerfile, folder: string, disk: SearchDisk): boolean {
  const sources = literalSources(dockerfile);
  return sources.length > 1 && !sources.some((source) => disk.exists(join(folder, source)));
}

function bySources(sources: readonly string[], folders: readonly string[], { disk, folder }: SearchOptions): BuildContext['folder'] {
  let best: { readonly folder: string; readonly missing: readonly string[] } | undefined;
  for (const candidate of folders) {
    const missing = sources.filter((source) => !disk.exists(join(candidate, source)));
    if (missing.length === 0) return { is: 'known', path: candidate, why: whySources(sources, candidate === folder) };
    if (best === undefined || missing.length < best.missing.length) best = { folder: candidate, missing };
  }
  const lacks = best === undefined || best.missing.length === sources.length ? '' : `; ${describe(best.folder, folder)} lacks ${named(best.missing)}`;
  return { is: 'unknown', why: `no folder from the Dockerfile's up has every source of COPY and ADD${lacks}` };
}

function whySources(sources: readonly string[], own: boolean): string {
  const which = own ? "the Dockerfile's folder" : 'the nearest folder above the Dockerfile';
  return sources.length === 1 ? `${which} that has ${named(sources)}` : `${which} that has all ${sources.length} sources of COPY and ADD`;
}

function byManifest(folders: readonly string[], options: SearchOptions): BuildContext['folder'] {
  for (const [index, folder] of folders.entries()) {
    if (FOREIGN.has(folder.slice(folder.lastIndexOf('/') + 1))) break;
    const marker = markerOf(folder, options.disk);
    if (marker === undefined) continue;
    const parent = YIELDING.has(folder.slice(folder.lastIndexOf('/') + 1)) ? folders[index + 1] : undefined;
    const above = parent === undefined ? undefined : markerOf(parent, options.disk);
    if (parent !== undefined && above !== undefined) return { is: 'known', path: parent, why: `it has \`${above}\``, guessed: true };
    const whole = projectAbove(marker, folders.slice(index), options.disk);
    // A crate of a workspace does not build without the manifest of all; a package may.
    if (whole !== undefined && marker === 'Cargo.toml') return { is: 'known', path: whole, why: `it has the \`Cargo.toml\` and the \`Cargo.lock\` of the workspace`, guessed: true };
    if (whole !== undefined) return { is: 'unknown', why: `${describe(folder, options.folder)} has \`${marker}\` and no lock file, ${describe(whole, options.folder)} has both` };
    return { is: 'known', path: folder, why: `it has \`${marker}\``, guessed: true };
  }
  return { is: 'unknown', why: 'no COPY or ADD names a file to look for, and no folder from the Dockerfile up has a `.dockerignore` or a manifest' };
}

/** The folder with the manifest and the lock file of all, where the first one has a manifest alone. */
function projectAbove(manifest: string, [own = '', ...above]: readonly string[], disk: SearchDisk): string | undefined {
  const locks = LOCKS[manifest] ?? [];
  const isWhole = (folder: string): boolean => disk.exists(join(folder, manifest)) && locks.some((lock) => disk.exists(join(folder, lock)));
  // A crate below another is none of its own, unless that one makes a workspace (the Cargo book, "Workspaces").
  const hasMembers = (folder: string): boolean => manifest !== 'Cargo.toml' || /^\s*\[workspace[\].]/m.test(disk.text(join(folder, manifest)) ?? '[workspace]');
  return isWhole(own) ? undefined : above.find((folder) => isWhole(folder) && hasMembers(folder));
}

function markerOf(folder: string, disk: SearchDisk): string | undefined {
  for (const name of ['.dockerignore', ...MANIFESTS]) if (disk.exists(join(folder, name))) return name;
  return disk.names(folder).find((name) => MANIFEST_ENDINGS.test(name));
}

function named(sources: readonly string[]): string {
  const shown = sources.slice(0, MOST_NAMED).map((source) => `\`${source}\``).join(', ');
  return sources.length > MOST_NAMED ? `${shown} and ${sources.length - MOST_NAMED} more` : shown;
}

function describe(folder: string, own: string): string {
  if (folder === own) return "the Dockerfile's own";
  const up = own.slice(folder.length).split('/').filter((part) => part !== '').length;
  return up === 1 ? 'the one above it' : `the one ${up} levels above it`;
}
