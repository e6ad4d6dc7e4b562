import type { Place, Source, Span } from './source.ts';

/** From `at` on, the text stands at `source` in its file, character by character, until the next segment. */
export interface Segment {
  readonly at: number;
  readonly source: number;
}

/**
 * Text that was joined from pieces of a source (continuations and comment lines taken out), and where each character of it
 * stands. All offsets are UTF-16.
 */
export class MappedText {
  readonly source: Source;
  readonly text: string;
  /** Sorted by `at`, the first at 0. */
  readonly segments: readonly Segment[];

  constructor(source: Source, text: string, segments: readonly Segment[]) {
    this.source = source;
    this.text = text;
    this.segments = segments;
  }

  /** A run of the source as it is. */
  static of(source: Source, span: Span): MappedText {
    return new MappedText(source, source.slice(span), [{ at: 0, source: span.start }]);
  }

  /** Where the character at `offset` stands in the source; behind the last one there is only the end of the text. */
  startOf(offset: number): number {
    return this.#map(Math.min(offset, this.text.length));
  }

  /** Where a range that ends before `offset` ends in the source: right behind its last character. Never behind the text, where parsers put the ends of what is broken. */
  endOf(offset: number): number {
    return offset === 0 || this.text === '' ? this.#map(0) : this.#map(Math.min(offset, this.text.length) - 1) + 1;
  }

  /** The place of `[start, end)` of the text; an empty range is an empty place. */
  place(start: number, end: number): Place {
    const from = this.startOf(start);
    return { source: this.source, span: { start: from, end: end <= start ? from : this.endOf(end) } };
  }

  /** `[start, end)` of the text, mapped as before. */
  slice(start: number, end: number = this.text.length): MappedText {
    const first = this.#segmentOf(start);
    const segments: Segment[] = [{ at: 0, source: this.startOf(start) }];
    for (let index = first + 1; index < this.segments.length; index++) {
      const segment = this.segments[index];
      if (segment === undefined || segment.at >= end) break;
      segments.push({ at: segment.at - start, source: segment.source });
    }
    return new MappedText(this.source, this.text.slice(start, end), segments);
  }

  #segmentOf(offset: number): number {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #map(offset: number): number {
    const segment = this.segments[this.#segmentOf(offset)];
    return segment === undefined ? offset : segment.source + (offset - segment.at);
  }
}
