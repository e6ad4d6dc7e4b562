import type { HclCursor } from './hcl-cursor.ts';
import { DEEPEST, HclExpressionReader, type HclExpression } from './hcl-expression.ts';

// The part of HCL that Bake files are written in: attributes, blocks, and expressions.

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  /** Where type and labels stand: offsets. */
  readonly start: number;
  readonly end: number;
}

export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclExpression>;
  readonly blocks: readonly HclBlock[];
}

export interface HclFile extends HclBody {
  /** The first thing that could not be read, with its offset; what stands before it was. */
  readonly problem: HclCursor['problem'];
}

/** Reads a file. Never throws. */
export function readHcl(text: string): HclFile {
  const reader = new HclReader(text);
  const body = reader.body(0, false);
  return { ...body, problem: reader.problem };
}

class HclReader extends HclExpressionReader {
  body(depth: number, inner: boolean): HclBody {
    const attributes = new Map<string, HclExpression>();
    const blocks: HclBlock[] = [];
    for (;;) {
      this.skip(true);
      if (this.at >= this.text.length) {
        if (inner) this.fail('a block is not closed by `}`');
        break;
      }
      if (this.take('}')) {
        if (!inner) this.fail('`}` closes nothing');
        break;
      }
      const start = this.at;
      const name = this.word() ?? (this.text[this.at] === '"' ? this.#label() : undefined);
      if (name === undefined) this.fail('a name of an attribute or block was expected');
      else this.#member(name, start, depth, attributes, blocks);
    }
    return { attributes, blocks };
  }

  #member(name: string, start: number, depth: number, attributes: Map<string, HclExpression>, blocks: HclBlock[]): void {
    const labels: string[] = [];
    this.skip(false);
    if (this.text[this.at] === '=' && this.text[this.at + 1] !== '=') {
      this.at++;
      attributes.set(name, this.expression(depth));
      return;
    }
    let end = this.at;
    for (this.skip(false); this.text[this.at] !== '{'; this.skip(false)) {
      const label = this.text[this.at] === '"' ? this.#label() : this.word();
      if (label === undefined) return this.fail(`\`=\` or \`{\` was expected behind \`${name}\``);
      labels.push(label);
      end = this.at;
    }
    this.at++;
    if (depth >= DEEPEST) return this.fail('it is nested too deep');
    blocks.push({ type: name, labels, body: this.body(depth + 1, true), start, end });
  }

  #label(): string | undefined {
    this.at++;
    const label = this.template(0, '"');
    return label.is === 'value' ? String(label.value) : undefined;
  }
}
