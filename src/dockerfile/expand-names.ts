// Classes of Unicode take a while to compile, and names are ASCII but for very few: made on first use.
let unicode: { readonly name: RegExp; readonly digit: RegExp } | undefined;

function isUnicode(what: 'name' | 'digit', character: string): boolean {
  unicode ??= { name: /^[\p{L}\p{Nd}_]$/u, digit: /^\p{Nd}$/u };
  return unicode[what].test(character);
}

const isNameCharacter = (character: string): boolean => (character <= '\u007f' ? /^\w$/.test(character) : isUnicode('name', character));
const isDigit = (character: string): boolean => (character <= '\u007f' ? /^\d$/.test(character) : isUnicode('digit', character));
const specialParameters = '@*#?-$!0';

/** Where the name of a variable that begins at `start` ends; `start` when none does. A number ends with its digits: `$1x` is `$1` and an x. */
export function nameEnd(text: string, start: number): number {
  const first = characterAt(text, start);
  if (first === '') return start;
  const isNumber = isDigit(first);
  if (!isNumber && specialParameters.includes(first)) return start + 1;
  let end = start;
  for (let character = first; character !== '' && (isNumber ? isDigit : isNameCharacter)(character); character = characterAt(text, end)) end += character.length;
  return end;
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}
