import { UsageError } from './usage-error.ts';
import type { Terminal } from './printer.ts';

/** Whether the text report has colours: `--color`, then `NO_COLOR` and `FORCE_COLOR`, then whether a terminal reads it. */
export function colorWanted(when: string | undefined, noColor: boolean, { isTerminal, environment }: Terminal): boolean {
  if (when !== undefined && !['auto', 'always', 'never'].includes(when)) throw new UsageError(`--color is auto, always or never, not \`${when}\``);
  if (noColor || when === 'never') return false;
  if (when === 'always') return true;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
}
