import type { Instruction, ShellInstruction, Stage } from './model.ts';
import { lastBelow } from './ordered.ts';

/** A comment `# hadolint shell=NAME`: what reads shell form from there on, where no SHELL says otherwise. */
export interface ShellComment {
  readonly start: number;
  readonly shell: string;
}

/** Reads such a comment; undefined for any other. `text` is the comment without its `#`. */
export function shellComment(text: string, start: number): ShellComment | undefined {
  const shell = /^\s*hadolint\s+shell\s*=\s*([\w./\\-]+)/.exec(text)?.[1];
  return shell === undefined ? undefined : { start, shell };
}

/** SHELL instructions in force: the last one above, in the stage or in the chain of stages it is FROM. */
export class ShellTable {
  /** Of instructions before the first FROM. */
  readonly #head: readonly ShellInstruction[];
  readonly #comments: () => readonly ShellComment[];
  readonly #own = new Map<Stage, readonly ShellInstruction[]>();
  /** What a stage leaves to stages FROM it. */
  readonly #last = new Map<Stage, readonly string[] | undefined>();

  /** `comments` in the order of the file, asked for when they are needed. */
  constructor(head: readonly ShellInstruction[], comments: () => readonly ShellComment[]) {
    this.#head = head;
    this.#comments = comments;
  }

  /** The words of the SHELL in force at an instruction; undefined for the default shell, or when it is unreadable. */
  at(instruction: Instruction): readonly string[] | undefined {
    const { stage, index } = instruction;
    const own = lastBelow(stage === undefined ? this.#head : this.#ownOf(stage), index);
    const { start } = instruction.place.span;
    const comment = this.#comments().findLast((one) => one.start < start);
    if (own !== undefined && (comment === undefined || own.place.span.start > comment.start)) return wordsOf(own);
    if (comment !== undefined) return [comment.shell, '-c'];
    return stage === undefined ? undefined : this.#inherited(stage);
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
