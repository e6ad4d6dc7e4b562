import type { Source } from '../source.ts';
import type { Range } from './characters.ts';
import { skipSpace, utf8Length } from './characters.ts';
import type { SyntaxError } from './model.ts';

/** BuildKit refuses longer lines, in bytes without the line feed. */
const longestLine = 65535;

/** The lines of a file, zero-based. A line feed at the end of the file ends its last line, it begins none. */
export class PhysicalLines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly count: number;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
    this.text = source.text;
    this.starts = source.lineStarts;
    this.count = this.starts.at(-1) === source.text.length ? this.starts.length - 1 : this.starts.length;
  }

  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** The offset behind the last character of a line, line feed and carriage returns not counted. */
  endOf(line: number): number {
    const start = this.startOf(line);
    let end = this.startOf(line + 1);
    while (end > start) {
      const code = this.text.charCodeAt(end - 1);
      if (code !== 0x0a && code !== 0x0d) break;
      end--;
    }
    return end;
  }

  /** A line without its end. */
  contentOf(line: number): string {
    return this.text.slice(this.startOf(line), this.endOf(line));
  }

  /** An error for each line that is too long. */
  findLongLines(): readonly SyntaxError[] {
    const errors: SyntaxError[] = [];
    for (let line = 0; line < this.count; line++) {
      const start = this.startOf(line);
      const next = this.starts[line + 1] ?? this.text.length + 1;
      // Three bytes a UTF-16 unit is the most that UTF-8 takes.
      if ((next - 1 - start) * 3 <= longestLine || utf8Length(this.text.slice(start, next - 1)) <= longestLine) continue;
      const end = this.endOf(line);
      errors.push({
        place: this.#source.place(skipSpace(this.text, start, end), end),
        message: `this line is longer than the ${longestLine} bytes that BuildKit reads`,
        help: 'Break it with continuations.',
      });
    }
    return errors;
  }

  /** The last line; empty in an empty file. */
  get last(): Range {
    const line = Math.max(this.count - 1, 0);
    return { start: this.startOf(line), end: this.endOf(line) };
  }
}
