import type { CommandName, OptionName, OptionRow } from './option-table.ts';
import { optionTable } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** A command line, as far as it is known which options were given. */
export interface Given {
  readonly command: CommandName;
  readonly given: readonly { readonly name: OptionName; readonly value: string | undefined }[];
  /** Files, folders, globs, `-`; of other commands what they are about. */
  readonly names: readonly string[];
}

/** Options of which one would be passed over in silence. `--no-fail` goes with a threshold: a workflow adds it where a red step would stand in the way. */
const contradictions: readonly (readonly [OptionName, OptionName])[] = [
  ['config', 'no-config'], ['context', 'context-files'], ['fail-on', 'failure-threshold'],
  ...(['fix', 'unsafe', 'diff', 'format', 'output'] as const).map((name) => ['print-config', name] as const),
];

/** Options that say nothing alone. */
const companions: readonly { readonly name: OptionName; readonly with: readonly OptionName[] }[] = [
  { name: 'unsafe', with: ['fix', 'diff'] },
  { name: 'cache-location', with: ['cache'] },
];

/** Lists with commas, which scripts may leave empty. */
const mayBeEmpty: ReadonlySet<OptionName> = new Set<OptionName>(['ignore', 'error', 'warning', 'info', 'style']);

/** Whether each option that was given counts for something. Throws `UsageError` for the first that does not. */
export function checkCombination({ command, given, names }: Given): void {
  const has = (name: OptionName): boolean => given.some((one) => one.name === name);
  for (const { name, value } of given) {
    const { commands = ['lint'] }: OptionRow = optionTable[name];
    if (!commands.includes(command)) throw new UsageError(command === 'lint' ? `--${name} belongs to ${commands.map((one) => `\`ironlint ${one}\``).join(', ')}` : `\`ironlint ${command}\` takes no --${name}`);
    if (value === '' && !mayBeEmpty.has(name)) throw new UsageError(`--${name} has an empty value`);
  }
  for (const [one, other] of contradictions) if (has(one) && has(other)) throw new UsageError(`--${one} and --${other} contradict one another`);
  for (const { name, with: others } of companions) if (has(name) && !others.some(has)) throw new UsageError(`--${name} goes with ${others.map((other) => `--${other}`).join(' or ')}`);
  if (has('stdin-filename') && !names.includes('-')) throw new UsageError('--stdin-filename goes with `-`, which reads standard input');
}
