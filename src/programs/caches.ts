import type { RunInstruction } from '../dockerfile/model.ts';
import type { Tri } from '../knowledge/model.ts';
import type { Command } from '../shell/model.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import { apkAdd, usesNoCache } from './apk.ts';
import { nodeInstall } from './node.ts';
import { isRemovedBelow } from './kept-packages.ts';
import { pacmanInstall } from './pacman.ts';
import { pipInstall, pipInvocation } from './python.ts';
import { empties } from './removal.ts';

export type CachingManager = 'apk' | 'yum' | 'dnf' | 'tdnf' | 'zypper' | 'pacman' | 'pip' | 'uv' | 'npm' | 'yarn' | 'composer' | 'conda';

/** A command that leaves a cache behind, unless something behind it cleans up. */
export interface Caching {
  readonly manager: CachingManager;
  readonly command: Command;
  /** What makes it download: `install`. */
  readonly at: Word;
  /** An option of the command that keeps nothing, and the command that cleans up behind it: at least one is there. */
  readonly option?: string;
  readonly clean?: string;
  /** What was downloaded may be what runs: Yarn 2 and newer start programs out of their cache. */
  readonly mayBeNeeded?: boolean;
}

const DNF = ['install', 'group-install', 'reinstall', 'upgrade', 'upgrade-minimal', 'up-min', 'downgrade', 'distro-sync', 'swap'] as const;

/** What a command caches; undefined when nothing, or when its options or the variables that its script exports say that nothing is to be kept. */
export function cachingOf(command: Command, exported: ReadonlyMap<string, string | undefined>): Caching | undefined {
  const { name } = command;
  const system = systemCaching(command, name);
  if (system !== undefined) return system;
  const pip = pipInstall(command);
  if (pip !== undefined) {
    if (name === 'uv') return command.option('-n', '--no-cache') !== undefined || variableIsOn(command, 'UV_NO_CACHE', exported) ? undefined : { manager: 'uv', command, at: pip.subcommand, option: '--no-cache' };
    // pip takes an option by its first letters: `--no-cache` is enough.
    if (pip.subcommand.value !== 'install' || pip.pip.option('--no-cache-dir', '--no-cache') !== undefined || variableIsOn(command, 'PIP_NO_CACHE_DIR', exported)) return undefined;
    return { manager: 'pip', command, at: pip.subcommand, option: '--no-cache-dir' };
  }
  const node = nodeInstall(command);
  if (node?.manager === 'npm') return { manager: 'npm', command, at: node.subcommand, clean: isRemovedBelow(command) ? 'rm -rf ~/.npm' : 'npm cache clean --force' };
  // What pnpm and bun keep are hard links to what they installed.
  if (node?.manager === 'yarn') return { manager: 'yarn', command, at: node.subcommand, clean: 'yarn cache clean', mayBeNeeded: !isClassicYarn(command) };
  if (node !== undefined) return undefined;
  return languageCaching(command, name);
}

/** Yarn 1 alone has `global`, and these options of `install`. */
function isClassicYarn(command: Command): boolean {
  return command.subcommand('global') !== undefined
    || command.option('--production', '--prod', '--pure-lockfile', '--non-interactive', '--no-lockfile', '--ignore-engines', '--ignore-optional', '--ignore-platform', '--ignore-scripts', '--prefer-offline', '--no-progress', '--network-timeout') !== undefined;
}

function systemCaching(command: Command, name: string): Caching | undefined {
  if (name === 'apk') {
    const add = apkAdd(command);
    return add === undefined || usesNoCache(command) ? undefined : { manager: 'apk', command, at: add.subcommand, option: '--no-cache' };
  }
  if (name === 'yum' || name === 'tdnf' || /^(?:dnf5?|microdnf)$/.test(name)) {
    const at = command.subcommand(...DNF) ?? groupInstall(command);
    return at === undefined ? undefined : { manager: name === 'yum' || name === 'tdnf' ? name : 'dnf', command, at, clean: `${name} clean all` };
  }
  if (name === 'zypper') {
    const at = command.subcommand('install', 'update', 'patch', 'dist-upgrade');
    return at === undefined ? undefined : { manager: 'zypper', command, at, clean: 'zypper clean --all' };
  }
  const pacman = pacmanInstall(command);
  return pacman === undefined ? undefined : { manager: 'pacman', command, at: pacman.subcommand, clean: 'rm -rf /var/cache/pacman/pkg/*' };
}

