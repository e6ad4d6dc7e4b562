import { MappedText } from '../mapped-text.ts';
import type { Segment } from '../mapped-text.ts';
import type { Place, Source, Span } from '../source.ts';
import { isSpace, skipSpace } from './characters.ts';
import { DirectiveReader } from './directive-reader.ts';
import type { SplitDirective } from './directive-reader.ts';
import { headOf, takesHeredocs } from './head.ts';
import type { Head } from './head.ts';
import { heredocsOfLine } from './heredocs.ts';
import type { HeredocOpener } from './heredocs.ts';
import { HeredocBodies } from './heredoc-bodies.ts';
import type { SyntaxError } from './model.ts';
import { PhysicalLines } from './physical-lines.ts';

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

export interface SplitFile {
  readonly escape: '\\' | '`';
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly CommentLine[];
  readonly directives: readonly SplitDirective[];
  readonly emptyContinuations: readonly Place[];
  readonly errors: readonly SyntaxError[];
  /** The last physical line. */
  readonly lastLine: Span;
  /** Numbers of logical lines before which something was lost: what follows may be its rest. */
  readonly lost: ReadonlySet<number>;
}

/** Splits a file into instructions as BuildKit's parser does: directives, comments, continuations, heredocs. Linear; never throws. */
export function splitFile(source: Source): SplitFile {
  return new Splitter(source).run();
}

class Splitter {
  readonly #source: Source;
  readonly #text: string;
  readonly #physical: PhysicalLines;
  readonly #directives: DirectiveReader;
  readonly #bodies: HeredocBodies;
  readonly #lines: LogicalLine[] = [];
  readonly #comments: CommentLine[] = [];
  readonly #emptyContinuations: Place[] = [];
  readonly #errors: SyntaxError[] = [];
  readonly #lost = new Set<number>();
  #next = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#physical = new PhysicalLines(source);
    this.#directives = new DirectiveReader(source, this.#physical);
    this.#bodies = new HeredocBodies(this.#physical);
  }

  run(): SplitFile {
    while (this.#next < this.#physical.count) this.#readLogicalLine();
    return {
      escape: this.#directives.escape, lines: this.#lines, comments: this.#comments, directives: this.#directives.found,
      emptyContinuations: this.#emptyContinuations, lost: this.#lost, lastLine: this.#physical.last,
      errors: [...this.#directives.errors, ...this.#errors, ...this.#physical.findLongLines()],
    };
  }

  #readLogicalLine(): void {
    const firstLine = this.#next++;
    const end = this.#physical.endOf(firstLine);
    const start = skipSpace(this.#text, this.#physical.startOf(firstLine), end);
    if (start < end && this.#text[start] === '#') {
      this.#readComment(firstLine, start, end);
      return;
    }
    this.#directives.close();
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
    while (open && this.#next < this.#physical.count) {
      const line = this.#next++;
      const lineStart = this.#physical.startOf(line);
      const end = this.#physical.endOf(line);
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
    if (at < start || this.#text[at] !== this.#directives.escape) return -1;
    return at > start && this.#text[at - 1] === this.#directives.escape ? -1 : at;
  }

  #addLine(text: MappedText, firstLine: number, contentEnd: number): void {
    const head = headOf(text.text, this.#directives.escape);
    let lastLine = this.#next - 1;
    let end = contentEnd;
    const heredocs: { opener: HeredocOpener; body: Span }[] = [];
    const opens = text.text.includes('<<') && takesHeredocs(text.text, head, this.#directives.escape);
    for (const opener of opens ? heredocsOfLine(text.text) : []) {
      const found = this.#bodies.find(opener, this.#next);
      if (found === -1) {
        this.#unterminated(text, opener);
        break;
      }
      heredocs.push({ opener, body: { start: this.#physical.startOf(this.#next), end: this.#physical.startOf(found) } });
      this.#next = found + 1;
      lastLine = found;
      end = this.#physical.endOf(found);
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
    const span = { start, end };
    if (!this.#directives.take(line, span)) this.#comments.push({ span, line, inside: false, before: this.#lines.length });
  }
}
