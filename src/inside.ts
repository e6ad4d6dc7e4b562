import path from 'node:path';
import { slashed } from './slashed.ts';

/** A path as a folder sees it, with `/`; the folder itself is ``. Undefined for one that does not lie in it. Both absolute. */
export function insideOf(folder: string, file: string): string | undefined {
  const relative = slashed(path.relative(folder, file));
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
}
