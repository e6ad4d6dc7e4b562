import type { Stage } from '../../dockerfile/model.ts';
import { defaultPath } from '../../dockerfile/scope-predefined.ts';
import type { Image } from '../model.ts';
import type { BaseFiles } from './base-files.ts';
import type { SearchPath } from './tree.ts';

/** Where the containers of a stage look for programs: its ENV PATH over that of the base image. */
export function searchPathOf(image: Image, stage: Stage, base: BaseFiles): SearchPath {
  const ofBase: SearchPath = { folders: base.searchPath ?? defaultPath.split(':'), complete: base.searchPath !== undefined };
  const value = image.final(stage).env.lookup('PATH');
  if (value.is !== 'set') return value.is === 'unset' || value.cause === 'base-image' ? ofBase : { ...ofBase, complete: false };
  const folders: string[] = [];
  let complete = true;
  let unfinished = '';
  for (const piece of value.text) {
    if ('text' in piece) unfinished += piece.text;
    else if (piece.variable === 'PATH') unfinished += ofBase.folders.join(':');
    else unfinished += '\u0000';
    if (!('text' in piece) && piece.variable === 'PATH') complete &&= ofBase.complete;
  }
  for (const folder of unfinished.split(':')) {
    if (folder.includes('\u0000')) complete = false;
    else if (folder.startsWith('/')) folders.push(folder);
  }
  return { folders, complete };
}