/** `dnf group install`, `dnf module install`. */
function groupInstall(command: Command): Word | undefined {
  const [verb] = command.subcommand('group', 'module') === undefined ? [] : command.operands();
  return verb?.value === 'install' ? verb : undefined;
}

function languageCaching(command: Command, name: string): Caching | undefined {
  if (name === 'composer') {
    const at = command.subcommand('install', 'update', 'require', 'create-project');
    return at === undefined || command.option('--no-cache') !== undefined ? undefined : { manager: 'composer', command, at, option: '--no-cache' };
  }
  if (name === 'conda' || name === 'mamba' || name === 'micromamba') {
    const at = command.subcommand('install', 'create', 'update') ?? environmentVerb(command);
    return at === undefined ? undefined : { manager: 'conda', command, at, clean: `${name} clean --all --yes` };
  }
  return undefined;
}

/** `conda env create`, `conda env update`. */
function environmentVerb(command: Command): Word | undefined {
  const [verb] = command.subcommand('env') === undefined ? [] : command.operands();
  return verb?.value === 'create' || verb?.value === 'update' ? verb : undefined;
}

/** A variable of the environment says so: by ENV, ARG, `export` or in front of the command. What only the build knows counts as said. */
function variableIsOn(command: Command, name: string, exported: ReadonlyMap<string, string | undefined>): boolean {
  const own = command.assignments.find((assignment) => assignment.name === name);
  if (own !== undefined) return isTruthy(own.value.value);
  if (exported.has(name)) return isTruthy(exported.get(name));
  const value = command.instruction.scope.lookup(name);
  if (value.is === 'set') return isTruthy(pattern(value.text, '1'));
  return value.is === 'unknown' && value.cause !== 'base-image' && value.cause !== 'child-build';
}

/** By the words of Python's `strtobool`, which pip reads the variable with. */
function isTruthy(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|no|n|f|false|off|)$/i.test(value);
}

/** Folders of caches: `~` stands for any home. The folders of a manager that runs under several names are one set. */
const FOLDERS: { readonly [manager in CachingManager]: readonly string[] } = {
  apk: ['/var/cache/apk', '/etc/apk/cache'],
  yum: ['/var/cache/yum', '/var/cache/dnf'], dnf: ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'], tdnf: ['/var/cache/tdnf'],
  zypper: ['/var/cache/zypp'], pacman: ['/var/cache/pacman/pkg'],
  pip: ['~/.cache/pip'], uv: ['~/.cache/uv'], npm: ['~/.npm'], yarn: ['~/.cache/yarn', '/usr/local/share/.cache/yarn', '~/.yarn/berry/cache', '~/.yarn'],
  composer: ['~/.composer/cache', '~/.cache/composer'], conda: ['/opt/conda/pkgs', '~/miniconda3/pkgs'],
};

/** Whether a command takes the cache away; undefined when only the build knows. */
export function cleansCache(command: Command, { manager, command: cached }: Caching): Tri {
  const { name } = command;
  const pip = manager === 'pip' ? pipInvocation(command) : undefined;
  if (pip?.subcommand.value === 'cache') return pip.operands[0]?.value === 'purge';
  if (manager === 'pacman' && name === 'pacman') return emptiesPacman(command);
  if (name === cached.name || sharesCache(name, cached.name)) return cleansItself(command);
  let result: Tri = manager === 'apk' && name !== 'rm' ? false : emptiesOne(command, FOLDERS[manager]);
  if (result === false && /clean/i.test(name) && name !== cached.name) result = undefined;
  return result;
}

/** `pacman -Scc --noconfirm`, which is meant to empty the cache and does not. */
export function cleansInVain(command: Command, { manager }: Caching): boolean {
  return manager === 'pacman' && command.name === 'pacman' && command.option('-S') !== undefined && command.option('-c') !== undefined && emptiesPacman(command) === false;
}

/**
 * Asked whether to remove all files, pacman takes no answer, and `--noconfirm`, for a no; `-Sc` keeps what is installed. So only `yes | pacman -Scc`
 * empties its cache (source: pacman 7, `sync_cleancache` asks by `noyes`; QubesOS/qubes-core-admin-linux#182, 2025-02-06).
 */
