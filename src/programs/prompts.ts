import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { assumesYes } from './apt.ts';
import { rpmAssumesYes } from './rpm.ts';

/** A call of a package manager that stops to ask. */
export interface Prompt {
  readonly command: Command;
  readonly manager: 'apt' | 'yum' | 'dnf' | 'zypper' | 'pacman';
  /** The word of what it is to do: `install`. */
  readonly subcommand: Word;
  /** The option that answers, and the word behind which it belongs. */
  readonly option: string;
  readonly optionBehind: Word;
}

interface Manager {
  readonly manager: Prompt['manager'];
  readonly programs: readonly string[];
  /** What asks before it does it. */
  readonly asks: readonly string[];
  readonly option: string;
  readonly answers: (command: Command) => boolean;
}

/** apt-get(8), dnf(8), zypper(8), pacman(8). */
const MANAGERS: readonly Manager[] = [
  { manager: 'apt', programs: ['apt-get', 'apt', 'aptitude'], asks: ['install', 'reinstall', 'satisfy', 'build-dep', 'upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade', 'remove', 'purge', 'autoremove', 'autopurge'], option: '-y', answers: aptAnswers },
  { manager: 'yum', programs: ['yum'], asks: ['install', 'group-install', 'group', 'module', 'reinstall', 'upgrade', 'remove', 'autoremove', 'downgrade', 'distro-sync', 'swap'], option: '-y', answers: rpmAnswers },
  { manager: 'dnf', programs: ['dnf', 'dnf5', 'microdnf', 'tdnf'], asks: ['install', 'group-install', 'group', 'module', 'reinstall', 'upgrade', 'remove', 'autoremove', 'downgrade', 'distro-sync', 'swap'], option: '-y', answers: rpmAnswers },
  { manager: 'zypper', programs: ['zypper'], asks: ['install', 'remove', 'update', 'patch', 'dist-upgrade', 'source-install'], option: '--non-interactive', answers: rpmAssumesYes },
];

export const PROMPTING_PROGRAMS: readonly string[] = [...MANAGERS.flatMap(({ programs }) => programs), 'pacman'];

/** Whether a command would stop to ask; undefined when it does not, or when something else answers it (`yes |`). */
export function promptOf(command: Command): Prompt | undefined {
  if (command.name === 'pacman') return pacmanPrompt(command);
  const manager = MANAGERS.find(({ programs }) => programs.includes(command.name));
  const subcommand = manager === undefined ? undefined : command.subcommand(...manager.asks);
  if (manager === undefined || subcommand === undefined || manager.answers(command) || isAnswered(command)) return undefined;
  if (/^(?:remove|purge)$/.test(subcommand.value ?? '') && command.operands().length === 0) return undefined;
  // `dnf group list`, `dnf module enable` and what only the build knows.
  if (command.subcommand('group', 'module') !== undefined && !/^(?:install|upgrade|update|remove)$/.test(command.operands()[0]?.value ?? '')) return undefined;
  const global = manager.manager === 'zypper';
  return { command, manager: manager.manager, subcommand, option: manager.option, optionBehind: global ? command.program : subcommand };
}

function pacmanPrompt(command: Command): Prompt | undefined {
  const operation = command.option('-S', '-U', '-R');
  if (operation === undefined || command.option('--noconfirm') !== undefined || isAnswered(command)) return undefined;
  if (command.option('-s', '-i', '-l', '-g', '-p') !== undefined || (command.operands().length === 0 && command.option('-u') === undefined)) return undefined;
  return { command, manager: 'pacman', subcommand: operation.word, option: '--noconfirm', optionBehind: operation.word };
}

function aptAnswers(command: Command): boolean {
  // `$APT_OPTIONS` may well be `-y`; that a variable named otherwise holds options is not to be expected.
  return assumesYes(command) || command.words.some(({ value, raw }) => value === undefined && /^"?\$\{?\w*(?:opt|flag|arg)/i.test(raw)) || command.option('-s', '--print-uris', '--assume-no', '--trivial-only', '-d') !== undefined;
}

function rpmAnswers(command: Command): boolean {
  if (rpmAssumesYes(command) || command.option('--assumeno', '--downloadonly') !== undefined) return true;
  return command.options().some(({ name, value }) => name === '--setopt' && /^assumeyes=(?:1|true|yes)$/i.test(value?.value ?? ''));
}

/** Something is fed to it: `yes |`, `echo y |`, `<<< y`. */
function isAnswered(command: Command): boolean {
  return command.pipeline[0] !== command && command.pipeline.length > 1 || command.redirections.some(({ operator, descriptor }) => operator.startsWith('<') && (descriptor ?? 0) === 0);
}
