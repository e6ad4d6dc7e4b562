import { containerPath, isBelow } from '../container-path.ts';
import type { Command } from '../shell/model.ts';
import { pattern } from '../word.ts';
import type { Tri } from '../knowledge/model.ts';
import { expandBraces } from './braces.ts';

const EXPANDING: ReadonlySet<string> = new Set(['bash', 'ksh', 'zsh']);

/**
 * Whether a command takes out what is in an absolute folder: `rm -rf FOLDER`, `rm FOLDER/*`, an ancestor of it, `find FOLDER -delete`.
 * Undefined when only the build knows what is removed.
 */
export function empties(command: Command, folder: string): Tri {
  if (command.name === 'find') return emptiesByFind(command, folder);
  if (command.name !== 'rm') return false;
  const recursive = command.option('-r', '--recursive') !== undefined;
  let unknown = false;
  for (const word of command.operands()) {
    const text = pattern(word.text);
    // dash, the `sh` of Debian and its kin, and ash know no braces.
    for (const path of EXPANDING.has(command.script.dialect) ? expandBraces(text) : [text]) {
      if (!path.startsWith('/')) unknown ||= path.startsWith('\u0000');
      else if (takesOut(path, folder, recursive)) return true;
      else unknown ||= path.includes('\u0000') && folder.startsWith(path.slice(0, path.indexOf('\u0000')));
    }
  }
  return unknown ? undefined : false;
}

function takesOut(path: string, folder: string, recursive: boolean): boolean {
  const wildcard = /[*?[]/.exec(path);
  // What stands before the wildcard's own part: `/var/lib/apt/lists/*` and `/var/lib/apt/lists/deb*` are in the folder.
  const fixed = wildcard === null ? containerPath(path) : containerPath(path.slice(0, path.lastIndexOf('/', wildcard.index)));
  if (fixed === '/') return false;
  if (wildcard !== null && fixed === folder) return true;
  return recursive && isBelow(folder, fixed);
}

function emptiesByFind(command: Command, folder: string): boolean {
  const words = command.words.map((word) => pattern(word.text));
  const deletes = words.includes('-delete') || words.some((word, index) => /^-exec(?:dir)?$/.test(word) && words[index + 1] === 'rm');
  return deletes && words.slice(1).some((word) => word.startsWith('/') && isBelow(folder, containerPath(word)) && containerPath(word) !== '/');
}
