import { containerPath, isBelow } from '../../container-path.ts';
import type { Build } from '../../rule.ts';
import type { FileFact } from '../files/model.ts';

/**
 * Why a program that is there cannot be started, as the end of a sentence: nobody may execute it, root neither, or only root may and the image runs as
 * another user. Undefined where it can, or where mode, owner or user are not known.
 */
export function notExecutable({ path, kind, mode, owner }: FileFact & { readonly is: 'present' }, { dockerfile, image: { shipped } }: Build): string | undefined {
  if (kind === 'directory' || mode === undefined) return undefined;
  // `chmod` of a link changes what the link names.
  if (dockerfile.commands('ln').some(({ words }) => words.some(({ value }) => value?.startsWith('/') === true && isBelow(path, containerPath(value))))) return undefined;
  // What stands behind it may give it back: `a-x,u+x`.
  if (/^(?:a|ugo)?-[rwX]*x[rwxX]*$/.test(mode)) return `nobody may execute it since \`chmod ${mode}\``;
  if (!/^[0-7]{3,4}$/.test(mode)) return undefined;
  const bits = Number.parseInt(mode, 8);
  if ((bits & 0o111) === 0) return `its mode is \`${mode}\`, with which nobody may execute it`;
  const user = shipped?.user.is === 'present' && shipped.user.value.isRoot === false ? shipped.user.value.user : undefined;
  return user !== undefined && owner === 'root' && (bits & 0o011) === 0 ? `its mode is \`${mode}\`, and \`${user}\` is not root, to whom it belongs` : undefined;
}
