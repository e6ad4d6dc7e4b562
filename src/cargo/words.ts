import type { Text, Word } from '../word.ts';

/**
 * Whether two texts are the same in one build: true or false when their known pieces tell, or when they have the same unknown
 * pieces at the same places; undefined when only the build can tell.
 */
export function sameText(one: Text, other: Text): boolean | undefined {
  const keys = [keyOf(one), keyOf(other)] as const;
  if (keys[0].text === keys[1].text) return keys[0].nameless ? undefined : true;
  return keys[0].known && keys[1].known ? false : undefined;
}

/** Words that are written alike are alike: `"$(cat /target.txt)"` is the same on both sides. */
export function sameWord(one: Word, other: Word): boolean | undefined {
  return sameText(one.text, other.text) ?? (one.raw === other.raw ? true : undefined);
}

/** Words as a set. Undefined when only the build can tell. */
export function sameWords(some: readonly Word[], others: readonly Word[]): boolean | undefined {
  if (some.length === others.length && some.every((word, index) => word.raw === others[index]?.raw)) return true;
  const [first, second] = [valuesOf(some), valuesOf(others)];
  if (first === undefined || second === undefined) return undefined;
  return first.size === second.size && [...first].every((value) => second.has(value));
}

/** The values of words that hold several each, by commas and blanks, as `--features` does. */
export function valuesOf(words: readonly Word[]): ReadonlySet<string> | undefined {
  const values = new Set<string>();
  for (const word of words) {
    if (word.value === undefined) return undefined;
    for (const value of word.value.split(/[\s,]+/)) if (value !== '') values.add(value);
  }
  return values;
}

function keyOf(text: Text): { readonly text: string; readonly known: boolean; readonly nameless: boolean } {
  let key = '';
  let known = true;
  let nameless = false;
  for (const piece of text) {
    if ('text' in piece) key += piece.text;
    else {
      known = false;
      if (piece.variable === undefined) nameless = true;
      key += `\u0000${piece.variable ?? piece.unknown}\u0000`;
    }
  }
  return { text: key, known, nameless };
}
