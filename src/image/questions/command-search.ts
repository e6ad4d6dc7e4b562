import type { Command } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import type { FileTree } from '../files/model.ts';

/** Whether one of some commands is the one that is looked for. */
export type CommandSearch =
  | { readonly is: 'found'; readonly command: Command }
  | { readonly is: 'unknown'; readonly at: Located; readonly why: string }
  | { readonly is: 'absent' };

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', '.', 'source']);
const interpreters: ReadonlySet<string> = new Set([...shells, 'python', 'python3', 'node', 'ruby', 'perl', 'php', 'deno', 'bun']);

/**
 * Looks for a program that is given certain words in their order, others between them or not. A command that may not run leaves a doubt,
 * as does a script, which may run anything.
 * @param wanted The program, by its name or path, then the words.
 */
export function commandSearch(commands: readonly Command[], wanted: readonly string[], files: FileTree): CommandSearch {
  let doubt: CommandSearch | undefined;
  for (const command of commands) {
    const fit = fits(command, wanted);
    if (fit === true && !command.conditional && !command.negated) return { is: 'found', command };
    if (fit === true && command.negated) doubt = { is: 'unknown', at: command, why: '`!` makes a failure of it' };
    else if (fit === true) doubt = { is: 'unknown', at: command, why: 'other commands decide whether it runs' };
    else if (fit === undefined) doubt ??= { is: 'unknown', at: command, why: 'only the build knows some of its words' };
    else if (isScript(command, files)) doubt ??= { is: 'unknown', at: command.program, why: `\`${command.program.value ?? command.program.raw}\` is a script` };
  }
  if (doubt !== undefined) return doubt;
  return { is: 'absent' };
}

function fits({ words }: Command, [program = '', ...arguments_]: readonly string[]): boolean | undefined {
  const [first, ...others] = words.map(({ value }) => value);
  if (first !== undefined && !isSame(first, program)) return false;
  let at = 0;
  let unknown = first === undefined;
  for (const word of others) {
    if (word === undefined) unknown = true;
    else if (at < arguments_.length && word === arguments_[at]) at++;
  }
  if (at < arguments_.length) return unknown ? undefined : false;
  return first === undefined ? undefined : true;
}

/** `app` is `/usr/local/bin/app`; two paths are the same only when they are equal. */
function isSame(given: string, wanted: string): boolean {
  return given === wanted || (!wanted.includes('/') && given.endsWith(`/${wanted}`)) || (!given.includes('/') && wanted.endsWith(`/${given}`));
}

/** A file that somebody wrote, not compiled: out of the build context, or named like a script. */
function isScript(command: Command, files: FileTree): boolean {
  const { name, program } = command;
  // Its words, or what it is piped, are a script.
  if (name === 'eval' || (shells.has(name) && command.pipeline.indexOf(command) > 0)) return true;
  if (interpreters.has(name)) return command.option('-c') === undefined && command.operands().length > 0;
  if (/\.(?:sh|bash|py|rb|pl|js|mjs|cjs|ts)$/.test(name)) return true;
  if (program.value === undefined) return false;
  const fact = files.program(program.value);
  return fact.is === 'present' && (fact.contextPath !== undefined || (fact.by?.keyword === 'COPY' && fact.by.from === undefined) || fact.by?.keyword === 'ADD');
}
