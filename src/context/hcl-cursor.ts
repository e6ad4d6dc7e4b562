/** A place in a Bake file, and the small things that stand there. */
export class HclCursor {
  protected readonly text: string;
  protected at = 0;
  /** The first thing that could not be read: an offset and what is wrong. */
  problem: { readonly at: number; readonly message: string } | undefined;

  constructor(text: string) {
    this.text = text;
  }

  protected isComprehension(): boolean {
    this.skip(true);
    return /^for\s/.test(this.text.slice(this.at, this.at + 4));
  }

  /** `[for x in y : z]`: skipped, for only the build computes it. */
  protected skipComprehension(open: string, close: string): void {
    for (let level = 1; level > 0 && this.at < this.text.length; this.at++) {
      const character = this.text[this.at];
      if (character === open) level++;
      else if (character === close) level--;
      else if (character === '"') while (++this.at < this.text.length && this.text[this.at] !== '"') if (this.text[this.at] === '\\') this.at++;
    }
  }

  protected escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    const digits = /^(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/.exec(this.text.slice(this.at + 1, this.at + 10))?.[0];
    this.at += 1 + (digits?.length ?? 1);
    if (digits === undefined) return { n: '\n', r: '\r', t: '\t' }[letter] ?? letter;
    const code = Number.parseInt(digits.slice(1), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }

  protected skipHeredoc(): void {
    const opener = /^<<-?([A-Za-z_]\w*)\r?\n/.exec(this.text.slice(this.at, this.at + 200));
    if (opener === null) {
      this.fail('a heredoc needs a name');
      return;
    }
    this.at += opener[0].length;
    while (this.at < this.text.length) {
      const newline = this.text.indexOf('\n', this.at);
      const end = newline === -1 ? this.text.length : newline;
      const line = this.text.slice(this.at, end).trim();
      this.at = end;
      if (line === opener[1]) return;
      this.at = end + 1;
    }
    this.fail('a heredoc has no end');
  }

  protected word(): string | undefined {
    const word = /[\p{L}_][\p{L}\p{N}_-]*/uy;
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  protected peek(): string | undefined {
    this.skip(true);
    return this.text[this.at];
  }

  protected take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  /** Behind blanks and comments; an expression in brackets may go over lines. */
  protected takeNext(character: string): boolean {
    const before = this.at;
    this.skip(character !== '?');
    if (this.take(character)) return true;
    this.at = before;
    return false;
  }

  protected skip(lines: boolean): void {
    const blank = lines ? /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y : /(?:[^\S\n]|\/\*[^]*?\*\/)*/y;
    blank.lastIndex = this.at;
    this.at += blank.exec(this.text)?.[0].length ?? 0;
  }

  protected fail(message: string): void {
    this.problem ??= { at: Math.min(this.at, this.text.length), message };
    this.at = this.text.length;
  }
}
