import { HclCursor } from './hcl-cursor.ts';

/** An expression of HCL, read to a tree; what is not known is kept as unknown. */
export type HclExpression =
  | { readonly is: 'value'; readonly value: string | number | boolean | null }
  | { readonly is: 'template'; readonly parts: readonly HclExpression[] }
  | { readonly is: 'list'; readonly items: readonly HclExpression[] }
  | { readonly is: 'object'; readonly entries: readonly (readonly [HclExpression, HclExpression])[] }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'member'; readonly of: HclExpression; readonly key: HclExpression }
  | { readonly is: 'call'; readonly name: string; readonly operands: readonly HclExpression[] }
  | { readonly is: 'choice'; readonly condition: HclExpression; readonly yes: HclExpression; readonly no: HclExpression }
  | { readonly is: 'operation'; readonly operator: string; readonly operands: readonly HclExpression[] }
  | { readonly is: 'unknown' };

/** Brackets in brackets. Deeper is no Bake file. */
export const DEEPEST = 60;

export const UNKNOWN: HclExpression = { is: 'unknown' };

/** Reads a string of Bake's JSON, which is a template. */
export function readHclTemplate(text: string): HclExpression {
  const reader = new HclExpressionReader(text);
  const template = reader.template(0, undefined);
  return reader.problem === undefined ? template : UNKNOWN;
}

/** Reads expressions where it stands. */
export class HclExpressionReader extends HclCursor {
  expression(depth: number): HclExpression {
    if (depth >= DEEPEST) {
      this.fail('it is nested too deep');
      return UNKNOWN;
    }
    const condition = this.#operations(depth);
    if (!this.takeNext('?')) return condition;
    const yes = this.expression(depth + 1);
    if (!this.takeNext(':')) {
      this.fail('`:` was expected');
      return UNKNOWN;
    }
    return { is: 'choice', condition, yes, no: this.expression(depth + 1) };
  }

