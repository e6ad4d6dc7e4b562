import { containerPath, isBelow } from '../../container-path.ts';
import { broughtElsewhere, mayHold, programsOf } from '../../knowledge/programs-of-packages.ts';
import { isLibraryPackage, maybeBroughtAlong, programsOfNodePackage, programsOfPythonPackage } from '../../knowledge/programs-of-registries.ts';
import { nodeInstall } from '../../programs/node.ts';
import { pipInstall, pipxInstall } from '../../programs/python.ts';
import { gemInstall } from '../../programs/ruby.ts';
import { installedPackages } from '../../programs/system-packages.ts';
import type { PackageRequest } from '../../programs/package-request.ts';
import type { Step } from './step.ts';
import { fills, folderIn, nothing } from './step.ts';
import { baseName, partBelow } from './effect-index.ts';
import { mentionedPlaces } from './mentioned-places.ts';
import type { Deed } from './model.ts';

type Installs = Extract<Deed, { does: 'installs' }>;

const systemFolders: readonly string[] = ['/usr/bin', '/usr/sbin', '/bin', '/sbin'];

/** What a command of a language's package manager installs; undefined for other programs. */
export function installDeeds(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  if (command.name === 'npm' || command.name === 'yarn' || command.name === 'pnpm' || command.name === 'bun') return nodeDeeds(step);
  const pip = pipInstall(command);
  if (pip !== undefined) return pythonDeeds(step, pip.packages, pip.requirements.length + pip.editable.length > 0, pip.pip.option('-t', '--target')?.value?.value ?? pip.pip.option('--prefix')?.value?.value);
  const pipx = pipxInstall(command);
  if (pipx !== undefined) return [registryInstall('pipx', pipx.packages, () => undefined, ['/root', '/usr/local', '/opt', '/home'])];
  const gem = gemInstall(command);
  if (gem !== undefined) return [registryInstall('gem', gem.packages, () => undefined, ['/usr', '/var', '/root'])];
  if (/^pip-?\d*(?:\.\d+)*$|^gem$/.test(command.name)) return command.subcommand('wheel', 'download', 'fetch', 'unpack', 'build') === undefined ? nothing : buildsBelow(step.folder, `\`${command.name}\` writes there`);
  return undefined;
}

const systemManagers: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude', 'apk', 'dnf', 'dnf5', 'yum', 'microdnf', 'tdnf', 'zypper', 'pacman', 'dpkg', 'rpm']);

/** What a package manager of a distribution installs; undefined for other programs. */
export function systemDeeds(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  if (!systemManagers.has(command.name)) return undefined;
  if (command.option('--root', '--installroot', '-p') !== undefined || (command.name === 'pacman' && command.option('-r', '-b', '--sysroot') !== undefined)) return [{ does: 'anything', why: `\`${command.name}\` installs below another root` }];
  if (command.name === 'dpkg' || command.name === 'rpm') {
    const installs = command.options().some(({ name }) => /^(?:-[iUF]|-[iUF]?[vh]*[iU][vh]*|--install|--upgrade|--unpack)$/.test(name));
    if (!installs && command.option('-x', '-X', '-e', '--extract', '--vextract', '--control') !== undefined && command.name === 'dpkg') return [fills(step.folder, '`dpkg` unpacks it'), ...mentionedPlaces(step)];
    return installs ? [systemInstall(command.name, ['a package'], [])] : nothing;
  }
  const install = installedPackages(command);
  if (install === undefined) return nothing;
  const names = install.packages.map((request) => (request.kind === 'name' ? request.name : request.kind === 'group' && request.name.startsWith('.') ? '' : request.word.raw));
  const elsewhere = install.packages.flatMap(({ name }) => broughtElsewhere(name));
  return [systemInstall(install.manager, names, elsewhere.length > 0 && readsOtherSources(step) ? elsewhere : [])];
}

/** Where package managers keep the list of their repositories (apt's sources.list(5), dnf.conf(5), apk-repositories(5), zypper(8)). */
const sourceLists: readonly string[] = ['/etc/apt/sources.list.d', '/etc/apt/sources.list', '/etc/yum.repos.d', '/etc/apk/repositories', '/etc/zypp/repos.d'];

/** Whether something above has named package repositories besides those of the base image, or may have. */
function readsOtherSources({ tree }: Step): boolean {
  return sourceLists.some((place) => {
    const fact = tree.at(place);
    return fact.is === 'present' ? fact.by !== undefined : fact.is === 'unknown' && fact.at !== tree.bottom.from;
  });
}

/** @param elsewhere Programs that the packages may bring besides, as they may come from another repository. */
function systemInstall(manager: string, names: readonly string[], elsewhere: readonly string[]): Installs {
  const programs = new Set<string>();
  const unknown: string[] = [];
  const known: string[] = [];
  for (const name of names) {
    if (name === '' || name.startsWith('-') || name.startsWith('!')) continue;
    const found = programsOf(name) ?? (isLibraryPackage(name) ? [] : undefined);
    if (found === undefined) unknown.push(name);
    else known.push(name);
    for (const program of found ?? []) programs.add(program);
    if (found === undefined && /^[a-z0-9][\w.+-]*$/.test(name)) programs.add(name);
  }
  return {
    does: 'installs', manager, programs: [...programs], folders: systemFolders, unknown,
    mayTouch: (path) => (unknown.length > 0 && ofSystem(path, true)) || (isProgram(path) ? maybeBroughtAlong(baseName(path), known) || elsewhere.includes(baseName(path)) || known.some((name) => mayHold(name, baseName(path))) : ofSystem(path, false) && (!isBelow(path, '/etc') || etcOf(path, known))),
  };
}

