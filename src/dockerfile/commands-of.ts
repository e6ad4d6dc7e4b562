import { commandsOfLine, commandsOfRun } from '../shell/commands.ts';
import type { Command } from '../shell/model.ts';
import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction, RunInstruction } from './model.ts';

/** The commands of an instruction, read with the SHELL in force; undefined is the default shell. */
export function commandsOfInstruction(
  instruction: RunInstruction | CmdInstruction | EntrypointInstruction | HealthcheckInstruction,
  shell: readonly string[] | undefined,
): readonly Command[] {
  if (instruction.keyword === 'RUN') return commandsOfRun(instruction, shell);
  return instruction.command === undefined ? [] : commandsOfLine(instruction.command, instruction, shell);
}
