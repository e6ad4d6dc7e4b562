/** A piece of an expression. */
export type Piece =
  | { readonly is: 'literal'; readonly text: string }
  /** One character, or any number of them; `source` is a JavaScript expression (flag u) for one character. */
  | { readonly is: 'one' | 'many'; readonly source: string }
  /** Go's `(.*` + `/)?`: nothing, or any folders with the slash behind them. */
  | { readonly is: 'folders' }
  /** A JavaScript assertion. */
  | { readonly is: 'assertion'; readonly source: string };

/** One character that is no slash, as `Piece` has it. */
export const ANY_BUT_SLASH = '[^\\u{2f}-\\u{2f}]';

const NOT_NEWLINE = '[^\\n]';
const PERL_CLASSES: Readonly<Record<string, string>> = {
  d: '[0-9]', D: '[^0-9]', s: '[\\t\\n\\f\\r ]', S: '[^\\t\\n\\f\\r ]', w: '[0-9A-Za-z_]', W: '[^0-9A-Za-z_]',
};
const ASSERTIONS: Readonly<Record<string, string>> = { A: '^', z: '$', b: '\\b', B: '\\B' };
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Reads the expression that an ignore pattern becomes, by RE2's rules: a plain sequence, no alternatives, no groups but `(.*` + `/)?`. Undefined where Go would not compile it. Source: Go's regexp/syntax. */
export function readRegexp(regexp: string): readonly Piece[] | undefined {
  const characters = Array.from(regexp);
  // Where the last `:]` stands: behind it no class is looked for, so `[:[:[:` takes no longer than it is.
  let lastNamed = characters.length - 2;
  while (lastNamed >= 0 && !(characters[lastNamed] === ':' && characters[lastNamed + 1] === ']')) lastNamed--;
  const pieces: Piece[] = [];
  for (let at = 0; at < characters.length; ) {
    const character = characters[at];
    if (character === '(') {
      // Only ever `(.*/)?`; two of them in a row are as good as one.
      if (pieces.at(-1)?.is !== 'folders') pieces.push({ is: 'folders' });
      at += '(.*/)?'.length;
    } else if (character === '.') {
      pieces.push({ is: 'many', source: NOT_NEWLINE });
      at += '.*'.length;
    } else if (character === '^' || (character === '$' && at === characters.length - 1)) {
      pieces.push({ is: 'assertion', source: character });
      at++;
    } else {
      const read = character === '[' ? readClass(characters, at, lastNamed) : character === '\\' ? readEscaped(characters, at) : literal(character ?? '', at + 1);
      if (read === undefined) return undefined;
      at = read.next;
      if (characters[at] === '*' && read.piece.is === 'one') {
        pieces.push({ is: 'many', source: read.piece.source });
        at++;
      } else {
        append(pieces, read.piece);
      }
    }
  }
  return pieces;
}

interface Read {
  readonly piece: Piece;
  readonly next: number;
}

function literal(text: string, next: number): Read {
  return { piece: { is: 'literal', text }, next };
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.is === 'literal' && last?.is === 'literal') pieces[pieces.length - 1] = { is: 'literal', text: last.text + piece.text };
  else pieces.push(piece);
}

/** A backslash outside of a class. */
function readEscaped(characters: readonly string[], at: number): Read | undefined {
  const name = characters[at + 1] ?? '';
  if (name === 'Q') return readQuotation(characters, at + 2);
  const assertion = ASSERTIONS[name];
  if (assertion !== undefined) return { piece: { is: 'assertion', source: assertion }, next: at + 2 };
  const group = readGroup(characters, at);
  if (group !== undefined) return group.source === undefined ? undefined : { piece: { is: 'one', source: group.source }, next: group.next };
  const escaped = readEscape(characters, at);
  return escaped === undefined ? undefined : literal(String.fromCodePoint(escaped.code), escaped.next);
}

/** `\Q…\E`: all of it literal, the end of the expression as well when `\E` is missing. */
function readQuotation(characters: readonly string[], from: number): Read {
  let at = from;
  while (at < characters.length && !(characters[at] === '\\' && characters[at + 1] === 'E')) at++;
  return literal(characters.slice(from, at).join(''), at + 2);
}

/** `\d`, `\pL` and their like; `source` undefined for a group that Go does not know. */
function readGroup(characters: readonly string[], at: number): { readonly source: string | undefined; readonly next: number } | undefined {
  const name = characters[at + 1] ?? '';
  const perl = PERL_CLASSES[name];
  if (perl !== undefined) return { source: perl, next: at + 2 };
  if (name !== 'p' && name !== 'P') return undefined;
  // A brace is always escaped by Docker, so only the categories of one letter can be named.
  const category = characters[at + 2] ?? '';
  return { source: /^[CLMNPSZ]$/.test(category) ? `\\${name}{${category}}` : undefined, next: at + 3 };
}

