import type { Range } from './characters.ts';
import { isSpace } from './characters.ts';

/** `<<EOF` in the text of an instruction. */
export interface HeredocOpener extends Range {
  readonly name: string;
  readonly expand: boolean;
  readonly stripTabs: boolean;
  readonly fileDescriptor: number;
}

/** What encloses the character that is being read. */
type Frame = 'single' | 'double' | 'brace' | 'pattern';

const openerPattern = /^(\d*)<<(-?)[\t\n\f\r ]*([^<\t\n\f\r ][^<]*|)$/;

/**
 * The heredocs that a line opens. BuildKit reads the whole line, keyword included, as shell words, always with `\` as escape
 * character; a line with an unclosed quote or `${` opens none.
 */
export function heredocsOfLine(text: string): readonly HeredocOpener[] {
  if (!text.includes('<<')) return [];
  const openers: HeredocOpener[] = [];
  for (const { start, end } of shellWords(text) ?? []) {
    const opener = heredocOfWord(text.slice(start, end));
    if (opener !== undefined) openers.push({ ...opener, start, end });
  }
  return openers;
}

/** The heredoc that one word opens; undefined when it opens none. */
export function heredocOfWord(word: string): Omit<HeredocOpener, 'start' | 'end'> | undefined {
  const match = word.includes('<<') ? openerPattern.exec(word) : null;
  const rest = match?.[3];
  if (match === null || rest === undefined || rest === '') return undefined;
  if (shellWords(rest)?.length !== 1) return undefined;
  const { text, quoted } = unquote(rest);
  if (text === '') return undefined;
  const digits = match[1] ?? '';
  return { name: text, expand: !quoted, stripTabs: match[2] === '-', fileDescriptor: digits === '' ? 0 : Number(digits) };
}

/** Shell words with their quotes and escapes, split as BuildKit's lexer does; undefined when a quote or brace stays open. */
function shellWords(text: string): readonly Range[] | undefined {
  const words: Range[] = [];
  const frames: Frame[] = [];
  let wordStart = -1;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const splits = frames.length === 0 || frames[0] === 'brace';
    if (splits && isSpace(code)) {
      if (wordStart !== -1) words.push({ start: wordStart, end: at });
      wordStart = -1;
      at++;
      continue;
    }
    if (wordStart === -1) wordStart = at;
    at = step(text, at, frames);
  }
  if (frames.length > 0) return undefined;
  if (wordStart !== -1) words.push({ start: wordStart, end: text.length });
  return words;
}

/** Reads one element at `at`, opens and closes frames, and returns where the next one begins. */
function step(text: string, at: number, frames: Frame[]): number {
  const character = text[at];
  const frame = frames.at(-1);
  if (frame === 'single') {
    if (character === "'") frames.pop();
    return at + 1;
  }
  if (character === '\\') {
    if (frame !== 'double') return Math.min(at + 2, text.length);
    const next = text[at + 1];
    return next === '"' || next === '$' || next === '\\' ? at + 2 : at + 1;
  }
  if (character === '"') {
    if (frame === 'double') frames.pop();
    else frames.push('double');
    return at + 1;
  }
  if (character === '$') return stepDollar(text, at + 1, frames);
  if (frame === 'double') return at + 1;
  if (character === "'") frames.push('single');
  else if (frame === 'brace' && character === '}') frames.pop();
  else if (frame === 'pattern' && character === '/') frames[frames.length - 1] = 'brace';
  else if (character === '<' && text[at + 1] === '<' && frame === undefined) return behindBlanks(text, at + 2);
  return at + 1;
}

/** Behind `$`: the name, or the opening of `${name<operator>`. */
function stepDollar(text: string, at: number, frames: Frame[]): number {
  if (text[at] !== '{') return behindName(text, at);
  const operatorAt = behindName(text, at + 1);
  const operator = text[operatorAt];
  if (operator === '}') return operatorAt + 1;
  frames.push(operator === '/' ? 'pattern' : 'brace');
  return Math.min(operatorAt + 1, text.length);
}

function behindName(text: string, at: number): number {
  const name = /^(?:\p{Nd}+|[@*#?\-$!0]|[\p{L}_][\p{L}\p{Nd}_]*)/u.exec(text.slice(at, at + 256));
  return name === null ? at : at + name[0].length;
}

function behindBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && isSpace(text.charCodeAt(next))) next++;
  return next;
}

/** A word without its quotes and escapes; variables stay as they are written. */
function unquote(word: string): { readonly text: string; readonly quoted: boolean } {
  let text = '';
  let quoted = false;
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word[at] ?? '';
    const next = word[at + 1];
    if (character === quote) quote = '';
    else if (quote === '' && (character === "'" || character === '"')) {
      quote = character;
      quoted = true;
    } else if (character === '\\' && quote !== "'" && next !== undefined && (quote === '' || '"$\\'.includes(next))) {
      text += next;
      at++;
    } else text += character;
  }
  return { text, quoted };
}
