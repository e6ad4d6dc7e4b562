import { openingLine, type Expected } from './expected.ts';
import type { Case } from './page.ts';

/** Lines of a page to be replaced; `from` and `to` are zero-based, `to` is left as it is. */
interface Rewrite {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Collects what a page's cases make of their fences, and rewrites the page at the end. */
export class PageUpdate {
  readonly #rewrites: Rewrite[] = [];

  add(example: Case, expected: readonly Expected[]): void {
    for (const one of expected) {
      const lines = one.text === undefined ? [] : one.text.split('\n').slice(0, -1);
      if (one.fence === undefined) this.#insert(example, one, lines);
      else if (one.text === undefined) this.#rewrites.push({ from: one.fence.opensAt - 1, to: one.fence.closesAt + 1, lines: [] });
      else this.#rewrites.push({ from: one.fence.opensAt + 1, to: one.fence.closesAt, lines });
    }
  }

  /** Behind the last fence of the case that is not newer: `output`, then `fixed`. */
  #insert(example: Case, expected: Expected, lines: readonly string[]): void {
    if (expected.text === undefined) return;
    const given = [example.source, example.config, example.dockerignore, example.files, example.git, example.shellcheck, example.baseline, ...example.contents];
    const before = expected.language === 'output' ? given : [...given, example.output, ...example.fixed];
    const at = Math.max(...before.flatMap((fence) => (fence === undefined ? [] : [fence.closesAt]))) + 1;
    const { marker } = example.source;
    this.#rewrites.push({ from: at, to: at, lines: ['', openingLine(expected, marker), ...lines, marker] });
  }

  /** The page with everything in its place. */
  apply(markdown: string): string {
    const lines = markdown.split('\n');
    const fromTheEnd = this.#rewrites.map((rewrite, order) => ({ ...rewrite, order })).sort((one, other) => other.from - one.from || other.order - one.order);
    for (const { from, to, lines: written } of fromTheEnd) lines.splice(from, to - from, ...written);
    return lines.join('\n');
  }
}
