/** A half-open range of UTF-16 offsets into a source: the one way ironlint says where. Lines and columns are made in reporters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A finding may lie in the Dockerfile, in `.dockerignore`, in a compose file: a place always says in which source. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

/** Anything that stands somewhere. */
export interface Located {
  readonly place: Place;
}

/** One-based line and column; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceOptions {
  /** The file began with a byte order mark. `text` never holds it: offsets and columns count from behind it. */
  readonly byteOrderMark?: boolean;
  /** The bytes were not UTF-8; `text` has replacement characters, so nothing may be written back. */
  readonly invalidUtf8?: boolean;
  /** There is no such file: a fix would make it. Its text is empty. */
  readonly absent?: boolean;
}

/** One text with its name. Immutable; line starts are found on first use. */
export class Source {
  /** As shown to people and machines: relative to the current folder where it lies below it, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly invalidUtf8: boolean;
  readonly absent: boolean;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string, options: SourceOptions = {}) {
    this.path = path;
    this.text = text;
    this.byteOrderMark = options.byteOrderMark ?? false;
    this.invalidUtf8 = options.invalidUtf8 ?? false;
    this.absent = options.absent ?? false;
  }

  /** Offsets at which lines begin. A line ends at `\n`; the `\r` of a `\r\n` belongs to the line before it. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** The position of an offset; offsets outside of the text are clamped into it. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  }

  /** The text of a one-based line, without its line end; empty outside of the file. */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[line];
    return this.text.slice(start, next ?? this.text.length).replace(/\r?\n$/, '');
  }

  /** The line end that this file uses: `\r\n` when its first line ends so. */
  get lineEnd(): '\n' | '\r\n' {
    const first = this.text.indexOf('\n');
    return first > 0 && this.text[first - 1] === '\r' ? '\r\n' : '\n';
  }

  place(start: number, end: number): Place {
    return { source: this, span: { start, end } };
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

/** The one-based line on which a place begins. */
export function lineOf({ source, span }: Place): number {
  return source.position(span.start).line;
}
