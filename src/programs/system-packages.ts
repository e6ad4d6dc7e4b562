import { onceEach } from '../once-each.ts';
import type { Command } from '../shell/model.ts';
import { apkAdd } from './apk.ts';
import { aptInstall } from './apt.ts';
import type { Install } from './apt.ts';
import { packageRequest } from './package-request.ts';
import type { PackageInstall, PackageRequest } from './package-request.ts';
import { pacmanInstall } from './pacman.ts';
import { rpmInstall, zypperInstall } from './rpm.ts';

export type SystemManager = 'apt' | 'apk' | 'dnf' | 'zypper' | 'pacman';

export interface SystemInstall extends PackageInstall {
  /** The family: `apt` for apt-get and aptitude, `dnf` for yum, microdnf and tdnf. The program itself is `command.name`. */
  readonly manager: SystemManager;
}

/** Programs that install packages of the system; for `dockerfile.commands(...)`. */
export const SYSTEM_MANAGERS = ['apt-get', 'apt', 'aptitude', 'apk', 'dnf', 'dnf5', 'yum', 'microdnf', 'tdnf', 'zypper', 'pacman'] as const;

const READERS: readonly { readonly manager: SystemManager; readonly read: (command: Command) => Install | undefined; readonly version: RegExp | undefined; readonly files: RegExp }[] = [
  { manager: 'apt', read: aptInstall, version: /^([^=/]*)[=/](.*)$/s, files: /\.deb$/ },
  { manager: 'apk', read: apkAdd, version: /^([^=<>~]*?)((?:[<>]=?|~=?|=~?).*)$/s, files: /\.apk$/ },
  // name-version, name-version-release.arch: a version begins with a digit behind a dash.
  { manager: 'dnf', read: rpmInstall, version: /^(.+?)-(\d[^-]*(?:-.*)?|\u0000.*)$/s, files: /\.rpm$/ },
  { manager: 'zypper', read: zypperInstall, version: /^([^<=>]*)((?:[<>]=?|=).*)$/s, files: /\.rpm$/ },
  { manager: 'pacman', read: pacmanInstall, version: /^([^<=>]*)((?:[<>]=?|=).*)$/s, files: /\.pkg\.tar/ },
];

/** What a command of a system's package manager installs; undefined when it installs nothing. */
export function installedPackages(command: Command): SystemInstall | undefined {
  return MANAGERS.has(command.name) ? readInstall(command) : undefined;
}

const MANAGERS: ReadonlySet<string> = new Set(SYSTEM_MANAGERS);

const readInstall = onceEach((command: Command): SystemInstall | undefined => {
  for (const reader of READERS) {
    const install = reader.read(command);
    if (install === undefined) continue;
    const packages = install.packages.map((word): PackageRequest => {
      const request = packageRequest(word, command.subcommand('module') === undefined ? reader.version : /^([^:]*):(.*)$/s, reader.files);
      if (reader.manager === 'dnf' && command.subcommand('group', 'group-install') !== undefined || request.name.startsWith('@')) return { ...request, kind: 'group' };
      return reader.manager === 'apk' && request.name.startsWith('.') ? { ...request, kind: 'group' } : request;
    });
    return { manager: reader.manager, command, subcommand: install.subcommand, packages };
  }
  return undefined;
});
