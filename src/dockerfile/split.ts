import { MappedText } from '../mapped-text.ts';
import type { Segment } from '../mapped-text.ts';
import type { Place, Source, Span } from '../source.ts';
import { isSpace, skipSpace, utf8Length } from './characters.ts';
import type { Range } from './characters.ts';
import { directiveOfLine } from './directives.ts';
import type { DirectiveLine } from './directives.ts';
import { headOf, takesHeredocs } from './head.ts';
import type { Head } from './head.ts';
import { heredocsOfLine } from './heredocs.ts';
import type { HeredocOpener } from './heredocs.ts';
import { HeredocBodies } from './heredoc-bodies.ts';
import type { SyntaxError } from './model.ts';

/** One instruction as the file has it, its continuations joined. */
export interface LogicalLine {
  readonly text: MappedText;
  readonly head: Head;
  readonly heredocs: readonly { readonly opener: HeredocOpener; readonly body: Span }[];
  /** From its keyword to the end of its last line, heredocs included. */
  readonly span: Span;
  /** Zero-based numbers of its first and last physical line. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface CommentLine {
  /** From `#` to the end of the line. */
  readonly span: Span;
  readonly line: number;
  readonly inside: boolean;
  /** The logical line it stands in, or the next one below it; its number may be one behind the last. */
  readonly before: number;
}

export interface SplitDirective extends DirectiveLine {
  readonly span: Span;
  readonly place: Place;
}

export interface SplitFile {
  readonly escape: '\\' | '`';
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly CommentLine[];
  readonly directives: readonly SplitDirective[];
  readonly emptyContinuations: readonly Place[];
  readonly errors: readonly SyntaxError[];
  /** Numbers of logical lines before which something was lost: what follows may be its rest. */
  readonly lost: ReadonlySet<number>;
}

/** BuildKit refuses longer lines, in bytes without the line feed. */
const longestLine = 65535;

/** Splits a file into instructions as BuildKit's parser does: directives, comments, continuations, heredocs. Linear; never throws. */
export function splitFile(source: Source): SplitFile {
  return new Splitter(source).run();
}

