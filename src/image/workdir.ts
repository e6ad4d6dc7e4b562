import type { WorkdirInstruction } from '../dockerfile/model.ts';
import type { Fact } from './model.ts';

/** Linux takes no longer path (PATH_MAX). */
const longestPath = 4096;

/** The working directory after a WORKDIR, from the one before it. */
export function workdirAfter(instruction: WorkdirInstruction, before: Fact<string>, windows: boolean): Fact<string> {
  const { path } = instruction;
  if (path === undefined) return before;
  const { value } = path;
  if (value === undefined) {
    const unknown = path.text.find((piece) => 'unknown' in piece);
    return { is: 'unknown', why: unknown !== undefined && 'unknown' in unknown ? unknown.unknown : 'the path is not known', at: instruction };
  }
  const from = { at: instruction };
  if (windows) {
    if (/^([A-Za-z]:)?[\\/]/.test(value)) return { is: 'present', value, from };
    return before.is === 'unknown' ? before : { is: 'unknown', why: 'relative paths on Windows are not followed', at: instruction };
  }
  if (value.startsWith('/')) return present(cleanPath(value), instruction);
  if (before.is === 'unknown') return { is: 'unknown', why: `\`${value}\` is relative, and ${before.why}`, at: instruction };
  return present(cleanPath(`${before.is === 'present' ? before.value : ''}/${value}`), instruction);
}

function present(value: string, instruction: WorkdirInstruction): Fact<string> {
  if (value.length > longestPath) return { is: 'unknown', why: 'the path is too long', at: instruction };
  return { is: 'present', value, from: { at: instruction } };
}

/** An absolute path without `.`, `..`, doubled and trailing slashes. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
