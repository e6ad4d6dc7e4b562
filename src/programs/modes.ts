import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';

/** A command that sets the mode of paths. */
export interface ModeSetting {
  readonly command: Command;
  /** `755`, `u+x`, `a=rX,u+w`. */
  readonly mode: Word;
  /** As given; none when another program hands them over (xargs, find). */
  readonly paths: readonly Word[];
  /** What lies below the paths too. */
  readonly recursive: boolean;
}

/** The mode that chmod, `mkdir -m`, `install -m` or `find -exec chmod` sets; undefined for other commands. */
export function modeSetting(command: Command): ModeSetting | undefined {
  const operands = command.operands();
  if (command.name === 'chmod') {
    const [mode, ...paths] = operands;
    // `chmod -w file`: the mode is read as options, and takes away.
    const takesAway = command.options().some(({ name }) => /^-[rwxXst]$/.test(name));
    return mode === undefined || takesAway || command.option('--reference') !== undefined ? undefined : { command, mode, paths, recursive: command.option('-R') !== undefined };
  }
  if (command.name === 'mkdir' || command.name === 'install') {
    const mode = command.option('-m')?.value;
    const folder = command.option('-t')?.value;
    const isFolder = command.name === 'mkdir' || command.option('-d') !== undefined;
    return mode === undefined ? undefined : { command, mode, paths: isFolder ? operands : folder === undefined ? operands.slice(-1) : [folder], recursive: false };
  }
  return command.name === 'find' ? modeOfFind(command) : undefined;
}

function modeOfFind(command: Command): ModeSetting | undefined {
  const { words } = command;
  const chmod = words.findIndex(({ value }, index) => value?.split('/').at(-1) === 'chmod' && /^-(exec|execdir|ok|okdir)$/.test(words[index - 1]?.value ?? ''));
  const mode = chmod === -1 ? undefined : words.slice(chmod + 1).find(({ raw }) => !raw.startsWith('-'));
  if (mode === undefined) return undefined;
  const firstTest = words.findIndex(({ raw }, index) => index > 0 && /^[-!(]|^\\\(/.test(raw));
  return { command, mode, paths: words.slice(1, Math.max(1, firstTest)), recursive: true };
}

/**
 * Whether a mode lets everybody write (and remove what others wrote: with the sticky bit only an owner can). By chmod(1); a mode that
 * says nothing of others leaves them as they are, and a clause without `ugoa` is held back by the umask.
 */
export function isWorldWritable(mode: string): boolean {
  if (/^[0-7]+$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return (bits & 0o2) !== 0 && (bits & 0o1000) === 0;
  }
  let writable = false;
  let sticky = false;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/.exec(clause);
    const who = match?.[1] ?? '';
    for (const [, operator, permissions = ''] of (match?.[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) {
      if (permissions.includes('t')) sticky = operator !== '-';
      if (!/[oa]/.test(who)) continue;
      if (operator === '=') writable = permissions.includes('w');
      else if (permissions.includes('w')) writable = operator === '+';
    }
  }
  return writable && !sticky;
}

/** Whether a mode sets the setuid bit, by chmod(1): `4755`, `u+s`, `+s`; `g+s` alone is the group's, which folders have to be shared. */
export function setsUserId(mode: string): boolean {
  if (/^[0-7]+$/.test(mode)) return (Number.parseInt(mode, 8) & 0o4000) !== 0;
  return mode.split(',').some((clause) => /^(?:[ua]|g*u[ug]*|)[^ugoa]*[+=][rwxXt]*s/.test(clause));
}
