import type { Stage } from '../../dockerfile/model.ts';
import { groupsOfImage } from '../../knowledge/base-groups.ts';
import { createdGroup, createdUser, ownGroup, removedGroup, removedUser, renamedGroup, renamedUser, renumberedUser } from '../../programs/users.ts';
import type { Command } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import { pattern } from '../../word.ts';
import type { Text, Word } from '../../word.ts';
import type { Image } from '../model.ts';
import { userOf } from '../user.ts';
import { findAccount } from './accounts.ts';
import type { AccountExistence, AccountKind } from './accounts.ts';

const users: AccountKind = {
  file: 'passwd',
  removed: removedUser,
  deed: (command) => {
    const created = createdUser(command);
    const renamed = renamedUser(command);
    return created !== undefined ? { makes: created.name, id: created.uid } : renamed === undefined ? undefined : { makes: renamed, id: undefined };
  },
  inBase: (base, name) => {
    const found = base.users?.find((user) => user.name === name);
    return { found: found !== undefined || base.user === name, id: found?.uid, complete: base.users !== undefined };
  },
};

const groups: AccountKind = {
  file: 'group',
  removed: removedGroup,
  perhapsRemoved: (command) => (command.name === 'usermod' ? undefined : removedUser(command)),
  deed: (command, base) => {
    const group = createdGroup(command);
    if (group !== undefined) return { makes: group.name, id: group.gid };
    const renamed = renamedGroup(command);
    if (renamed !== undefined) return { makes: renamed, id: undefined };
    const user = createdUser(command);
    if (user === undefined) return undefined;
    const own = ownGroup(command, base?.packageManager);
    return own === undefined ? { perhaps: user.name } : own ? { makes: user.name, id: undefined } : 'none';
  },
  inBase: (base, name) => {
    const known = groupsOfImage(base);
    return { found: known?.has(name) === true, id: undefined, complete: known !== undefined };
  },
};

/** Looks for a user by name in a stage; before a command, when one is given. */
export function findUser(image: Image, stage: Stage, name: string, before?: Command): AccountExistence {
  return findAccount(image, stage, users, name, before === undefined ? {} : { before });
}

/** The last number that the shipped stages give a user who is there already; undefined when they leave it. */
export function laterNumber(image: Image, name: string): Word | undefined {
  for (const stage of image.shippedChain) {
    for (const instruction of stage.instructions.toReversed()) {
      if (instruction.keyword !== 'RUN') continue;
      for (const command of instruction.commands.toReversed()) {
        const changed = renumberedUser(command);
        if (changed?.name.value === name) return changed.uid;
        if (createdUser(command)?.name.value === name) return undefined;
      }
    }
  }
  return undefined;
}

/** Looks for a group by name in a stage; before a command, when one is given. */
export function findGroup(image: Image, stage: Stage, name: string, before?: Command): AccountExistence {
  return findAccount(image, stage, groups, name, before === undefined ? {} : { before });
}

/** Whether a user, as USER names it, is root; undefined when only the build can tell. */
export function namesRoot(user: Text): boolean | undefined {
  return userOf(user).isRoot;
}

/** The word of the USER instruction at a place; undefined when the fact there does not come from a USER. */
export function userWord(at: Located, image: Image): Word | undefined {
  for (const stage of image.shippedChain) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'USER' && instruction.place.span.start === at.place.span.start) return instruction.user;
    }
  }
  return undefined;
}

/** Programs with which a container's first process leaves root. */
const leavers = /(^|[/@=])(gosu|su-exec|setpriv|runuser|s6-setuidgid|s6-overlay|chpst|setuidgid)\b/;

/** What the shipped image takes in to leave root once it runs (gosu and its like), or starts with; undefined when nothing is seen. */
export function leavesRootBy(image: Image): Located | undefined {
  const mentions = (word: Word): boolean => leavers.test(pattern(word.text));
  for (const stage of image.shippedChain) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'RUN' || instruction.keyword === 'ENTRYPOINT' || instruction.keyword === 'CMD') {
        for (const { wrappers, words } of instruction.commands) {
          const word = wrappers.find(mentions) ?? words.find(mentions);
          if (word !== undefined) return word;
        }
      }
      if (instruction.keyword === 'COPY') {
        const word = [...(instruction.from === undefined ? [] : [instruction.from]), ...instruction.sources].find(mentions);
        if (word !== undefined) return word;
      }
    }
  }
  return undefined;
}
