import type { Stage } from '../../src/dockerfile/model.ts';
import { mayFail } from '../../src/image/questions/meant-failure.ts';
import { findGroup, findUser } from '../../src/image/questions/users.ts';
import { baseTitle } from '../../src/knowledge/image-name.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { hasUserForSure } from '../../src/knowledge/sure-users.ts';
import { createdUser } from '../../src/programs/users.ts';
import type { CreatedUser } from '../../src/programs/users.ts';
import type { Build, Observation } from '../../src/rule.ts';

/** Each is looked for in the whole stage: of more accounts than this nobody needs to hear. */
const MOST_NEW = 50;

/** What useradd and adduser are told of: groups have to be there, the name and the number may not. The first that is wrong ends the build. */
export function* judgeNewAccounts({ dockerfile, image }: Build, target: Stage): Iterable<Observation> {
  const base = image.base(target);
  for (const command of dockerfile.commands('useradd', 'adduser').slice(0, MOST_NEW)) {
    const { stage, keyword } = command.instruction;
    const user = keyword === 'RUN' && stage !== undefined && image.shippedChain.includes(stage) && !mayFail(command) ? createdUser(command) : undefined;
    const wrong = user === undefined || stage === undefined ? undefined : (missingGroup(user, target, image, base) ?? taken(user, stage, image, base));
    if (wrong === undefined) continue;
    yield wrong;
    return;
  }
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

/** Debian's `adduser --system` is content with a user that is there. */
function taken({ command, name, uid, nonUnique, system }: CreatedUser, stage: Stage, image: Build['image'], base: BaseImage | undefined): Observation | undefined {
  if (name.value === undefined || base?.users === undefined) return undefined;
  const isThere = (user: string): boolean => {
    const found = hasUserForSure(base, user) ? findUser(image, stage, user, command) : undefined;
    return found?.is === 'in the base' && found.touched !== true;
  };
  if (isThere(name.value) && !(command.name === 'adduser' && system)) {
    return { fault: 'taken', at: name, message: `\`${command.name}\` fails: \`${shown(base)}\` has a user \`${name.value}\` already`, help: 'Use the one that is there, or take another name.' };
  }
  const other = uid?.value === undefined || nonUnique ? undefined : base.users.find((user) => user.uid === Number(uid.value) && isThere(user.name));
  if (uid === undefined || other === undefined || other.name === name.value) return undefined;
  return {
    fault: 'taken', at: uid, message: `\`${command.name}\` fails: the number ${uid.value ?? ''} is that of \`${other.name}\` in \`${shown(base)}\``,
    help: `Take another number, use \`${other.name}\`, or remove it before: \`${command.name === 'adduser' ? 'deluser' : 'userdel'} ${other.name}\`.`,
  };
}

export function shown(base: BaseImage | undefined): string {
  return base === undefined ? '' : baseTitle(base);
}
