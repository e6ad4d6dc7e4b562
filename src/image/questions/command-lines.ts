import type { CommandLine } from '../../dockerfile/model.ts';
import type { Command } from '../../shell/model.ts';

/** The text that a command line runs: the script of shell form, the words of exec form with blanks between. Unknown pieces as written. */
export function commandText(line: CommandLine): string {
  return line.form === 'shell' ? line.script.text.trim() : line.words.map((word) => word.value ?? word.raw).join(' ');
}

/** A command line as it is compared: the words of exec form (undefined where only the build knows one), or the script of shell form. */
export type ComparedLine = { readonly form: 'exec'; readonly words: readonly (string | undefined)[] } | { readonly form: 'shell'; readonly script: string };

export function comparedLine(line: CommandLine): ComparedLine {
  return line.form === 'exec' ? { form: 'exec', words: line.words.map(({ value }) => value) } : { form: 'shell', script: line.script.text.trim().replace(/\s+/g, ' ') };
}

/** As it would be written. */
export function shownLine(line: ComparedLine): string {
  return line.form === 'shell' ? line.script : `[${line.words.map((word) => (word === undefined ? '?' : JSON.stringify(word))).join(', ')}]`;
}

/**
 * Whether a command line starts the same program with the same words as another. Shell form that became exec form of the same plain
 * words is the same; exec form that became shell form is not, signals reach the program no more. `startsProgram`: its first word
 * names a program, whose path counts only where both give one. Undefined: only the build knows.
 */
export function isSameLine(wanted: ComparedLine, now: ComparedLine, startsProgram: boolean): boolean | undefined {
  if (now.form === 'shell') return wanted.form === 'shell' && wanted.script === now.script;
  const words = wanted.form === 'exec' ? wanted.words : plainWords(wanted.script);
  if (words === undefined || words.length !== now.words.length) return false;
  let same: boolean | undefined = true;
  for (const [index, word] of words.entries()) {
    const other = now.words[index];
    if (word === undefined || other === undefined) same = undefined;
    else if (word !== other && !(index === 0 && startsProgram && isSameProgram(word, other))) return false;
  }
  return same;
}

/** `server` is `/usr/local/bin/server`; two paths are the same only when they are equal. */
export function isSameProgram(one: string, other: string): boolean {
  if (one === other) return true;
  const [name, path] = one.includes('/') ? [other, one] : [one, other];
  return name !== '' && !name.includes('/') && path.startsWith('/') && path.endsWith(`/${name}`);
}

/**
 * The words of a script that is one simple command without anything that a shell would change; a leading `exec` is left out, exec
 * form does what it does. Undefined for all other scripts.
 */
export function plainWords(script: string): readonly string[] | undefined {
  const trimmed = script.trim();
  if (!/^[\w./:@%+,-][\w./:@%+,= \t-]*$/.test(trimmed)) return undefined;
  const words = trimmed.split(/[ \t]+/);
  const [first = '', ...others] = words[0] === 'exec' && words.length > 1 && words[1]?.startsWith('-') === false ? words.slice(1) : words;
  // `NAME=value program` sets a variable, and a builtin is no program.
  return first.includes('=') || shellWords.has(first) ? undefined : [first, ...others];
}

/** Builtins of every shell that are programs of their own as well: where a shell reads the command the image need not have them. */
const alsoPrograms: ReadonlySet<string> = new Set(['[', 'echo', 'false', 'kill', 'printf', 'pwd', 'test', 'true']);

/** Builtins that Bash has beside those of every shell (source: Bash manual, 4.2 and 6.8). */
const ofBash: ReadonlySet<string> = new Set(['bind', 'caller', 'compgen', 'complete', 'compopt', 'dirs', 'disown', 'enable', 'fc', 'help', 'history', 'logout', 'mapfile', 'popd', 'pushd', 'readarray', 'shopt', 'suspend']);

/** Whether the shell that reads the command does it itself. */
export function isBuiltin({ name, program, script }: Command): boolean {
  return !script.exec && program.value === name && (shellWords.has(name) || alsoPrograms.has(name) || ofBash.has(name));
}

/** Builtins and reserved words that no image has as a program of its own, or whose program does something else (POSIX.1-2024, 2.14 and 2.4). */
export const shellWords: ReadonlySet<string> = new Set([
  '.', ':', 'alias', 'bg', 'break', 'builtin', 'cd', 'command', 'continue', 'declare', 'eval', 'exec', 'exit', 'export', 'fg', 'getopts', 'hash', 'jobs', 'let', 'local',
  'read', 'readonly', 'return', 'set', 'shift', 'source', 'times', 'trap', 'type', 'typeset', 'ulimit', 'umask', 'unalias', 'unset', 'wait',
  'if', 'then', 'else', 'elif', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac', 'function', 'select', 'time', 'in',
]);
