import { findUser } from '../../src/image/questions/users.ts';
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
      yield { kind: 'doubt', at: target.from, message: 'who the image runs as is not known' };
      return;
    }
    const { at } = user.from;
    const name = user.value.user;
    if (/^\d+$/.test(name) || name === '') yield { kind: 'proof', at, message: 'a number needs no account' };
    else if ('base' in user.from || name === 'root') yield { kind: 'proof', at, message: `\`${name}\` is in the base image` };
    else {
      const found = findUser(image, target, name);
      if (found.is === 'created') yield { kind: 'proof', at: found.at, message: `\`${name}\` is created here` };
      else if (found.is === 'in the base') yield { kind: 'proof', at, message: `\`${name}\` is in \`${found.base.image}\`` };
      else if (found.is === 'unknown') yield { kind: 'doubt', at: found.at, message: `whether \`${name}\` exists is not known: ${found.why}` };
      else yield {
        fault: 'unknown', at,
        message: `nothing creates \`${name}\`, and \`${found.base.image}\` does not have it`,
        help: 'Create it before this line, or name a user by number.',
      };
    }
  },
});
