import type { Tri } from './model.ts';

/** Stands for a piece of a tag that only the build knows. It may hide anything: nothing at all, or whole words. */
const unknownPiece = '\u0000';

/**
 * Is one of the words a part of the tag (parts lie between `-`)? A version may follow: `alpine` is in `3.12-alpine3.20`. A word
 * that ends with a digit is a version: `9` is in `9.3-minimal`, not in `98`. Undefined when an unknown piece may hide it.
 */
export function tagHas(tag: string, ...words: readonly string[]): Tri {
  let hidden = false;
  for (const part of tag.split('-')) {
    if (part.includes(unknownPiece)) hidden = true;
    else if (words.some((word) => partIs(part, word))) return true;
  }
  return hidden ? undefined : false;
}

function partIs(part: string, word: string): boolean {
  if (!part.startsWith(word)) return false;
  const rest = part.slice(word.length);
  return rest === '' || (/\d$/.test(word) ? rest.startsWith('.') : /^[\d.]+$/.test(rest));
}

/** The version behind a word: `3.20` for `alpine` in `3.12-alpine3.20`; undefined when none stands there for sure. */
export function versionAfter(tag: string, word: string): string | undefined {
  for (const part of tag.split('-')) {
    if (part.startsWith(word) && /^\d+(\.\d+)*$/.test(part.slice(word.length))) return part.slice(word.length);
  }
  return undefined;
}

/** The words of a tag that are known for sure. */
export function knownParts(tag: string): readonly string[] {
  return tag.split('-').filter((part) => part !== '' && !part.includes(unknownPiece));
}

/** How much of a version names a release of a product: Node.js 20, Python 3.9. */
export type ReleaseDigits = 1 | 2;

/**
 * The release that a tag begins with: `3.9` for `3.9.18-slim` with two digits, `20` for `20.1-alpine` with one. Undefined when the
 * tag names less (`3` is whatever is newest), or when an unknown piece might go on with it (`3.1\0`).
 */
export function leadingRelease(tag: string, digits: ReleaseDigits): string | undefined {
  const found = /^v?(\d+)(?:\.(\d+))?/.exec(tag);
  if (found === null) return undefined;
  const [, major, minor] = found;
  const behindMajor = tag[(tag.startsWith('v') ? 1 : 0) + (major ?? '').length];
  if (digits === 1) return behindMajor === unknownPiece ? undefined : major;
  return minor === undefined || tag[found[0].length] === unknownPiece ? undefined : `${major ?? ''}.${minor}`;
}