function isProgram(path: string): boolean {
  return systemFolders.includes(path.slice(0, path.lastIndexOf('/')));
}

/** Where packages of a distribution put files; those of others also into /opt, and s6 into folders of its own. */
function ofSystem(path: string, others: boolean): boolean {
  if (isBelow(path, '/usr/local')) return false;
  return /^\/(?:usr|bin|sbin|lib\d*|etc|var|run)(?:\/|$)/.test(path) || (others && /^\/(?:opt|init|command|package)(?:\/|$)/.test(path));
}

/** A package has its configuration under its own name, or under one of the names that many share. */
function etcOf(path: string, packages: readonly string[]): boolean {
  const name = path.split('/')[2] ?? '';
  if (name === '' || /^(?:ssl|default|init\.d|cron|logrotate|profile|pam|security|alternatives|ld\.so|apt|xdg|fonts|systemd|python|perl|java|ca-cert|bash|group|passwd|shadow|gshadow|sub[ug]id|mime|services|environment|localtime|timezone)/.test(name)) return true;
  return packages.some((known) => known.startsWith(name.slice(0, 3)) || name.startsWith(known.slice(0, 4)));
}

function homeIn(step: Step): readonly string[] {
  const home = step.home();
  return home === undefined ? [] : [home];
}

function nodeDeeds(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const install = nodeInstall(command);
  const folder = folderIn(step, command.option('-C', '--prefix', '--cwd', '--dir')?.value);
  if (install?.global === true) return [registryInstall(install.manager, install.packages, programsOfNodePackage, ['/usr/local', '/usr/lib', '/usr/bin', '/root', '/opt', ...homeIn(step)])];
  const subcommand = command.subcommand()?.value;
  if (install === undefined && /^(?:config|cache|set|version|audit|-v|ping|whoami|view|info|get|rebuild|prune|fund|list|ls|test|lint)$/.test(subcommand ?? '')) return nothing;
  return buildsBelow(folder, `\`${command.name}\` writes there`);
}

/** Builds write below the folder they run in, and often beside it: `../dist`. */
export function buildsBelow(folder: string | undefined, why: string): readonly Deed[] {
  if (folder === undefined) return [{ does: 'anything', why }];
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  const filled = fills(parent === '' ? folder : parent, why);
  // A project at the root does not write into the folders of the system.
  if (filled.does === 'fills' && filled.path === '/') return [{ ...filled, only: (path) => !/^\/(?:usr|s?bin|lib\d*|etc|var|run|boot)(?:\/|$)/.test(path) }];
  return [filled];
}

function pythonDeeds(step: Step, packages: readonly PackageRequest[], more: boolean, target: string | undefined): readonly Deed[] {
  const why = '`pip` installs into it';
  if (target !== undefined) return [fills(containerPath(target, step.folder ?? '/'), why, true)];
  // The pip of a virtual environment installs into that.
  const program = step.command.program.value ?? '';
  const environment = /^(\/.+)\/bin\/[^/]+$/.exec(program)?.[1];
  if (environment !== undefined && !/^\/usr(?:\/local)?$/.test(environment)) return [fills(environment, why)];
  const installs = registryInstall('pip', packages, programsOfPythonPackage, ['/usr/local', '/usr/lib', '/usr/bin', '/root', '/opt', '/venv', '/home']);
  const mayTouch = (path: string): boolean => installs.mayTouch(path) || mayBuildInto(step.folder, path);
  return [{ ...installs, mayTouch, unknown: more ? [...installs.unknown, 'what is required'] : installs.unknown }];
}

/** What a project that is built where it lies writes there: `build`, `src`, modules in its packages, one for its version beside them; no script to start (setuptools, setuptools-scm; read 2026-11-29). */
function mayBuildInto(folder: string | undefined, path: string): boolean {
  const part = folder === undefined || folder === '/' ? undefined : partBelow(path, folder);
  return part !== undefined && !(/^[^/]+\.py$/.test(part) && !part.includes('version'));
}

function registryInstall(manager: string, packages: readonly PackageRequest[], programsOfName: (name: string) => readonly string[] | undefined, folders: readonly string[]): Installs {
  const programs: string[] = [];
  const unknown: string[] = [];
  for (const request of packages) {
    const found = request.kind === 'name' ? programsOfName(request.name.replace(/\[.*$/, '')) : undefined;
    if (found === undefined) unknown.push(request.word.raw);
    else programs.push(...found);
  }
  return { does: 'installs', manager, programs, folders: ['/usr/local/bin'], unknown, mayTouch: (path) => folders.some((folder) => isBelow(path, folder)) };
}
