/** White space as Go's `unicode.IsSpace` has it: BuildKit's parser trims and splits by this, not by what JavaScript's `trim` takes off. */
export function isSpace(code: number): boolean {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return true;
  if (code < 0x85) return false;
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)
    || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** White space between the words of one instruction: tab, vertical tab, form feed, carriage return, blank. */
export function isWordSeparator(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c || code === 0x0d;
}

/** A half-open range of offsets into a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The first offset from `start` on that is no white space; `end` when there is none. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** `[start, end)` without the white space around it. */
export function trimRange(text: string, start: number, end: number): Range {
  const first = skipSpace(text, start, end);
  let last = end;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last--;
  return { start: first, end: last };
}

/** The words of `[start, end)` between separators, as BuildKit splits FROM, EXPOSE, COPY and the like: quotes do not hold a word together. */
export function fields(text: string, start: number, end: number): readonly Range[] {
  const ranges: Range[] = [];
  let at = start;
  while (at < end) {
    while (at < end && isWordSeparator(text.charCodeAt(at))) at++;
    if (at >= end) break;
    const from = at;
    while (at < end && !isWordSeparator(text.charCodeAt(at))) at++;
    ranges.push({ start: from, end: at });
  }
  return ranges;
}

/** How many bytes the text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
