import { sep } from 'node:path';

/** A path of this machine with `/` between its parts, as patterns, git and reports write them. */
export function slashed(file: string): string {
  return file.split(sep).join('/');
}
