import type { BuildContext } from '../../context/model.ts';

/** Whether nothing that is copied says that this is the context: what it lacks may be in the one that the image is built with. */
export function isGuessed({ folder }: BuildContext): boolean {
  return folder.is === 'known' && folder.guessed === true;
}
