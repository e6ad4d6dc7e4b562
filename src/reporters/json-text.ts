import { wellFormed } from './visible.ts';

/** Characters that JSON allows in a string but that a terminal would obey or hide: DEL, C1, bidi and other format characters. */
const unseen = /(?![\u200c\u200d])[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * JSON that every parser takes and every terminal shows: lone surrogates (which strict parsers refuse even as escapes) become U+FFFD,
 * characters that a terminal would obey are escaped. The parsed value is otherwise the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  // JSON.stringify writes lone surrogates as escapes, so they are replaced before.
  const text = JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? wellFormed(one) : one), indent);
  return text.replace(unseen, (character) => {
    let escaped = '';
    for (let at = 0; at < character.length; at++) escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
