/** Values in the order of the file, each from behind the instruction with its index on: looked up by halving, never copied. */
export class Changes<T> {
  readonly #positions: number[] = [];
  readonly #values: T[] = [];

  /** `position` is never below that of the change before. */
  add(position: number, value: T): void {
    this.#positions.push(position);
    this.#values.push(value);
  }

  get isEmpty(): boolean {
    return this.#values.length === 0;
  }

  /** The last change before the instruction with index `before`. */
  lastBefore(before: number): T | undefined {
    return this.#values[this.countBefore(before) - 1];
  }

  countBefore(before: number): number {
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#positions[middle] ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  allBefore(before: number): readonly T[] {
    return before === Infinity ? this.#values : this.#values.slice(0, this.countBefore(before));
  }
}