function emptiesPacman(command: Command): Tri {
  if (command.option('-S') === undefined || command.option('-c') === undefined) return false;
  const isAnswered = command.pipeline[0] !== command || command.redirections.some(({ operator }) => operator.startsWith('<'));
  return isAnswered && command.options().filter(({ name }) => name === '-c').length > 1 && command.option('--noconfirm') === undefined;
}

/** Programs that keep their cache in one place: the packages of an environment's root, the metadata of dnf where `yum` is a link to it. microdnf has a folder of its own. */
const SHARED: readonly ReadonlySet<string>[] = [new Set(['conda', 'mamba', 'micromamba']), new Set(['yum', 'dnf', 'dnf5'])];

function sharesCache(one: string, other: string): boolean {
  return SHARED.some((names) => names.has(one) && names.has(other));
}

/** `dnf clean all`, `npm cache clean`, `conda clean --all`, `pnpm store prune`. */
function cleansItself(command: Command): boolean {
  const [verb] = command.operands();
  if (command.subcommand('cache', 'store', 'pm') !== undefined) return /^(?:clean|clear|verify|prune|purge|cache)$/.test(verb?.value ?? '');
  const clean = command.subcommand('clean', 'clear-cache', 'clearcache', 'cc');
  return clean !== undefined && (!/^(?:dnf5?|yum|microdnf|tdnf)$/.test(command.name) || verb === undefined || verb.value === 'all' || verb.value === undefined);
}

function emptiesOne(command: Command, folders: readonly string[]): Tri {
  if (command.name !== 'rm' && command.name !== 'find') return false;
  let unknown = false;
  for (const folder of folders) {
    for (const written of folder.startsWith('~') ? homesIn(command, folder.slice(1)) : [folder]) {
      const emptied = empties(command, written);
      if (emptied === true) return true;
      unknown ||= emptied === undefined;
    }
  }
  const texts = command.operands().map(({ raw }) => raw.replace(/^"|"$/g, ''));
  if (folders.some((folder) => folder.startsWith('~') && texts.some((text) => /^(?:~|\$\{?HOME\}?)\//.test(text) && isPartOf(text.replace(/^(?:~|\$\{?HOME\}?)/, ''), folder.slice(1))))) return true;
  // `rm -r "$GNUPGHOME"` is no riddle: what holds a cache is called so, or is below a home.
  return unknown && (!folders.some((folder) => folder.startsWith('~')) || texts.some((text) => /cache|\$\{?(?:HOME|XDG_\w+)\b/i.test(text))) ? undefined : false;
}

/** `/.cache` and `/.cache/*` take `/.cache/pip` away. */
function isPartOf(removed: string, folder: string): boolean {
  const plain = removed.replace(/\/\**$/, '');
  return folder === plain || folder.startsWith(`${plain}/`);
}

/** Homes that the command names: `/root`, `/home/app`. */
function homesIn(command: Command, below: string): readonly string[] {
  const homes = new Set(['/root']);
  for (const word of command.operands()) {
    const home = /^\/home\/[^/]+/.exec(pattern(word.text))?.[0];
    if (home !== undefined) homes.add(home);
  }
  return [...homes].map((home) => home + below);
}

/** Whether a mount stands over the cache; undefined when only the build knows its target. */
export function cacheIsMounted(run: RunInstruction, { manager }: Caching): Tri {
  let unknown = false;
  for (const mount of run.mounts) {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') continue;
    const target = mount.options.get('target')?.value?.replace(/\/+$/, '');
    if (target === undefined) unknown = true;
    else if (FOLDERS[manager].some((folder) => (folder.startsWith('~') ? target.endsWith(folder.slice(1)) || isHomePart(target, folder.slice(1)) : folder === target || folder.startsWith(`${target}/`)))) return true;
    // A cache that a variable or an option moved is where the mount is.
    else if (target.toLowerCase().includes(manager) && !target.startsWith('/var/')) return true;
  }
  return unknown ? undefined : false;
}

/** `/root/.cache` holds `~/.cache/pip`. */
function isHomePart(target: string, below: string): boolean {
  const home = /^(?:\/root|\/home\/[^/]+)/.exec(target)?.[0];
  return home !== undefined && isPartOf(target.slice(home.length), below);
}
