import { baseName } from '../shell/dialect.ts';
import type { Command } from '../shell/model.ts';

const knowing: ReadonlySet<string> = new Set(['bash', 'zsh', 'ash', 'ksh', 'busybox']);

/**
 * What a SHELL says of pipes: `on` with `-o pipefail` (of a shell that is sure to know it), `unsure` with it and a shell that may not (`sh` is bash, ash or
 * dash, and dash before 0.5.13 does not), `off` without.
 */
export function pipefailOfShell(shell: readonly string[]): 'on' | 'unsure' | 'off' {
  if (!asksForPipefail(shell)) return 'off';
  return shell.some((word) => knowing.has(baseName(word))) ? 'on' : 'unsure';
}

/** A shell that is sure to know the option, by its path. */
export function knowsPipefail(shell: string): boolean {
  return knowing.has(baseName(shell));
}

/** `bash -o pipefail -c '…'`: a shell whose script has the option from its first line on. */
export function startsWithPipefail({ name, words }: Command): boolean {
  return knowing.has(name) && asksForPipefail(words.map(({ value }) => value ?? '').slice(0, -1));
}

/** `set -o pipefail`, `set -euxo pipefail`. Undefined for commands that say nothing of it. */
export function setsPipefail(command: Command): boolean | undefined {
  if (command.name !== 'set') return undefined;
  const words = command.words.map(({ value }) => value ?? '');
  if (asksForPipefail(words)) return true;
  return words.some((word, index) => word === 'pipefail' && /^\+\w*o$/.test(words[index - 1] ?? '')) ? false : undefined;
}

function asksForPipefail(words: readonly string[]): boolean {
  return words.some((word, index) => (word === 'pipefail' && /^-\w*o$/.test(words[index - 1] ?? '')) || /(?:^|\s)-\w*o\s+pipefail(?:\s|$)/.test(word));
}