class Splitter {
  readonly #source: Source;
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #count: number;
  readonly #bodies: HeredocBodies;
  readonly #lines: LogicalLine[] = [];
  readonly #comments: CommentLine[] = [];
  readonly #directives: SplitDirective[] = [];
  readonly #emptyContinuations: Place[] = [];
  readonly #errors: SyntaxError[] = [];
  readonly #lost = new Set<number>();
  #escape: '\\' | '`' = '\\';
  #directivesOpen = true;
  #next = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#starts = source.lineStarts;
    // A line feed at the end of the file ends its last line, it begins none.
    this.#count = this.#starts.at(-1) === source.text.length ? this.#starts.length - 1 : this.#starts.length;
    this.#bodies = new HeredocBodies(source.text, this.#starts, this.#count);
  }

  run(): SplitFile {
    while (this.#next < this.#count) this.#readLogicalLine();
    this.#findLongLines();
    return {
      escape: this.#escape, lines: this.#lines, comments: this.#comments, directives: this.#directives,
      emptyContinuations: this.#emptyContinuations, errors: this.#errors, lost: this.#lost,
    };
  }

  /** The offset behind the last character of a line, line feed and carriage returns not counted. */
  #endOf(line: number): number {
    let end = this.#starts[line + 1] ?? this.#text.length;
    const start = this.#starts[line] ?? 0;
    while (end > start) {
      const code = this.#text.charCodeAt(end - 1);
      if (code !== 0x0a && code !== 0x0d) break;
      end--;
    }
    return end;
  }

  #readLogicalLine(): void {
    const firstLine = this.#next++;
    const end = this.#endOf(firstLine);
    const start = skipSpace(this.#text, this.#starts[firstLine] ?? 0, end);
    if (start < end && this.#text[start] === '#') {
      this.#readComment(firstLine, start, end);
      return;
    }
    this.#directivesOpen = false;
    const continuation = this.#continuationAt(start, end);
    if (start === end) return;
    if (continuation === -1) this.#addLine(MappedText.of(this.#source, { start, end }), firstLine, end);
    else this.#readContinued(firstLine, start, continuation);
  }

  #readContinued(firstLine: number, start: number, firstEnd: number): void {
    const pieces = [this.#text.slice(start, firstEnd)];
    const segments: Segment[] = [{ at: 0, source: start }];
    let length = firstEnd - start;
    let open = true;
    let contentEnd = firstEnd + 1;
    while (open && this.#next < this.#count) {
      const line = this.#next++;
      const lineStart = this.#starts[line] ?? 0;
      const end = this.#endOf(line);
      const content = skipSpace(this.#text, lineStart, end);
      if (content === end) {
        this.#emptyContinuations.push(this.#source.place(lineStart, end));
        continue;
      }
      if (this.#text[content] === '#') {
        this.#comments.push({ span: { start: content, end }, line, inside: true, before: this.#lines.length });
        continue;
      }
      const continuation = this.#continuationAt(lineStart, end);
      open = continuation !== -1;
      const pieceEnd = open ? continuation : end;
      if (pieceEnd > lineStart) segments.push({ at: length, source: lineStart });
      pieces.push(this.#text.slice(lineStart, pieceEnd));
      length += pieceEnd - lineStart;
      contentEnd = open ? continuation + 1 : end;
    }
    if (length > 0 && firstEnd === start) segments.shift();
    this.#addLine(new MappedText(this.#source, pieces.join(''), segments), firstLine, contentEnd);
  }

  /** Where the escape character that continues `[start, end)` stands: one alone, but for blanks behind it; -1 without one. */
  #continuationAt(start: number, end: number): number {
    let at = end - 1;
    while (at >= start) {
      const code = this.#text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x09) break;
      at--;
    }
    if (at < start || this.#text[at] !== this.#escape) return -1;
    return at > start && this.#text[at - 1] === this.#escape ? -1 : at;
  }

  #addLine(text: MappedText, firstLine: number, contentEnd: number): void {
    const head = headOf(text.text);
    let lastLine = this.#next - 1;
    let end = contentEnd;
    const heredocs: { opener: HeredocOpener; body: Span }[] = [];
    const opens = text.text.includes('<<') && takesHeredocs(text.text, head);
    for (const opener of opens ? heredocsOfLine(text.text) : []) {
      const found = this.#bodies.find(opener, this.#next);
      if (found === -1) {
        this.#unterminated(text, opener);
        break;
      }
      heredocs.push({ opener, body: { start: this.#starts[this.#next] ?? 0, end: this.#starts[found] ?? 0 } });
      this.#next = found + 1;
      lastLine = found;
      end = this.#endOf(found);
    }
    const keyword = text.startOf(head.keyword.start);
    while (end > keyword && isSpace(this.#text.charCodeAt(end - 1))) end--;
    this.#lines.push({ text, head, heredocs, span: { start: keyword, end: Math.max(end, keyword) }, firstLine, lastLine });
  }

  #unterminated(text: MappedText, opener: HeredocOpener): void {
    this.#lost.add(this.#lines.length + 1);
    this.#errors.push({
      place: text.place(opener.start, opener.end),
      message: `the heredoc \`${opener.name}\` is never closed`,
      help: `End it with a line that holds only \`${opener.name}\`; if no heredoc is meant, put \`<<\` in quotes.`,
    });
  }

  #readComment(line: number, start: number, end: number): void {
    const text = this.#text.slice(start, end);
    // BuildKit looks for `syntax` and `check`, though not for `escape`, behind a shebang as well.
    if (line === 0 && text.startsWith('#!')) {
      this.#directivesOpen = false;
      this.#readDirectivesBehindShebang();
    }
    const directive = this.#directivesOpen ? directiveOfLine(text) : undefined;
    if (directive === undefined) {
      this.#directivesOpen = false;
      if (!this.#directives.some((found) => found.span.start === start)) {
        this.#comments.push({ span: { start, end }, line, inside: false, before: this.#lines.length });
      }
      return;
    }
    this.#addDirective(directive, { start, end });
  }

  #readDirectivesBehindShebang(): void {
    for (let line = 1; line < this.#count; line++) {
      const start = this.#starts[line] ?? 0;
      const end = this.#endOf(line);
      const directive = this.#text[start] === '#' ? directiveOfLine(this.#text.slice(start, end)) : undefined;
      if (directive === undefined) return;
      if (directive.name !== 'escape') this.#addDirective(directive, { start, end });
    }
  }

  #addDirective(directive: DirectiveLine, span: Span): void {
    const earlier = this.#directives.find((found) => found.name === directive.name);
    const valueStart = span.start + directive.valueStart;
    const place = this.#source.place(valueStart, valueStart + directive.value.length);
    this.#directives.push({ ...directive, span, place });
    if (earlier !== undefined) {
      this.#errors.push({
        place: this.#source.place(earlier.span.start, span.end),
        message: `the directive \`${directive.name}\` is given more than once`,
        help: 'Keep one of them.',
      });
    } else if (directive.name === 'escape') {
      if (directive.value === '\\' || directive.value === '`') this.#escape = directive.value;
      else this.#errors.push({ place, message: `\`${directive.value}\` cannot be the escape character`, help: 'Use `\\` or a backtick.' });
    }
  }

  #findLongLines(): void {
    for (let line = 0; line < this.#count; line++) {
      const start = this.#starts[line] ?? 0;
      const next = this.#starts[line + 1] ?? this.#text.length + 1;
      const length = next - 1 - start;
      // Three bytes a UTF-16 unit is the most that UTF-8 takes.
      if (length * 3 <= longestLine || utf8Length(this.#text.slice(start, next - 1)) <= longestLine) continue;
      const place = this.#source.place(skipSpace(this.#text, start, next - 1), this.#endOf(line));
      this.#errors.push({ place, message: `this line is longer than the ${longestLine} bytes that BuildKit reads`, help: 'Break it with continuations.' });
    }
  }
}

/** For a file of nothing but comments and blanks: its last line. */
export function lastLineOf(source: Source): Range {
  const end = source.text.endsWith('\n') ? source.text.length - 1 : source.text.length;
  return { start: end === 0 ? 0 : source.text.lastIndexOf('\n', end - 1) + 1, end };
}
