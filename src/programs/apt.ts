import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { pattern } from '../word.ts';
import type { ProgramGrammar } from './model.ts';

/** apt(8), apt-get(8), apt-cache(8), apt-mark(8) of Debian 12. */
const SYNONYMS = [
  '-y --yes --assume-yes', '-q --quiet', '-s --simulate --just-print --dry-run --recon --no-act', '-f --fix-broken', '-m --ignore-missing --fix-missing',
  '-d --download-only', '-t --target-release --default-release', '-o --option', '-c --config-file', '-a --host-architecture', '-P --build-profiles',
  '-V --verbose-versions', '-b --compile --build', '-u --show-upgraded', '--force-yes', '--purge', '--autoremove --auto-remove',
  '--allow-unauthenticated', '--no-install-recommends',
] as const;

export const aptGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles --solver --planner --with-source --color --snapshot -S',
  synonyms: SYNONYMS,
};

export const aptitudeGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-o -t --target-release --default-release -F --display-format -O --sort -w --width --group-by --user-tag --add-user-tag --add-user-tag-to --remove-user-tag --remove-user-tag-from --log-file --log-level --show-package-names --with-recommends-of --separator -S',
  attached: '-q',
  synonyms: ['-y --assume-yes', '-R --without-recommends', '-r --with-recommends', '-s --simulate', '-d --download-only', '-t --target-release --default-release'],
};

export interface Install {
  readonly command: Command;
  readonly subcommand: Word;
  /** Packages, groups, files and addresses as given. */
  readonly packages: readonly Word[];
}

/** `apt-get install`, `apt install`, `aptitude install` and the subcommands that install the same way. */
export function aptInstall(command: Command): Install | undefined {
  if (command.name !== 'apt-get' && command.name !== 'apt' && command.name !== 'aptitude') return undefined;
  const subcommand = command.subcommand('install', 'reinstall', 'satisfy', 'build-dep');
  return subcommand === undefined ? undefined : { command, subcommand, packages: command.operands() };
}

/** It asks no question: `-y`, `-qq`, `-q=2`, `--force-yes`, `-o APT::Get::Assume-Yes=true`. An argument that only the build knows counts as one. */
export function assumesYes(command: Command): boolean {
  if (command.option('-y', '--yes', '--assume-yes', '--force-yes') !== undefined) return true;
  const quiet = command.options().filter((option) => option.name === '-q' || option.name === '--quiet');
  if (quiet.length > 1 || quiet.some((option) => Number(option.value?.value ?? '0') >= 2)) return true;
  return hasSetting(command, /^apt::get::(?:assume-yes|force-yes)=/i, true);
}

/** It leaves recommended packages out: `--no-install-recommends` or the setting. */
export function refusesRecommended(command: Command): boolean {
  for (const option of command.options()) {
    if (option.name === '--no-install-recommends') return option.value?.value !== 'false';
    if (option.name === '--install-recommends' && isOff(option.value?.value)) return true;
  }
  if (command.name === 'aptitude' && command.option('-R', '--without-recommends') !== undefined) return true;
  return hasSetting(command, /^apt::install-recommends=/i, false);
}

function hasSetting(command: Command, name: RegExp, on: boolean): boolean {
  return command.options().some((option) => {
    if (option.name !== '-o' && option.name !== '--option') return false;
    const text = pattern(option.value?.text ?? []).replace(/["']/g, '');
    if (!name.test(text)) return false;
    return isOff(text.slice(text.indexOf('=') + 1)) !== on;
  });
}

function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(?:0|no|false|off|without|disable)$/i.test(value);
}
