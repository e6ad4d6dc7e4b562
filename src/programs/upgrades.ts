import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';

/** A command that brings every package of the system to its newest version. */
export interface SystemUpgrade {
  readonly manager: 'apt' | 'apk' | 'yum' | 'dnf' | 'zypper' | 'pacman';
  /** It may also remove packages, or change the release. */
  readonly distribution: boolean;
  readonly at: Word;
}

export const UPGRADING_PROGRAMS: readonly string[] = ['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'tdnf', 'zypper', 'pacman'];

/** `apt-get upgrade`, `dnf update` and the like without packages named; with some named it is an installation of these. */
export function systemUpgrade(command: Command): SystemUpgrade | undefined {
  const { name } = command;
  if (name === 'pacman') {
    const upgrade = command.option('-u');
    // `-w` only downloads.
    return upgrade === undefined || command.option('-S') === undefined || command.option('-w') !== undefined ? undefined : { manager: 'pacman', distribution: false, at: upgrade.word };
  }
  const apt = name === 'apt-get' || name === 'apt' || name === 'aptitude';
  const whole = apt ? command.subcommand('dist-upgrade', 'full-upgrade') : name === 'zypper' ? command.subcommand('dist-upgrade') : command.subcommand('distro-sync', 'system-upgrade');
  const at = whole ?? command.subcommand('upgrade', 'safe-upgrade', 'upgrade-minimal', ...(name === 'zypper' ? ['update', 'patch'] : []));
  if (at === undefined || command.operands().length > 0 || command.option('-s', '--security') !== undefined) return undefined;
  return { manager: apt ? 'apt' : name === 'apk' || name === 'yum' || name === 'zypper' ? name : 'dnf', distribution: whole !== undefined, at };
}
