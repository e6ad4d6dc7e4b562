import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { goInstall } from './go.ts';
import { nodeInstall } from './node.ts';
import type { PackageInstall, PackageRequest } from './package-request.ts';
import { pipInstall, pipxInstall } from './python.ts';
import { gemInstall } from './ruby.ts';
import { installedPackages } from './system-packages.ts';

export type PinningManager = 'apt' | 'apk' | 'yum' | 'dnf' | 'tdnf' | 'zypper' | 'pacman' | 'pip' | 'npm' | 'yarn' | 'gem' | 'go';

/** What one install command leaves open. */
export interface OpenVersions {
  readonly manager: PinningManager;
  readonly command: Command;
  /** Packages for which any version will do. */
  readonly unpinned: readonly PackageRequest[];
  /** Packages whose version is a name that moves: `@latest`, `@next`. */
  readonly moving: readonly PackageRequest[];
  /** Folders of which optional requirements are installed, too: `.[dev]` of pip. */
  readonly extras: readonly PackageRequest[];
  /** Words of which only the build knows what they are. */
  readonly unknown: readonly Word[];
}

/** Which packages a command installs in whatever version is current; undefined when it installs nothing that could be pinned. */
export function openVersions(command: Command): OpenVersions | undefined {
  const system = installedPackages(command);
  if (system !== undefined) {
    if (system.manager === 'apt' && command.subcommand('build-dep', 'reinstall') !== undefined) return undefined;
    const rpm = system.manager === 'dnf';
    const manager = rpm && (command.name === 'yum' || command.name === 'tdnf') ? command.name : system.manager;
    return sorted(manager, system, (request) => request.kind === 'url' || (request.version !== undefined && (!rpm || isVersion(request, command))));
  }
  const pip = pipInstall(command) ?? pipxInstall(command);
  if (pip !== undefined) return isConstrained(command) ? undefined : sorted('pip', pip, isPinned);
  const node = nodeInstall(command);
  if (node !== undefined) return sorted(node.manager === 'npm' ? 'npm' : 'yarn', node, isPinned);
  const gem = gemInstall(command);
  if (gem !== undefined) return gem.version === undefined ? sorted('gem', gem, isPinned) : undefined;
  const go = goInstall(command);
  return go === undefined ? undefined : sorted('go', go, (request) => isGoPinned(request, go.subcommand.value === 'get'));
}

function sorted(manager: PinningManager, { command, packages }: PackageInstall, pinned: (request: PackageRequest) => boolean): OpenVersions {
  const named = packages.filter(({ kind, name }) => (kind === 'name' || kind === 'url') && name !== '');
  const moving = (request: PackageRequest): boolean => /^(?:latest|next|canary|nightly|beta|alpha|rc)$/.test(request.version ?? '');
  const node = manager === 'npm' || manager === 'yarn';
  return {
    manager, command,
    // An unknown piece at the end may hold the version: `nginx$VERSION`.
    unpinned: named.filter((request) => !pinned(request) && !(node && moving(request)) && !(request.version === undefined && request.name.endsWith('\u0000'))),
    moving: node ? named.filter(moving) : [],
    extras: manager === 'pip' ? packages.filter(({ kind, name }) => kind === 'path' && /^\.{1,2}\[/.test(name)) : [],
    unknown: packages.flatMap(({ kind, word, name, version }) => (kind === 'unknown' || (kind === 'name' && version === undefined && name.endsWith('\u0000')) ? [word] : [])),
  };
}

/** `go help packages`: names that stand for several packages. */
const goMetaPackages: ReadonlySet<string> = new Set(['all', 'cmd', 'main', 'std', 'tool', 'work']);

/** `-c FILE` holds the versions. */
function isConstrained(command: Command): boolean {
  return (pipInstall(command)?.constraints.length ?? 0) > 0;
}

/** An address pins when it names a revision, or is that of an archive. */
function isPinned({ kind, name, version }: PackageRequest): boolean {
  if (version !== undefined) return version !== '';
  return kind === 'url' && !/^(?:git\+|git:|git@|hg\+|svn\+|bzr\+|github:|gitlab:|bitbucket:|gist:)|^[^:]*$/i.test(name);
}

/**
 * Packages of the standard library, and of a module that is called so, have no dot in their first part, and no version of their own.
 * `go get` asks for what the module does not have yet: a single word is no such package.
 */
function isGoPinned({ name, version }: PackageRequest, get: boolean): boolean {
  if (version !== undefined) return version !== 'latest' && version !== '';
  if (get && /^\w+$/.test(name) && !goMetaPackages.has(name)) return false;
  return !(name.split('/')[0] ?? '').includes('.') || name.startsWith('...');
}

/** `git-core-$version` has no version when nothing but the base image could set the variable: it is empty then, unless the word gives a default. */
function isVersion({ version, word }: PackageRequest, command: Command): boolean {
  if (version === undefined || !/^\u0000+$/.test(version) || /\$\{\w+:?[-=?]/.test(word.raw)) return true;
  return word.text.some((piece) => {
    if ('text' in piece || piece.variable === undefined) return 'unknown' in piece;
    const value = command.instruction.scope.lookup(piece.variable);
    // The reason is another where the script itself sets it.
    return value.is !== 'unknown' || value.cause !== 'base-image' || value.why !== piece.unknown;
  });
}
