import type { Text } from '../word.ts';
import type { User } from './model.ts';

/** How the superuser can be written; the empty user is root too. */
const rootNames = ['', 'root', '0', '00', '000'];

/**
 * The user that a USER's text names. Root is `root`, a number that is zero, or nothing at all, whatever the group; a text that is known
 * only in part is not root when its beginning cannot be.
 */
export function userOf(text: Text): User {
  let known = '';
  let complete = true;
  for (const piece of text) {
    if (!('text' in piece)) {
      complete = false;
      break;
    }
    known += piece.text;
  }
  const colon = known.indexOf(':');
  const userKnown = complete || colon !== -1;
  const user = userKnown ? (colon === -1 ? known : known.slice(0, colon)) : undefined;
  const group = complete && colon !== -1 ? known.slice(colon + 1) : undefined;
  return { text, user, group, isRoot: user === undefined ? mayBeRoot(known) : isRootName(user) };
}

function isRootName(user: string): boolean {
  return user === '' || user === 'root' || /^0+$/.test(user);
}

function mayBeRoot(prefix: string): undefined | false {
  return rootNames.some((name) => name.startsWith(prefix)) || /^0+$/.test(prefix) ? undefined : false;
}
