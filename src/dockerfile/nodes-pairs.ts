import type { Scope } from '../word.ts';
import { isWordSeparator } from './characters.ts';
import type { Range } from './characters.ts';
import { InstructionNode } from './instruction-node.ts';
import type { NodeOptions } from './instruction-node.ts';
import type { ArgInstruction, EnvInstruction, Instruction, KeyValue, LabelInstruction } from './model.ts';
import type { WordOwner } from './words.ts';
import { LazyWord, splitWords } from './words.ts';

/** A pair as ranges of the line; `equals` is -1 without `=`. */
interface PairRange extends Range {
  readonly equals: number;
}

/** ARG, ENV and LABEL: names with values. */
abstract class PairsNode<K extends 'ARG' | 'ENV' | 'LABEL'> extends InstructionNode<K> {
  #ranges: readonly PairRange[] | undefined;
  #pairs: readonly KeyValue[] | undefined;

  /** The words of the rest, each with its first `=`. */
  get ranges(): readonly PairRange[] {
    return (this.#ranges ??= this.#readRanges());
  }

  /** `ENV key value`: the first word has no `=`. */
  get legacy(): boolean {
    return this.keyword !== 'ARG' && this.ranges[0]?.equals === -1;
  }

  get pairs(): readonly KeyValue[] {
    return (this.#pairs ??= this.legacy ? this.#legacyPair() : this.ranges.map((range, number) => this.#pair(range, this.owner(number))));
  }

  #readRanges(): readonly PairRange[] {
    const { start, end } = this.head.rest;
    return splitWords(this.line.text, start, end, this.escape).map((range) => {
      const equals = this.line.text.indexOf('=', range.start);
      return { ...range, equals: equals < range.end ? equals : -1 };
    });
  }

  /** Whose variables a pair sees: those in front of it count in ARG alone. */
  protected owner(_pair: number): WordOwner {
    return this;
  }

  #pair({ start, end, equals }: PairRange, owner: WordOwner): KeyValue {
    const keyRange = { start, end: equals === -1 ? end : equals };
    // BuildKit takes the name of an ARG as it is written.
    const key = this.keyword === 'ARG' ? this.literalWord(keyRange) : this.expandedWord(keyRange);
    const value = equals === -1 ? undefined : new LazyWord(owner, this.line, { start: equals + 1, end });
    return { key, value, place: this.line.place(start, end) };
  }

  #legacyPair(): readonly KeyValue[] {
    const { start, end } = this.head.rest;
    const { text } = this.line;
    let keyEnd = start;
    while (keyEnd < end && !isWordSeparator(text.charCodeAt(keyEnd))) keyEnd++;
    let valueStart = keyEnd;
    while (valueStart < end && isWordSeparator(text.charCodeAt(valueStart))) valueStart++;
    const value = valueStart < end ? this.expandedWord({ start: valueStart, end }) : undefined;
    return [{ key: this.expandedWord({ start, end: keyEnd }), value, place: this.line.place(start, end) }];
  }
}

/** A pair of ARG that others stand in front of. */
class LaterPair implements WordOwner {
  readonly #arg: ArgNode;
  readonly #pair: number;

  constructor(arg: ArgNode, pair: number) {
    this.#arg = arg;
    this.#pair = pair;
  }

  get scope(): Scope {
    return this.#arg.document.scopeOf(this.#arg, this.#pair);
  }

  get escape(): '\\' | '`' {
    return this.#arg.escape;
  }
}

export class ArgNode extends PairsNode<'ARG'> implements ArgInstruction {
  constructor(options: NodeOptions) {
    super('ARG', options);
  }

  protected override owner(pair: number): WordOwner {
    return pair === 0 ? this : new LaterPair(this, pair);
  }

  get self(): Instruction {
    return this;
  }
}

export class EnvNode extends PairsNode<'ENV'> implements EnvInstruction {
  constructor(options: NodeOptions) {
    super('ENV', options);
  }

  get self(): Instruction {
    return this;
  }
}

export class LabelNode extends PairsNode<'LABEL'> implements LabelInstruction {
  constructor(options: NodeOptions) {
    super('LABEL', options);
  }

  get self(): Instruction {
    return this;
  }
}
