import type { RunInstruction } from '../../dockerfile/model.ts';
import { namesAsShell } from '../../shell/names-as-shell.ts';

/**
 * How many commands a RUN names itself, as hadolint counts them: every script is read as that of a Bourne shell, one that is none
 * (most PowerShell) names nothing, `$PROGRAM` is no name, and a script handed to another shell (`bash -c`) counts as one.
 */
export function namedCommands({ commands, command }: RunInstruction): number {
  if (command.form === 'exec') return 1;
  const [first] = commands;
  if (first === undefined) return namesAsShell(command.script.text).length;
  return commands.filter(({ script, program, name }) => (script.heredoc || script.text.text === command.script.text) && name !== '[' && !program.raw.includes('$')).length;
}
