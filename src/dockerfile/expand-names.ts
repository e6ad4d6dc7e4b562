const nameCharacter = /^[\p{L}\p{Nd}_]$/u;
const digit = /^\p{Nd}$/u;
const specialParameters = '@*#?-$!0';

/** Where the name of a variable that begins at `start` ends; `start` when none does. A number ends with its digits: `$1x` is `$1` and an x. */
export function nameEnd(text: string, start: number): number {
  const first = characterAt(text, start);
  if (first === '') return start;
  const isNumber = digit.test(first);
  if (!isNumber && specialParameters.includes(first)) return start + 1;
  let end = start;
  for (let character = first; character !== '' && (isNumber ? digit : nameCharacter).test(character); character = characterAt(text, end)) end += character.length;
  return end;
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}
