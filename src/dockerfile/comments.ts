import type { Place, Source } from '../source.ts';
import type { Comment, Instruction } from './model.ts';
import type { CommentLine, LogicalLine } from './split.ts';

class CommentNode implements Comment {
  readonly place: Place;
  readonly inside: boolean;
  readonly #instruction: () => Instruction | undefined;

  constructor(place: Place, inside: boolean, instruction: () => Instruction | undefined) {
    this.place = place;
    this.inside = inside;
    this.#instruction = instruction;
  }

  get text(): string {
    return this.place.source.slice(this.place.span).slice(1).trim();
  }

  get instruction(): Instruction | undefined {
    return this.#instruction();
  }
}

/** The comments of a file, and which of them stand directly above an instruction. */
export interface CommentTable {
  readonly all: readonly Comment[];
  /** Those directly above a logical line, no blank line between, the nearest last. */
  above(line: number): readonly Comment[];
}

const none: readonly Comment[] = [];

/** `instructionOf` gives the instruction of a logical line, once the file is read. */
export function commentTable(source: Source, comments: readonly CommentLine[], lines: readonly LogicalLine[], instructionOf: (line: number) => Instruction | undefined): CommentTable {
  const above = new Map<number, Comment[]>();
  const all: Comment[] = [];
  // From the bottom up, so that each comment knows whether the line below it is attached.
  let next = -1;
  let attached: number | undefined;
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index];
    if (comment === undefined) continue;
    const { before, inside, span } = comment;
    const instruction = lines[before];
    if (inside) attached = before;
    else if (instruction !== undefined && comment.line === instruction.firstLine - 1) attached = before;
    else if (comment.line !== next - 1 || comments[index + 1]?.inside === true) attached = undefined;
    next = comment.line;
    const line = attached;
    const node = new CommentNode({ source, span }, inside, () => line === undefined ? undefined : instructionOf(line));
    all.push(node);
    if (line === undefined || inside) continue;
    const list = above.get(line);
    if (list === undefined) above.set(line, [node]);
    else list.push(node);
  }
  for (const list of above.values()) list.reverse();
  return { all: all.reverse(), above: (line) => above.get(line) ?? none };
}
