import type { Command } from '../shell/model.ts';
import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction, RunInstruction } from './model.ts';

/** The commands of an instruction, read with the SHELL in force; undefined is the default shell. */
export function commandsOfInstruction(
  _instruction: RunInstruction | CmdInstruction | EntrypointInstruction | HealthcheckInstruction,
  _shell: readonly string[] | undefined,
): readonly Command[] {
  return [];
}
