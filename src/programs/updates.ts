import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { installedPackages } from './system-packages.ts';
import { systemUpgrade } from './upgrades.ts';

/** A command that brings a package manager's lists up to date and does nothing else. */
export interface ListUpdate {
  readonly manager: 'apt' | 'apk';
  readonly command: Command;
  readonly at: Word;
}

/** `apt-get update`, `apk update`. The other managers read their lists anew when they install. */
export function listUpdate(command: Command): ListUpdate | undefined {
  const at = APT.test(command.name) || command.name === 'apk' ? command.subcommand('update') : undefined;
  return at === undefined ? undefined : { manager: command.name === 'apk' ? 'apk' : 'apt', command, at };
}

/** `apt-get install --update`: it updates the lists, then installs from them (source: apt-get(8) of apt 3). */
export function updatesFirst(command: Command): boolean {
  return /^apt(?:-get)?$/.test(command.name) && command.option('-U', '--update') !== undefined;
}

/** Whether a command uses the lists of a manager to install: packages by name, an upgrade of everything, the packages of a build. */
export function installsFromLists(command: Command, manager: ListUpdate['manager']): boolean {
  if (manager === 'apk' ? command.name !== 'apk' : !APT.test(command.name)) return false;
  const installed = installedPackages(command);
  if (installed === undefined) return systemUpgrade(command) !== undefined || command.subcommand('upgrade', 'source', 'download') !== undefined;
  return installed.packages.length === 0 || installed.packages.some(({ kind }) => kind !== 'path');
}

const APT = /^(?:apt-get|apt|aptitude)$/;

/**
 * Programs that leave package lists alone: what a command does that is not among them (a script, an installer, `add-apt-repository`)
 * only the build knows.
 */
export function leavesListsAlone(command: Command): boolean {
  if (PLAIN.has(command.name)) return true;
  return APT.test(command.name) || command.name === 'apk';
}

const PLAIN: ReadonlySet<string> = new Set(
  ('apt-mark apt-cache apt-key dpkg dpkg-reconfigure dpkg-divert debconf-set-selections echo printf cat tee cp mv rm ln ls mkdir rmdir touch chmod chown chgrp install sed awk grep egrep cut sort head tail tr wc test [ [[ true false : set ' +
    'export unset cd pwd env find tar gzip gunzip unzip xz bzip2 curl wget gpg gpgconf dirmngr git go cargo rustup npm npx yarn pnpm bun node pip pip3 uv python python3 gem bundle composer php ruby make cmake gcc g++ cc ' +
    'useradd adduser groupadd addgroup usermod groupmod userdel id whoami locale-gen update-locale localedef ldconfig update-ca-certificates update-alternatives ca-certificates sleep date uname which command type read shift exit return ' +
    'sha256sum sha512sum sha1sum md5sum a2enmod a2dismod a2ensite docker-php-ext-install docker-php-ext-configure docker-php-ext-enable pecl').split(' '),
);
