/** A parser directive as one line spells it; offsets are into that line. */
export interface DirectiveLine {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly valueStart: number;
}

/** Blanks are those that Go's `\s` takes. */
const pattern = /^#[\t\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=[\t\f\r ]*/;

/** The directive that a comment line is; undefined for prose. `line` begins with `#` and has no line end. */
export function directiveOfLine(line: string): DirectiveLine | undefined {
  const match = pattern.exec(line);
  if (match === null) return undefined;
  const name = match[1]?.toLowerCase();
  const valueStart = match[0].length;
  const written = line.slice(valueStart, endOfText(line));
  if (written === '') return undefined;
  // Of `check` BuildKit takes what stands before the first blank.
  const value = name === 'check' ? written.split(' ', 1)[0] ?? '' : written;
  if (name !== 'syntax' && name !== 'escape' && name !== 'check') return undefined;
  return { name, value, valueStart };
}

/** Where the blanks at the end of a line begin. */
function endOfText(line: string): number {
  let end = line.length;
  while (end > 0 && ' \t\f\r'.includes(line[end - 1] ?? '')) end--;
  return end;
}

/** What is wrong with the value of a `check` directive, as BuildKit reads it: `skip=…`, `error=…`, `experimental=…`, parted by `;`. */
export function checkOptionError(value: string): { readonly option: string; readonly unknown: boolean } | undefined {
  for (const option of checkOptionsIn(value)) {
    const trimmed = option.trim();
    const equals = trimmed.indexOf('=');
    const key = (equals === -1 ? trimmed : trimmed.slice(0, equals)).trim();
    if (equals === -1 || !(key === 'skip' || key === 'error' || key === 'experimental')) return { option: trimmed, unknown: true };
    const setting = trimmed.slice(equals + 1).trim();
    if (key === 'error' && !isBoolean(setting)) return { option: trimmed, unknown: false };
  }
  return undefined;
}

/** The options of a `check` directive: three at most, the last one with whatever follows (source: `ParseLintOptions`). */
export function checkOptionsIn(value: string): readonly string[] {
  const parts = value.split(';');
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(';')];
}

/** Spellings that Go's `strconv.ParseBool` takes. */
export function isBoolean(value: string): boolean {
  return /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value);
}