function readEscape(characters: readonly string[], at: number): { readonly code: number; readonly next: number } | undefined {
  const name = characters[at + 1] ?? '';
  const control = CONTROLS[name];
  if (control !== undefined) return { code: control, next: at + 2 };
  if (/^[0-7]$/.test(name)) {
    let digits = name;
    while (digits.length < 3 && /^[0-7]$/.test(characters[at + 1 + digits.length] ?? '')) digits += characters[at + 1 + digits.length] ?? '';
    // A single digit is a back reference, which RE2 does not have.
    return digits.length === 1 && name !== '0' ? undefined : { code: Number.parseInt(digits, 8), next: at + 1 + digits.length };
  }
  if (name === 'x') {
    const digits = `${characters[at + 2] ?? ''}${characters[at + 3] ?? ''}`;
    return /^[0-9A-Fa-f]{2}$/.test(digits) ? { code: Number.parseInt(digits, 16), next: at + 4 } : undefined;
  }
  const code = name.codePointAt(0) ?? 0x80;
  return code < 0x80 && !/^[0-9A-Za-z]$/.test(name) ? { code, next: at + 2 } : undefined;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\x00-\\x7f', blank: '\\t ', cntrl: '\\x00-\\x1f\\x7f', digit: '0-9', graph: '!-~', lower: 'a-z',
  print: ' -~', punct: '!-\\/:-@\\[-`\\{-~', space: '\\t-\\r ', upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};

/** A class of characters, as RE2 reads it from its `[` at `from`. */
function readClass(characters: readonly string[], from: number, lastNamed: number): Read | undefined {
  const negated = characters[from + 1] === '^';
  let at = from + (negated ? 2 : 1);
  // Parts that are classes of their own are joined as alternatives: JavaScript cannot nest a negated one.
  const parts: string[] = [];
  let ranges = '';
  for (let first = true; first || characters[at] !== ']'; first = false) {
    if (at >= characters.length) return undefined;
    const named = at + 2 <= lastNamed ? readNamed(characters, at) : undefined;
    const group = named ?? (characters[at] === '\\' ? readGroup(characters, at) : undefined);
    if (group !== undefined) {
      if (group.source === undefined) return undefined;
      parts.push(group.source);
      at = group.next;
      continue;
    }
    const low = readClassCharacter(characters, at);
    if (low === undefined) return undefined;
    at = low.next;
    let high = low;
    if (characters[at] === '-' && at + 1 < characters.length && characters[at + 1] !== ']') {
      const read = readClassCharacter(characters, at + 1);
      if (read === undefined || read.code < low.code) return undefined;
      high = read;
      at = high.next;
    }
    ranges += `\\u{${low.code.toString(16)}}-\\u{${high.code.toString(16)}}`;
  }
  if (ranges !== '') parts.push(`[${ranges}]`);
  if (negated && parts.length === 1 && ranges !== '') return { piece: { is: 'one', source: `[^${ranges}]` }, next: at + 1 };
  const union = parts.length === 1 ? (parts[0] ?? '') : `(?:${parts.join('|')})`;
  return { piece: { is: 'one', source: negated ? `(?:(?!${union})[^])` : union }, next: at + 1 };
}

/** `[:alpha:]` inside of a class. */
function readNamed(characters: readonly string[], at: number): { readonly source: string | undefined; readonly next: number } | undefined {
  if (characters[at] !== '[' || characters[at + 1] !== ':') return undefined;
  let end = at + 2;
  while (end < characters.length && !(characters[end] === ':' && characters[end + 1] === ']')) end++;
  if (end >= characters.length) return undefined;
  const name = characters.slice(at + 2, end).join('');
  const negated = name.startsWith('^');
  const key = negated ? name.slice(1) : name;
  const members = Object.hasOwn(POSIX, key) ? POSIX[key] : undefined;
  return { source: members === undefined ? undefined : `[${negated ? '^' : ''}${members}]`, next: end + 2 };
}

function readClassCharacter(characters: readonly string[], at: number): { readonly code: number; readonly next: number } | undefined {
  const character = characters[at];
  if (character === undefined) return undefined;
  if (character === '\\') return readEscape(characters, at);
  return { code: character.codePointAt(0) ?? 0, next: at + 1 };
}