  /** Operators one after the other: their precedence is kept only where it decides nothing else, so mixed ones are unknown. */
  #operations(depth: number): HclExpression {
    let left = this.#operand(depth);
    let used: string | undefined;
    for (;;) {
      this.skip(depth > 0);
      const operator = /^(?:==|!=|&&|\|\||<=|>=|[<>+\-*%]|\/(?![/*]))/.exec(this.text.slice(this.at, this.at + 2))?.[0];
      if (operator === undefined) return left;
      this.at += operator.length;
      const right = this.#operand(depth);
      left = used !== undefined && used !== operator ? UNKNOWN : { is: 'operation', operator, operands: [left, right] };
      used = operator;
    }
  }

  #operand(depth: number): HclExpression {
    this.skip(true);
    const character = this.text[this.at];
    if (character === '!' || character === '-') {
      this.at++;
      if (depth >= DEEPEST) {
        this.fail('it is nested too deep');
        return UNKNOWN;
      }
      const of = this.#operand(depth + 1);
      return character === '!' ? { is: 'operation', operator: '!', operands: [of] } : UNKNOWN;
    }
    return this.#members(this.#primary(character, depth), depth);
  }

  #primary(character: string | undefined, depth: number): HclExpression {
    if (character === '"') {
      this.at++;
      return this.template(depth, '"');
    }
    if (character === '[') return this.#list(depth);
    if (character === '{') return this.#object(depth);
    if (character === '(') {
      this.at++;
      const inside = this.expression(depth + 1);
      if (!this.takeNext(')')) this.fail('`)` was expected');
      return inside;
    }
    if (this.text.startsWith('<<', this.at)) return this.#unknown(() => { this.skipHeredoc(); });
    const number = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { is: 'value', value: Number(number) };
    }
    const name = this.word();
    if (name === undefined) {
      this.fail('a value was expected');
      return UNKNOWN;
    }
    if (name === 'true' || name === 'false') return { is: 'value', value: name === 'true' };
    if (name === 'null') return { is: 'value', value: null };
    if (this.text[this.at] !== '(') return { is: 'name', name };
    this.at++;
    return { is: 'call', name, operands: this.#items(')', depth) };
  }

  #members(of: HclExpression, depth: number): HclExpression {
    let value = of;
    for (;;) {
      if (this.text[this.at] === '.' && this.text[this.at + 1] !== '.') {
        this.at++;
        const key = this.word() ?? /^(?:\d+|\*)/.exec(this.text.slice(this.at, this.at + 10))?.[0];
        if (key === undefined) {
          this.fail('a name was expected behind `.`');
          return UNKNOWN;
        }
        if (/^[\d*]/.test(key)) this.at += key.length;
        value = { is: 'member', of: value, key: { is: 'value', value: key } };
      } else if (this.text[this.at] === '[') {
        this.at++;
        const key = this.takeNext('*') ? UNKNOWN : this.expression(depth + 1);
        if (!this.takeNext(']')) this.fail('`]` was expected');
        value = { is: 'member', of: value, key };
      } else {
        return value;
      }
    }
  }

  #list(depth: number): HclExpression {
    this.at++;
    if (this.isComprehension()) return this.#unknown(() => { this.skipComprehension('[', ']'); });
    return { is: 'list', items: this.#items(']', depth) };
  }

  #items(close: string, depth: number): readonly HclExpression[] {
    const items: HclExpression[] = [];
    while (!this.takeNext(close)) {
      if (this.at >= this.text.length) {
        this.fail(`\`${close}\` was expected`);
        break;
      }
      items.push(this.expression(depth + 1));
      if (this.text.startsWith('...', this.at)) this.at += 3;
      if (!this.takeNext(',') && this.peek() !== close) this.fail(`\`,\` or \`${close}\` was expected`);
    }
    return items;
  }

  #object(depth: number): HclExpression {
    this.at++;
    if (this.isComprehension()) return this.#unknown(() => { this.skipComprehension('{', '}'); });
    const entries: (readonly [HclExpression, HclExpression])[] = [];
    while (!this.takeNext('}')) {
      if (this.at >= this.text.length) {
        this.fail('`}` was expected');
        break;
      }
      this.skip(true);
      const name = this.word();
      const key: HclExpression = name === undefined ? this.#operand(depth + 1) : { is: 'value', value: name };
      if (!this.takeNext('=') && !this.takeNext(':')) this.fail('`=` was expected');
      entries.push([key, this.expression(depth + 1)]);
      this.takeNext(',');
    }
    return { is: 'object', entries };
  }

  /** Text with `${…}` up to the quote (which is taken), or to the end. */
  template(depth: number, quote: '"' | undefined): HclExpression {
    const parts: HclExpression[] = [];
    let text = '';
    const end = (): HclExpression => (parts.length === 0 ? { is: 'value', value: text } : { is: 'template', parts: [...parts, { is: 'value', value: text }] });
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? '';
      const two = this.text.slice(this.at, this.at + 2);
      if (character === quote) {
        this.at++;
        return end();
      }
      if (quote !== undefined && character === '\n') break;
      if (two === '$$' || two === '%%') {
        text += this.text[this.at + 2] === '{' ? character : two;
        this.at += 2;
        if (this.text[this.at] === '{') text += this.text[this.at++] ?? '';
      } else if (two === '${') {
        this.at += 2;
        // `~` takes the blanks away that stand beside it.
        if (this.take('~')) text = text.trimEnd();
        parts.push({ is: 'value', value: text }, this.expression(depth + 1));
        text = '';
        const trims = this.takeNext('~');
        if (!this.takeNext('}')) this.fail('`}` was expected');
        while (trims && /^[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
      } else if (quote !== undefined && character === '\\') {
        text += this.escape();
      } else {
        // `%{ if }` is a program in a string; its text is not what comes out.
        if (two === '%{') parts.push(UNKNOWN);
        text += character;
        this.at++;
      }
    }
    if (quote !== undefined) this.fail('a string is not closed by `"`');
    return end();
  }

  /** What is skipped is not known. */
  #unknown(skip: () => void): HclExpression {
    skip();
    return UNKNOWN;
  }
}
