import { onceEach } from '../once-each.ts';
import type { Command, Script } from '../shell/model.ts';

/** The last command of a script, and those before it of the same program as long as none behind them uses a variable. Empty where a branch or a subshell ends it. */
export const endOf = onceEach(({ commands }: Script): ReadonlySet<Command> => {
  const found = new Set<Command>();
  const last = commands.at(-1);
  if (last?.connector !== 'end') return found;
  for (const command of commands.toReversed()) {
    if (command.name !== last.name || command.conditional || command.subshell !== undefined) break;
    found.add(command);
    if (command.words.some(({ raw }) => raw.includes('$'))) break;
  }
  return found;
});
