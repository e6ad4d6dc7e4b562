import type { Word } from '../word.ts';
import { fields } from './characters.ts';
import { InstructionNode } from './instruction-node.ts';
import type { NodeOptions } from './instruction-node.ts';
import type {
  ExposeInstruction, FromInstruction, Instruction, MaintainerInstruction, OnbuildInstruction, StopsignalInstruction, UserInstruction, WorkdirInstruction,
} from './model.ts';
import { argumentOfInstruction } from './library.ts';
import type { LazyWord } from './words.ts';

/** Instructions whose rest is one word, blanks and all. */
abstract class SingleNode<K extends 'USER' | 'WORKDIR' | 'STOPSIGNAL' | 'MAINTAINER'> extends InstructionNode<K> {
  #word: LazyWord | undefined;

  /** The rest as a word; undefined when there is none. */
  get word(): LazyWord | undefined {
    const { rest } = this.head;
    if (rest.start === rest.end) return undefined;
    return (this.#word ??= this.#readWord());
  }

  #readWord(): LazyWord {
    const { rest } = this.head;
    if (this.keyword === 'USER' || this.keyword === 'WORKDIR') return this.expandedWord(rest);
    const range = argumentOfInstruction(this.line.text, this.head) ?? rest;
    return this.keyword === 'MAINTAINER' ? this.literalWord(range) : this.expandedWord(range);
  }
}

export class UserNode extends SingleNode<'USER'> implements UserInstruction {
  constructor(options: NodeOptions) {
    super('USER', options);
  }

  get self(): Instruction {
    return this;
  }

  get user(): LazyWord | undefined {
    return this.word;
  }
}

export class WorkdirNode extends SingleNode<'WORKDIR'> implements WorkdirInstruction {
  constructor(options: NodeOptions) {
    super('WORKDIR', options);
  }

  get self(): Instruction {
    return this;
  }

  get path(): LazyWord | undefined {
    return this.word;
  }
}

export class StopsignalNode extends SingleNode<'STOPSIGNAL'> implements StopsignalInstruction {
  constructor(options: NodeOptions) {
    super('STOPSIGNAL', options);
  }

  get self(): Instruction {
    return this;
  }

  get signal(): LazyWord | undefined {
    return this.word;
  }
}

export class MaintainerNode extends SingleNode<'MAINTAINER'> implements MaintainerInstruction {
  constructor(options: NodeOptions) {
    super('MAINTAINER', options);
  }

  get self(): Instruction {
    return this;
  }

  get name(): Word | undefined {
    return this.word;
  }
}

export class ExposeNode extends InstructionNode<'EXPOSE'> implements ExposeInstruction {
  #words: readonly LazyWord[] | undefined;

  constructor(options: NodeOptions) {
    super('EXPOSE', options);
  }

  get self(): Instruction {
    return this;
  }

  get words(): readonly LazyWord[] {
    return (this.#words ??= fields(this.line.text, this.head.rest.start, this.head.rest.end).map((range) => this.expandedWord(range)));
  }
}

export class FromNode extends InstructionNode<'FROM'> implements FromInstruction {
  #words: readonly LazyWord[] | undefined;

  constructor(options: NodeOptions) {
    super('FROM', options);
  }

  get self(): Instruction {
    return this;
  }

  /** All arguments: the image is expanded, `AS` and the name are not. */
  get words(): readonly LazyWord[] {
    return (this.#words ??= fields(this.line.text, this.head.rest.start, this.head.rest.end).map((range, index) => index === 0 ? this.expandedWord(range) : this.literalWord(range)));
  }

  get image(): LazyWord | undefined {
    return this.words[0];
  }

  /** There is more than an image, and it is not `AS name`. */
  get hasStrayWords(): boolean {
    return this.words.length > 1 && this.as === undefined;
  }

  get platform(): Word | undefined {
    return this.flag('platform')?.value;
  }

  get as(): LazyWord | undefined {
    const [, as] = this.words;
    return this.words.length === 3 && as?.raw.toLowerCase() === 'as' ? as : undefined;
  }

  get name(): LazyWord | undefined {
    return this.as === undefined ? undefined : this.words[2];
  }
}

export class OnbuildNode extends InstructionNode<'ONBUILD'> implements OnbuildInstruction {
  readonly trigger: Instruction | undefined;

  /** `createTrigger` is called once, with this node. */
  constructor(options: NodeOptions, createTrigger: (onbuild: OnbuildInstruction) => Instruction | undefined) {
    super('ONBUILD', options);
    this.trigger = createTrigger(this);
  }

  get self(): Instruction {
    return this;
  }
}
