import type { Command, Option } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';

/** useradd(8), usermod(8), groupadd(8) of shadow 4.13. */
export const useraddGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-b --base-dir -c --comment -d --home-dir --home -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -P --prefix -R --root -s --shell -u --uid -Z --selinux-user --selinux-range',
  synonyms: [
    '-d --home-dir --home', '-g --gid', '-G --groups', '-m --create-home', '-M --no-create-home', '-N --no-user-group', '-o --non-unique', '-r --system',
    '-s --shell', '-u --uid', '-U --user-group', '-l --no-log-init', '-c --comment', '-p --password', '-D --defaults', '-k --skel', '-K --key', '-b --base-dir',
  ],
};

export const usermodGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-c --comment -d --home -e --expiredate -f --inactive -g --gid -G --groups -l --login -p --password -P --prefix -R --root -s --shell -u --uid -v --add-subuids -V --del-subuids -w --add-subgids -W --del-subgids -Z --selinux-user --selinux-range',
  synonyms: ['-a --append', '-d --home', '-g --gid', '-G --groups', '-l --login', '-m --move-home', '-L --lock', '-U --unlock', '-s --shell', '-u --uid', '-o --non-unique'],
};

export const groupaddGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-g --gid -K --key -p --password -P --prefix -R --root -U --users',
  synonyms: ['-f --force', '-g --gid', '-o --non-unique', '-r --system', '-K --key'],
};

export const groupmodGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-g --gid -K --key -n --new-name -p --password -P --prefix -R --root -U --users',
  synonyms: ['-g --gid', '-n --new-name', '-o --non-unique'],
};

/** adduser(8) of Debian (long options) and of busybox (`-h -g -s -G -u -k` take values, `-D -H -S` none); their options do not collide. */
export const adduserGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-h -g -s -G -u -k --home --shell --uid --gid --ingroup --firstuid --lastuid --firstgid --lastgid --gecos --comment --conf --stdoutmsglevel --stderrmsglevel --logmsglevel',
  synonyms: ['-h --home', '-g --gecos --comment', '-s --shell', '-G --ingroup', '-S --system', '-D --disabled-password', '-H --no-create-home', '-u --uid'],
};

export const addgroupGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-g --gid --firstgid --lastgid --conf --stdoutmsglevel --stderrmsglevel --logmsglevel',
  synonyms: ['-g --gid', '-S --system'],
};

export interface CreatedUser {
  readonly command: Command;
  readonly name: Word;
  readonly uid: Word | undefined;
  /** Its main group, by name or number; undefined for the program's default. */
  readonly group: Word | undefined;
  /** Further groups, separated by commas. */
  readonly groups: Word | undefined;
  readonly home: Word | undefined;
  readonly shell: Word | undefined;
  readonly system: boolean;
  /** Undefined when the program's configuration decides. */
  readonly createsHome: boolean | undefined;
  /** The number may belong to another user already. */
  readonly nonUnique: boolean;
}

/** The user that useradd or adduser (Debian, busybox) makes; undefined for `adduser USER GROUP`, which makes none, and for groups. */
export function createdUser(command: Command): CreatedUser | undefined {
  const value = (...names: readonly string[]): Word | undefined => command.option(...names)?.value;
  const has = (...names: readonly string[]): boolean => command.option(...names) !== undefined;
  const operands = command.operands();
  const name = operands[operands.length - 1];
  if (name === undefined) return undefined;
  if (command.name === 'useradd') {
    if (has('-D')) return undefined;
    return {
      command, name, uid: value('-u'), group: value('-g'), groups: value('-G'), home: value('-d'), shell: value('-s'), system: has('-r'),
      createsHome: has('-M') ? false : has('-m') ? true : undefined, nonUnique: has('-o'),
    };
  }
  if (command.name !== 'adduser' || operands.length > 1 || has('--group') && !has('--system')) return undefined;
  return {
    command, name, uid: value('-u', '--uid'), group: value('-G', '--ingroup', '--gid'), groups: undefined, home: value('-h', '--home'),
    shell: value('-s', '--shell'), system: has('-S', '--system'), createsHome: has('-H', '--no-create-home') ? false : true, nonUnique: false,
  };
}

