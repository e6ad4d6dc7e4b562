import { Source } from '../source.ts';
import type { Scope, Value } from '../word.ts';

/** The variables of a list, each set and with no place of its own: for tests and measuring. */
export function scopeOf(variables: Iterable<readonly [string, string]>, options: { readonly ignoreCase?: boolean } = {}): Scope {
  const fold = (name: string): string => (options.ignoreCase === true ? name.toLowerCase() : name);
  const values = new Map<string, Value>();
  for (const [name, text] of variables) {
    const from = new Source(name, text).place(0, text.length);
    values.set(fold(name), { is: 'set', text: text === '' ? [] : [{ text, from }], from: { place: from } });
  }
  return { lookup: (name) => values.get(fold(name)) ?? { is: 'unset', why: `\`${name}\` is not set` } };
}
