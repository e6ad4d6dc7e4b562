import type { Command } from '../shell/model.ts';
import type { Install } from './apt.ts';
import type { ProgramGrammar } from './model.ts';

/** dnf(8) 4 and 5, yum(8) 3, microdnf(8), tdnf(8). */
export const dnfGrammar: ProgramGrammar = {
  subcommands: true,
  values:
    '-c --config -d --debuglevel -e --errorlevel --rpmverbosity -R --randomwait -x --exclude --disableexcludes --disableexcludepkgs --repo --repoid --enablerepo --disablerepo --enable-repo --disable-repo --enableplugin --disableplugin --enable-plugin --disable-plugin --installroot --releasever --setopt --color --advisory --advisories --bz --bzs --cve --cves --sec-severity --secseverity --forcearch --repofrompath --destdir --downloaddir --comment --transformdb --releasever-major --releasever-minor --advisory-severities',
  subcommandAliases: {
    localinstall: 'install', in: 'install', 'install-n': 'install', 'install-na': 'install', 'install-nevra': 'install', groupinstall: 'group-install', 'groups-install': 'group-install', update: 'upgrade', up: 'upgrade', rm: 'remove', erase: 'remove', rei: 'reinstall', mc: 'makecache', grp: 'group', groups: 'group',
  },
  synonyms: ['-y --assumeyes', '-q --quiet', '-v --verbose', '-b --best', '-C --cacheonly', '--enablerepo --enable-repo', '--disablerepo --disable-repo', '--repo --repoid', '-x --exclude', '--nodocs --no-docs'],
};

/** zypper(8) 1.14. */
export const zypperGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-c --config -R --root -C --cache-dir -D --reposd-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir --userdata --installroot --releasever -p --plus-repo --plus-content --pkg-cache-dir',
  subcommandValues: {
    install: '-r --repo --from -t --type -C --capability --solver-focus --download --agree-to-third-party-licenses-with', remove: '-r --repo -t --type', update: '-r --repo -t --type --download', patch: '-r --repo -b --bugzilla --cve -g --category --severity --date --download',
    'dist-upgrade': '-r --repo --from --download', search: '-r --repo -t --type', addrepo: '-r --repo -n --name -p --priority --gpgcheck', refresh: '-r --repo', info: '-r --repo -t --type', 'source-install': '-r --repo',
  },
  subcommandAliases: { in: 'install', rm: 'remove', up: 'update', dup: 'dist-upgrade', ref: 'refresh', ar: 'addrepo', rr: 'removerepo', se: 'search', cc: 'clean', si: 'source-install', lr: 'repos', if: 'info', al: 'addlock' },
  synonyms: ['-n --non-interactive', '-y --no-confirm', '-q --quiet', '-f --force', '-l --auto-agree-with-licenses', '-D --dry-run', '-r --repo', '-t --type'],
};

/** `dnf install`, `yum localinstall`, `microdnf install` and the like; groups are `group-install` or `group install`, modules `module install`. */
export function rpmInstall(command: Command): Install | undefined {
  if (!/^(?:dnf5?|yum|microdnf|tdnf)$/.test(command.name)) return undefined;
  const group = command.subcommand('group', 'module');
  const operands = command.operands();
  if (group !== undefined) {
    const [verb, ...packages] = operands;
    return verb?.value === 'install' ? { command, subcommand: verb, packages } : undefined;
  }
  const subcommand = command.subcommand('install', 'reinstall', 'group-install');
  return subcommand === undefined ? undefined : { command, subcommand, packages: operands };
}

export function zypperInstall(command: Command): Install | undefined {
  if (command.name !== 'zypper') return undefined;
  const subcommand = command.subcommand('install');
  return subcommand === undefined ? undefined : { command, subcommand, packages: command.operands() };
}

/** It asks no question: `-y` of dnf and its kin, `-n` or `-y` of zypper. */
export function rpmAssumesYes(command: Command): boolean {
  if (command.name === 'zypper') return command.option('-n', '--non-interactive', '-y', '--no-confirm') !== undefined;
  return command.option('-y', '--assumeyes') !== undefined;
}
