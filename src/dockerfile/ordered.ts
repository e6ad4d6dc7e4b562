/** The last item whose index is below `index`; the items are in the order of their indexes. */
export function lastBelow<T extends { readonly index: number }>(items: readonly T[], index: number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