/**
 * Whether a command that makes a user makes a group of the same name too; undefined when that depends on the distribution. shadow's useradd
 * does (`USERGROUPS_ENAB`) unless it is given a group; adduser does, but not for system accounts: `adduser --system` of Debian puts them into
 * `nogroup` unless `--group` is there, busybox's `adduser -S` does too.
 * @param manager The package manager of the image: it tells whose adduser it is.
 */
export function ownGroup(command: Command, manager: string | undefined): boolean | undefined {
  const has = (...names: readonly string[]): boolean => command.option(...names) !== undefined;
  if (command.name === 'useradd') {
    if (has('-U')) return true;
    if (has('-N') || has('-g')) return false;
    return manager === 'zypper' ? undefined : true;
  }
  if (manager !== 'apt' && manager !== 'apk') return undefined;
  if (has('--group')) return true;
  return !has('-S', '--system') && !has('-G', '--ingroup', '--gid');
}

export interface CreatedGroup {
  readonly command: Command;
  readonly name: Word;
  readonly gid: Word | undefined;
  readonly system: boolean;
  /** The number may belong to another group already, or the group may be there. */
  readonly nonUnique: boolean;
}

/** The group that groupadd, addgroup or `adduser --group` makes; undefined for `addgroup USER GROUP`, which makes none. */
export function createdGroup(command: Command): CreatedGroup | undefined {
  const isGroup = command.name === 'groupadd' || command.name === 'addgroup' || (command.name === 'adduser' && command.option('--group') !== undefined && command.option('--system') === undefined);
  const operands = command.operands();
  const [name] = operands;
  if (!isGroup || name === undefined || operands.length !== 1) return undefined;
  const gid: Option | undefined = command.option('-g', '--gid');
  return { command, name, gid: gid?.value, system: command.option('-r', '-S', '--system') !== undefined, nonUnique: command.name === 'groupadd' && command.option('-o', '-f') !== undefined };
}

/** The user that a command takes away or renames, so that nobody has the name any more; undefined for `deluser USER GROUP`. */
export function removedUser(command: Command): Word | undefined {
  const operands = command.operands();
  if (command.name === 'usermod') return command.option('-l') === undefined ? undefined : operands[0];
  if (command.name !== 'userdel' && command.name !== 'deluser') return undefined;
  return operands.length === 1 && command.option('--group') === undefined ? operands[0] : undefined;
}

/** The group that a command takes away or renames; undefined for `delgroup USER GROUP`. */
export function removedGroup(command: Command): Word | undefined {
  const operands = command.operands();
  if (command.name === 'groupmod') return command.option('-n', '--new-name') === undefined ? undefined : operands.at(-1);
  return (command.name === 'groupdel' || command.name === 'delgroup') && operands.length === 1 ? operands[0] : undefined;
}

/** The number that `usermod -u 0 app` gives a user. */
export function renumberedUser(command: Command): { readonly name: Word; readonly uid: Word } | undefined {
  const uid = command.name === 'usermod' ? command.option('-u')?.value : undefined;
  const name = command.operands().at(-1);
  return uid === undefined || name === undefined ? undefined : { name, uid };
}

/** The name that `usermod -l NEW OLD` gives a user. */
export function renamedUser(command: Command): Word | undefined {
  return command.name === 'usermod' ? command.option('-l')?.value : undefined;
}

/** The name that `groupmod -n NEW OLD` gives a group. */
export function renamedGroup(command: Command): Word | undefined {
  return command.name === 'groupmod' ? command.option('-n', '--new-name')?.value : undefined;
}
