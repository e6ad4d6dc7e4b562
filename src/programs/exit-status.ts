import type { Command } from '../shell/model.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';

/** Around a command: what a program finds depends on it. */
export interface Surroundings {
  /** It reads what is written before it in a pipe. */
  readonly piped: boolean;
  /** Files that commands before it are sure to have made. */
  readonly made: ReadonlySet<string>;
}

/** Programs and builtins that end well whatever they are given (POSIX, Bash 5.2). */
const succeeding: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf', 'sleep', 'export', 'readonly', 'local', 'declare', 'typeset', 'unset']);

/** They end well without an operand. */
const plainlySucceeding: ReadonlySet<string> = new Set(['date', 'env', 'free', 'id', 'ls', 'printenv', 'pwd', 'set', 'uname', 'uptime', 'wait', 'whoami']);

/** Programs that pass on what they read, and end well whoever wrote it; and their options that take a value (coreutils 9, busybox 1.36). */
const passingOn: ReadonlyMap<string, string> = new Map([
  ['cat', ''], ['head', 'nc'], ['tail', 'nc'], ['wc', ''], ['sort', 'kto'], ['uniq', 'fsw'], ['cut', 'dfcb'], ['nl', ''], ['rev', ''], ['tac', ''], ['fold', 'w'],
  ['tr', '*'], ['tee', '*'], ['sed', 'ef'], ['awk', 'Fvf'], ['gawk', 'Fvf'], ['mawk', 'Fvf'],
]);
const scripted: ReadonlySet<string> = new Set(['sed', 'awk', 'gawk', 'mawk']);

/** Whether a command always ends with 0, as far as its program and its words tell. */
export function alwaysEndsWell(command: Command, around: Surroundings): boolean {
  const { name, words, redirections } = command;
  // To write into a connection is to ask whether somebody listens: `echo > /dev/tcp/localhost/80`.
  if (words.some(({ raw }) => /\$\{\w+:?\?/.test(raw))) return false;
  if (redirections.some(({ operator, target }) => (operator.startsWith('<') && operator !== '<&') || target?.value === undefined || isConnection(target.value))) return false;
  // With a word behind it, it may be an option of the program's own: `check --version v2`.
  if (succeeding.has(name) || [words[1], words.at(-1)].some((word) => word?.value === '--help' || word?.value === '--version')) return true;
  if (plainlySucceeding.has(name)) return words.slice(1).every(({ text }) => /^[-+]/.test(pattern(text)));
  if (name === 'rm') return command.option('-f') !== undefined;
  if (name === 'ps') return words.slice(1).every(({ value }) => /^-?[aAdefFlwxu]+$/.test(value ?? ''));
  return passesOn(command, around) || findsContainer(command) || findsItself(command);
}

export function isConnection(target: string): boolean {
  return /^["']?\/dev\/(?:tcp|udp)\//.test(target);
}

/** The end of a pipe that reads nothing but what is written before it, or files that are there for sure. */
function passesOn({ name, words }: Command, { piped, made }: Surroundings): boolean {
  const values = passingOn.get(name);
  if (values === undefined) return false;
  const files = values === '*' ? [] : operandsOf(words, values);
  const hasOption = words.some(({ value }) => /^-[ef]/.test(value ?? ''));
  if (scripted.has(name)) {
    if (words.some((word) => word.value === undefined || /\bexit\b|[qQ]\s*\d|^-f/.test(word.value))) return false;
    if (!(name === 'sed' && hasOption)) files.shift();
  }
  return files.length === 0 ? piped : files.every(({ value }) => value === '-' ? piped : value !== undefined && made.has(value));
}

/** Words that are no options, where an option of these letters takes the next word. */
function operandsOf(words: readonly Word[], letters: string): Word[] {
  const operands: Word[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const read = word === undefined ? '' : pattern(word.text);
    if (/^-[A-Za-z]$/.test(read) && letters.includes(read.charAt(1))) at++;
    else if (word !== undefined && !/^-.|^\d+$/.test(read)) operands.push(word);
  }
  return operands;
}

/** `kill -0 1`: the first process is the container itself, and there as long as anybody asks. */
export function findsContainer({ name, words }: Command): boolean {
  return name === 'kill' && words.slice(1).map(({ value }) => value ?? '').join(' ').replace('-s 0', '-0') === '-0 1';
}

/** Lists of processes with the words that these were started with. */
const processLists = /^-?(?:aux?w*|axu?w*|e?fw*|ef[lw]*|eF)$/;

/**
 * `pgrep -f app || exit 1`: the shell that runs the check was itself started with these words, waits for what comes behind, and is found.
 * So with `ps aux | grep app`. Where nothing comes behind, some shells give way to the program.
 */
export function findsItself(command: Command): boolean {
  const { name, words, script, connector, pipeline } = command;
  if (script.exec || script.heredoc) return false;
  const sought = words.at(-1)?.value;
  // A text without a character that says more than itself: `[a]pp` does not find itself.
  if (sought === undefined || !/^[\w ./:@=,-]{2,}$/.test(sought) || sought.startsWith('-') || !script.text.text.includes(sought)) return false;
  const options = words.slice(1, -1).map(({ value }) => value ?? '');
  if (!options.every((option) => /^-[A-Za-z]+$/.test(option))) return false;
  const letters = options.join('');
  if (name === 'pgrep') return letters.includes('f') && !/[xvugPtUG]/.test(letters) && (connector !== 'end' || pipeline.length > 1);
  const at = pipeline.indexOf(command);
  const list = pipeline[at - 1];
  return name === 'grep' && at === 1 && !/[xvfe]/.test(letters) && list?.name === 'ps' && list.words.length === 2 && processLists.test(list.words[1]?.value ?? '');
}
