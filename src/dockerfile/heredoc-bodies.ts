import type { HeredocOpener } from './heredocs.ts';
import type { PhysicalLines } from './physical-lines.ts';

/**
 * Finds the line that ends a heredoc. A short search goes line by line; once one has failed, an index of all lines answers, so
 * that many openers without an end do not each read the rest of the file.
 */
export class HeredocBodies {
  readonly #lines: PhysicalLines;
  #index: { readonly whole: ReadonlyMap<string, readonly number[]>; readonly stripped: ReadonlyMap<string, readonly number[]> } | undefined;

  constructor(lines: PhysicalLines) {
    this.#lines = lines;
  }

  /** The zero-based number of the line that ends the heredoc, `from` or below it; -1 when there is none. */
  find(opener: HeredocOpener, from: number): number {
    if (this.#index !== undefined) return this.#lookUp(opener, from);
    for (let line = from; line < this.#lines.count; line++) {
      if (this.#ends(line, opener)) return line;
    }
    this.#index = this.#buildIndex();
    return -1;
  }

  #ends(line: number, opener: HeredocOpener): boolean {
    if (!opener.stripTabs && !this.#lines.text.startsWith(opener.name, this.#lines.startOf(line))) return false;
    const content = this.#lines.contentOf(line);
    return (opener.stripTabs ? content.replace(/^\t+/, '') : content) === opener.name;
  }

  #lookUp(opener: HeredocOpener, from: number): number {
    const lines = (opener.stripTabs ? this.#index?.stripped : this.#index?.whole)?.get(opener.name) ?? [];
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return lines[low] ?? -1;
  }

  #buildIndex(): { whole: Map<string, number[]>; stripped: Map<string, number[]> } {
    const whole = new Map<string, number[]>();
    const stripped = new Map<string, number[]>();
    for (let line = 0; line < this.#lines.count; line++) {
      const content = this.#lines.contentOf(line);
      add(whole, content, line);
      add(stripped, content.replace(/^\t+/, ''), line);
    }
    return { whole, stripped };
  }
}

function add(index: Map<string, number[]>, key: string, line: number): void {
  const lines = index.get(key);
  if (lines === undefined) index.set(key, [line]);
  else lines.push(line);
}
