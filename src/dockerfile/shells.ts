import type { Instruction, ShellInstruction, Stage } from './model.ts';
import { lastBelow } from './ordered.ts';

/** SHELL instructions in force: the last one above, in the stage or in the chain of stages it is FROM. */
export class ShellTable {
  readonly #own = new Map<Stage, readonly ShellInstruction[]>();
  /** What a stage leaves to stages FROM it. */
  readonly #last = new Map<Stage, readonly string[] | undefined>();

  /** The words of the SHELL in force at an instruction; undefined for the default shell, or when it is unreadable. */
  at(instruction: Instruction): readonly string[] | undefined {
    const { stage, index } = instruction;
    if (stage === undefined) return undefined;
    const own = lastBelow(this.#ownOf(stage), index);
    return own === undefined ? this.#inherited(stage) : wordsOf(own);
  }

  #ownOf(stage: Stage): readonly ShellInstruction[] {
    let own = this.#own.get(stage);
    if (own === undefined) {
      own = stage.instructions.filter((instruction) => instruction.keyword === 'SHELL');
      this.#own.set(stage, own);
    }
    return own;
  }

  #inherited(stage: Stage): readonly string[] | undefined {
    // Without recursion: a chain of stages is as long as the file.
    const passed: Stage[] = [];
    let shell: readonly string[] | undefined;
    for (let at = stage.parent; at !== undefined; at = at.parent) {
      if (this.#last.has(at)) {
        shell = this.#last.get(at);
        break;
      }
      passed.push(at);
      const own = this.#ownOf(at).at(-1);
      if (own === undefined) continue;
      shell = wordsOf(own);
      break;
    }
    for (const at of passed) this.#last.set(at, shell);
    return shell;
  }
}

function wordsOf(shell: ShellInstruction): readonly string[] | undefined {
  return shell.command.form === 'exec' ? shell.command.words.map((word) => word.value ?? '') : undefined;
}
