import type { Place, Source, Span } from '../source.ts';
import { directiveOfLine } from './directives.ts';
import type { DirectiveLine } from './directives.ts';
import type { SyntaxError } from './model.ts';
import type { PhysicalLines } from './physical-lines.ts';

export interface SplitDirective extends DirectiveLine {
  readonly span: Span;
  /** Of its value. */
  readonly place: Place;
}

/** Reads the directives at the top of a file. */
export class DirectiveReader {
  readonly found: SplitDirective[] = [];
  readonly errors: SyntaxError[] = [];
  escape: '\\' | '`' = '\\';
  readonly #source: Source;
  readonly #lines: PhysicalLines;
  /** False from the first line on that is no directive. */
  #open = true;

  constructor(source: Source, lines: PhysicalLines) {
    this.#source = source;
    this.#lines = lines;
  }

  close(): void {
    this.#open = false;
  }

  /** Whether the comment line is a directive. */
  take(line: number, span: Span): boolean {
    const text = this.#source.slice(span);
    if (line === 0 && text.startsWith('#!')) this.#readBehindShebang();
    const directive = this.#open ? directiveOfLine(text) : undefined;
    if (directive !== undefined) {
      this.#add(directive, span);
      return true;
    }
    this.close();
    return this.found.some((earlier) => earlier.span.start === span.start);
  }

  /** BuildKit looks for `syntax` and `check`, though not for `escape`, behind a shebang as well. */
  #readBehindShebang(): void {
    for (let line = 1; line < this.#lines.count; line++) {
      const directive = directiveOfLine(this.#lines.contentOf(line));
      if (directive === undefined || this.found.some((earlier) => earlier.name === directive.name)) return;
      if (directive.name !== 'escape') this.#add(directive, { start: this.#lines.startOf(line), end: this.#lines.endOf(line) });
    }
  }

  #add(directive: DirectiveLine, span: Span): void {
    const earlier = this.found.find((other) => other.name === directive.name);
    const valueStart = span.start + directive.valueStart;
    const place = this.#source.place(valueStart, valueStart + directive.value.length);
    this.found.push({ ...directive, span, place });
    if (earlier !== undefined) {
      this.errors.push({
        place: this.#source.place(earlier.span.start, span.end),
        message: `the directive \`${directive.name}\` is given more than once`,
        help: 'Keep one of them.',
      });
    } else if (directive.name === 'escape') {
      if (directive.value === '\\' || directive.value === '`') this.escape = directive.value;
      else this.errors.push({ place, message: `\`${directive.value}\` cannot be the escape character`, help: 'Use `\\` or a backtick.' });
    }
  }
}
