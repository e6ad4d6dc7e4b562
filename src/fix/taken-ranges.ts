import type { Span } from '../source.ts';

/** The ranges of one text that edits have taken, for the question whether one more edit fits. Ranges that only touch do fit. */
export class TakenRanges {
  /** Replaced ranges, sorted, disjoint, not empty. */
  readonly #replaced: Span[] = [];
  /** Offsets of insertions, sorted, each once. */
  readonly #inserted: number[] = [];
  readonly #insertedTexts = new Map<number, Set<string>>();

  /** False when a range would be replaced twice, text inserted into what is replaced, or the same text inserted twice at one place. */
  isFree({ start, end, text }: Span & { readonly text: string }): boolean {
    if (start === end) {
      const before = this.#replaced[this.#firstEndingBehind(start)];
      return !(before !== undefined && before.start < start) && this.#insertedTexts.get(start)?.has(text) !== true;
    }
    const next = this.#replaced[this.#firstEndingBehind(start)];
    if (next !== undefined && next.start < end) return false;
    const insertion = this.#inserted[firstAbove(this.#inserted, start)];
    return insertion === undefined || insertion >= end;
  }

  take({ start, end, text }: Span & { readonly text: string }): void {
    if (start < end) {
      this.#replaced.splice(this.#firstEndingBehind(start), 0, { start, end });
      return;
    }
    const texts = this.#insertedTexts.get(start);
    if (texts !== undefined) {
      texts.add(text);
      return;
    }
    this.#insertedTexts.set(start, new Set([text]));
    this.#inserted.splice(firstAbove(this.#inserted, start), 0, start);
  }

  /** Index of the first replaced range that ends behind an offset. */
  #firstEndingBehind(offset: number): number {
    let low = 0;
    let high = this.#replaced.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#replaced[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function firstAbove(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
