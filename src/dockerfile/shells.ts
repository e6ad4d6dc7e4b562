import type { Comment, Instruction, ShellInstruction, Stage } from './model.ts';
import { lastBelow } from './ordered.ts';

/**
 * A comment `# hadolint shell=NAME`: what reads shell form from there on in its stage, where no SHELL says otherwise. Directly above
 * FROM it is about that stage, above the first one about all.
 */
export interface ShellComment {
  readonly start: number;
  readonly shell: string;
  /** The stage whose FROM it stands directly above. */
  readonly above: Stage | undefined;
}

/** Reads such a comment; undefined for any other. */
export function shellComment({ text, place, instruction }: Comment): ShellComment | undefined {
  const shell = /^\s*hadolint\s+shell\s*=\s*([\w./\\-]+)/.exec(text)?.[1];
  return shell === undefined ? undefined : { start: place.span.start, shell, above: instruction?.keyword === 'FROM' ? instruction.stage : undefined };
}

/** SHELL instructions in force: the last one above, in the stage or in the chain of stages it is FROM. */
export class ShellTable {
  /** Of instructions before the first FROM. */
  readonly #head: readonly ShellInstruction[];
  readonly #comments: () => readonly ShellComment[];
  readonly #stages: readonly Stage[];
  #byStage: ReadonlyMap<Stage | undefined, readonly ShellComment[]> | undefined;
  readonly #own = new Map<Stage, readonly ShellInstruction[]>();
  /** What a stage leaves to stages FROM it. */
  readonly #last = new Map<Stage, readonly string[] | undefined>();

  /** `comments` in the order of the file, asked for when they are needed, as are `stages`. */
  constructor(head: readonly ShellInstruction[], comments: () => readonly ShellComment[], stages: readonly Stage[]) {
    this.#head = head;
    this.#stages = stages;
    this.#comments = comments;
  }

  /** The words of the SHELL in force at an instruction; undefined for the default shell, or when it is unreadable. */
  at(instruction: Instruction): readonly string[] | undefined {
    const { stage, index } = instruction;
    const own = lastBelow(stage === undefined ? this.#head : this.#ownOf(stage), index);
    const { start } = instruction.place.span;
    const comment = this.#commentOf(stage, start);
    if (own !== undefined && (comment === undefined || own.place.span.start > comment.start)) return wordsOf(own);
    if (comment !== undefined) return [comment.shell, '-c'];
    if (stage === undefined) return undefined;
    const inherited = this.#inherited(stage);
    const everywhere = inherited === undefined ? this.#commentOf(undefined, start) : undefined;
    return everywhere === undefined ? inherited : [everywhere.shell, '-c'];
  }

  /** The last comment of a stage, or of what is about all of them, above a place. */
  #commentOf(stage: Stage | undefined, start: number): ShellComment | undefined {
    return (this.#byStage ??= this.#group()).get(stage)?.findLast((one) => one.start < start);
  }

  #group(): ReadonlyMap<Stage | undefined, readonly ShellComment[]> {
    const groups = new Map<Stage | undefined, ShellComment[]>();
    for (const comment of this.#comments()) {
      const stage = this.#stageOf(comment);
      const group = groups.get(stage);
      if (group === undefined) groups.set(stage, [comment]);
      else group.push(comment);
    }
    return groups;
  }

  #stageOf({ start, above }: ShellComment): Stage | undefined {
    if (above !== undefined) return above === this.#stages[0] ? undefined : above;
    return this.#stages.findLast(({ from }) => from.place.span.start < start);
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
      const comment = this.#commentOf(at, Infinity);
      if (own === undefined && comment === undefined) continue;
      shell = comment === undefined || (own !== undefined && own.place.span.start > comment.start) ? own && wordsOf(own) : [comment.shell, '-c'];
      break;
    }
    for (const at of passed) this.#last.set(at, shell);
    return shell;
  }
}

function wordsOf(shell: ShellInstruction): readonly string[] | undefined {
  return shell.command.form === 'exec' ? shell.command.words.map((word) => word.value ?? '') : undefined;
}
