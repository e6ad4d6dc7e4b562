/** More words than this a brace expression does not become: the rest is left as written. */
const MOST = 256;

/** `/var/{lib/apt,cache}/x` as bash makes words of it, lists only and one pair of braces after the other; other words stay as they are. */
export function expandBraces(text: string): readonly string[] {
  let words: readonly string[] = [text];
  // Inner braces first, and no more rounds than a path could have use for.
  for (let round = 0; round < 8; round++) {
    const next = words.flatMap((word) => {
      const list = /(?<!\$)\{([^{},]*,[^{}]*)\}/.exec(word);
      if (list === null) return [word];
      const before = word.slice(0, list.index);
      const behind = word.slice(list.index + list[0].length);
      return (list[1] ?? '').split(',').map((item) => `${before}${item}${behind}`);
    });
    if (next.length === words.length || next.length > MOST) return words;
    words = next;
  }
  return words;
}
