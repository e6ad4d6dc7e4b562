import { findUser, userWord } from '../../src/image/questions/users.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'user-exists',
  summary: 'Name a user that the image has.',
  category: 'correctness',
  faults: {
    unknown: { severity: 'error', summary: 'Nothing creates the user, and the base image does not have it: the container cannot start.', since: '2026-11' },
  },

  *check({ image, target }) {
    const user = image.shipped?.user;
    if (user === undefined || target === undefined) return;
    if (user.is !== 'present' || user.value.user === undefined) {
      yield { kind: 'doubt', at: user.is === 'present' ? user.from.at : target.from, message: 'who the image runs as is not known' };
      return;
    }
    const at = userWord(user.from.at, image);
    const name = user.value.user;
    if (at === undefined) yield { kind: 'proof', at: target.from.image ?? target.from, message: 'the image runs as the user of its base' };
    else if (/^\d+$/.test(name) || name === '') yield { kind: 'proof', at, message: 'a number needs no account' };
    else {
      const found = findUser(image, target, name);
      if (found.is === 'created') yield { kind: 'proof', at: found.at, message: `\`${name}\` is created here` };
      else if (found.is === 'in the base') yield { kind: 'proof', at, message: `\`${name}\` is in \`${shown(found.base)}\`` };
      else if (found.is === 'unknown' && name === 'root' && image.base(target)?.image !== 'scratch') yield { kind: 'proof', at, message: 'images of a distribution have `root`' };
      else if (found.is === 'unknown') yield { kind: 'doubt', at: found.at, message: `whether \`${name}\` exists is not known: ${found.why}` };
      else yield {
        fault: 'unknown', at,
        message: found.base.image === 'scratch' ? `nothing brings an account \`${name}\` into the empty image` : `nothing creates \`${name}\`, and \`${shown(found.base)}\` does not have it`,
        help: 'Create it before this line, or name a user by number.',
      };
    }
  },
});

function shown({ image, tag }: BaseImage): string {
  return tag === undefined ? image : `${image}:${tag}`;
}
