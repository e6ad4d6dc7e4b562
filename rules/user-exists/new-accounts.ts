import type { Stage } from '../../src/dockerfile/model.ts';
import { mayFail } from '../../src/image/questions/meant-failure.ts';
import { findGroup, findUser } from '../../src/image/questions/users.ts';
import { numberedGroups } from '../../src/knowledge/base-groups.ts';
import { baseTitle } from '../../src/knowledge/image-name.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { hasUserForSure } from '../../src/knowledge/sure-users.ts';
import { createdGroup, createdUser } from '../../src/programs/users.ts';
import type { CreatedUser } from '../../src/programs/users.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Word } from '../../src/word.ts';

/** Each is looked for in the whole stage: of more accounts than this nobody needs to hear. */
const MOST_NEW = 50;

/** What useradd, groupadd and their kin are told of: groups have to be there, names and numbers may not. The first that is wrong ends the build. */
export function* judgeNewAccounts({ dockerfile, image }: Build, target: Stage): Iterable<Observation> {
  const base = image.base(target);
  const earlier: NewAccount[] = [];
  const renumbers = dockerfile.commands('usermod', 'groupmod').length > 0;
  for (const command of dockerfile.commands('useradd', 'adduser', 'groupadd', 'addgroup').slice(0, MOST_NEW)) {
    const { stage, keyword } = command.instruction;
    if (keyword !== 'RUN' || stage === undefined || !image.shippedChain.includes(stage) || mayFail(command)) continue;
    const user = createdUser(command);
    const account = newAccount(command, user);
    if (account === undefined) continue;
    const wrong = (user === undefined ? undefined : missingGroup(user, target, image, base)) ?? taken(account, stage, image, { base, earlier, renumbers });
    if (wrong !== undefined) {
      yield wrong;
      return;
    }
    earlier.push(account);
  }
}

/** A user or a group that a command makes. */
interface NewAccount {
  readonly is: 'user' | 'group';
  readonly command: Command;
  readonly name: Word;
  readonly number: Word | undefined;
  readonly nonUnique: boolean;
  /** Debian's `adduser --system` and `addgroup --system` are content with one that is there. */
  readonly content: boolean;
}

function newAccount(command: Command, user: CreatedUser | undefined): NewAccount | undefined {
  const isDebian = command.name === 'adduser' || command.name === 'addgroup';
  if (user !== undefined) return { is: 'user', command, name: user.name, number: user.uid, nonUnique: user.nonUnique, content: isDebian && user.system };
  const group = createdGroup(command);
  return group === undefined ? undefined : { is: 'group', command, name: group.name, number: group.gid, nonUnique: group.nonUnique, content: group.nonUnique || (isDebian && group.system) };
}

function missingGroup({ command, group, groups }: CreatedUser, target: Stage, image: Build['image'], base: BaseImage | undefined): Observation | undefined {
  for (const word of [group, groups]) {
    const missing = word?.value?.split(',').find((name) => {
      const found = name === '' || /^\d+$/.test(name) ? undefined : findGroup(image, target, name);
      return found?.is === 'absent' && found.removed === undefined;
    });
    if (word === undefined || missing === undefined) continue;
    return { fault: 'group-missing', at: word, message: `\`${command.name}\` fails: nothing creates the group \`${missing}\`, and \`${shown(base)}\` does not have it`, help: 'Create it before, with `groupadd` or `addgroup`.' };
  }
  return undefined;
}

interface Others {
  readonly base: BaseImage | undefined;
  /** Made above. */
  readonly earlier: readonly NewAccount[];
  /** Some of these may have got other numbers since. */
  readonly renumbers: boolean;
}

/** The name, or the number, belongs to an account of a command above, or of the base image, that nothing has touched since. */
function taken(account: NewAccount, stage: Stage, image: Build['image'], { base, earlier, renumbers }: Others): Observation | undefined {
  const { is, command, name, number, nonUnique, content } = account;
  if (name.value === undefined) return undefined;
  const find = is === 'user' ? findUser : findGroup;
  const fails = `\`${command.name}\` fails:`;
  const above = earlier.filter((other) => other.is === is && find(image, stage, other.name.value ?? '', command).is === 'created');
  const ofBase = accountsOf(base, is).filter((other) => {
    const found = other.name === name.value || other.id === Number(number?.value) ? find(image, stage, other.name, command) : undefined;
    return found?.is === 'in the base' && found.touched !== true;
  });
  const same = content ? undefined : above.find((other) => other.name.value === name.value);
  if (same !== undefined) return { fault: 'taken', at: name, message: `${fails} the ${is} \`${name.value}\` is there already`, help: 'Create it once.', related: [{ place: same.command.place, message: 'it is created here' }] };
  if (!content && ofBase.some((other) => other.name === name.value)) {
    return { fault: 'taken', at: name, message: `${fails} \`${shown(base)}\` has a ${is} \`${name.value}\` already`, help: 'Use the one that is there, or take another name.' };
  }
  if (number?.value === undefined || nonUnique) return undefined;
  const id = Number(number.value);
  const holder = renumbers ? undefined : above.find((other) => other.name.value !== name.value && Number(other.number?.value) === id);
  if (holder !== undefined) return { fault: 'taken', at: number, message: `${fails} the number ${number.value} is that of \`${holder.name.value ?? ''}\``, help: 'Take another number.', related: [{ place: holder.command.place, message: 'it is created here' }] };
  const other = ofBase.find((one) => one.id === id && one.name !== name.value);
  if (other === undefined) return undefined;
  return {
    fault: 'taken', at: number, message: `${fails} the number ${number.value} is that of ${is === 'user' ? '' : 'the group '}\`${other.name}\` in \`${shown(base)}\``,
    help: `Take another number, use \`${other.name}\`, or remove ${is === 'user' ? 'it' : 'its user'} before: \`${command.name.startsWith('add') ? 'deluser' : 'userdel'} ${other.name}\`.`,
  };
}

/** Accounts that the base image has whatever its release. */
function accountsOf(base: BaseImage | undefined, is: NewAccount['is']): readonly { readonly name: string; readonly id: number | undefined }[] {
  if (base === undefined) return [];
  return is === 'group' ? numberedGroups(base) : (base.users ?? []).filter(({ name }) => hasUserForSure(base, name)).map(({ name, uid }) => ({ name, id: uid }));
}

export function shown(base: BaseImage | undefined): string {
  return base === undefined ? '' : baseTitle(base);
}
