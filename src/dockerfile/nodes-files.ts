import type { Word } from '../word.ts';
import { fields } from './characters.ts';
import { heredocOfWord } from './heredocs.ts';
import { InstructionNode } from './instruction-node.ts';
import type { NodeOptions } from './instruction-node.ts';
import type { AddInstruction, CopyInstruction, Instruction, VolumeInstruction } from './model.ts';
import type { LazyWord } from './words.ts';

/** COPY, ADD and VOLUME: paths, as words or as a JSON array. */
abstract class PathsNode<K extends 'COPY' | 'ADD' | 'VOLUME'> extends InstructionNode<K> {
  #paths: readonly LazyWord[] | undefined;

  get json(): boolean {
    return this.jsonForm.form === 'strings';
  }

  /** All arguments in order, heredoc openers among them. */
  get paths(): readonly LazyWord[] {
    return (this.#paths ??= this.#readPaths());
  }

  #readPaths(): readonly LazyWord[] {
    const { start, end } = this.head.rest;
    if (this.jsonForm.form === 'strings') return this.jsonForm.strings.map((token) => this.jsonWord(token, true));
    return fields(this.line.text, start, end).map((range) => this.expandedWord(range));
  }
}

abstract class TransferNode<K extends 'COPY' | 'ADD'> extends PathsNode<K> {
  #sources: readonly LazyWord[] | undefined;

  /** Files and URLs; heredocs are in `heredocs`. */
  get sources(): readonly LazyWord[] {
    return (this.#sources ??= this.paths.slice(0, -1).filter((word) => heredocOfWord(word.content.text) === undefined));
  }

  get destination(): LazyWord | undefined {
    return this.paths.length < 2 ? undefined : this.paths.at(-1);
  }
}

export class CopyNode extends TransferNode<'COPY'> implements CopyInstruction {
  constructor(options: NodeOptions) {
    super('COPY', options);
  }

  get self(): Instruction {
    return this;
  }

  get from(): Word | undefined {
    return this.flag('from')?.value;
  }
}

export class AddNode extends TransferNode<'ADD'> implements AddInstruction {
  readonly from = undefined;

  constructor(options: NodeOptions) {
    super('ADD', options);
  }

  get self(): Instruction {
    return this;
  }
}

export class VolumeNode extends PathsNode<'VOLUME'> implements VolumeInstruction {
  constructor(options: NodeOptions) {
    super('VOLUME', options);
  }

  get self(): Instruction {
    return this;
  }

  get words(): readonly Word[] {
    return this.paths;
  }
}
