import type { HeredocOpener } from './heredocs.ts';

/**
 * Finds the line that ends a heredoc. A short search goes line by line; once one has failed, an index of all lines answers, so
 * that many openers without an end do not each read the rest of the file.
 */
export class HeredocBodies {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #count: number;
  #index: { readonly whole: ReadonlyMap<string, readonly number[]>; readonly stripped: ReadonlyMap<string, readonly number[]> } | undefined;

  constructor(text: string, starts: readonly number[], count: number) {
    this.#text = text;
    this.#starts = starts;
    this.#count = count;
  }

  /** The zero-based number of the line that ends the heredoc, `from` or below it; -1 when there is none. */
  find(opener: HeredocOpener, from: number): number {
    if (this.#index !== undefined) return this.#lookUp(opener, from);
    for (let line = from; line < this.#count; line++) {
      if (this.#ends(line, opener)) return line;
    }
    this.#index = this.#buildIndex();
    return -1;
  }

  #ends(line: number, opener: HeredocOpener): boolean {
    const start = this.#starts[line] ?? 0;
    if (!opener.stripTabs && !this.#text.startsWith(opener.name, start)) return false;
    const content = this.#content(line);
    return (opener.stripTabs ? content.replace(/^\t+/, '') : content) === opener.name;
  }

  #content(line: number): string {
    const start = this.#starts[line] ?? 0;
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > start && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end--;
    return this.#text.slice(start, end);
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
    for (let line = 0; line < this.#count; line++) {
      const content = this.#content(line);
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
