import { MappedText } from '../mapped-text.ts';
import type { Segment } from '../mapped-text.ts';
import type { Source } from '../source.ts';
import type { Word } from '../word.ts';

/** The pieces one after the other; each character keeps its place. Pieces are of one source. */
export function joinTexts(source: Source, pieces: readonly MappedText[]): MappedText {
  const segments: Segment[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    for (const segment of piece.segments) segments.push({ at: at + segment.at, source: segment.source });
    texts.push(piece.text);
    at += piece.text.length;
  }
  if (segments.length === 0) segments.push(pieces[0]?.segments[0] ?? { at: 0, source: 0 });
  return new MappedText(source, texts.join(''), segments);
}

/** `text` standing at `offset` of `ground`: for what is put between pieces, such as a line end. */
export function textAt(ground: MappedText, offset: number, text: string): MappedText {
  return new MappedText(ground.source, text, [{ at: 0, source: ground.startOf(offset) }]);
}

/** Two characters that stand for `[start, end)` of `ground` as a whole. */
export function standIn(ground: MappedText, start: number, end: number, two: string): MappedText {
  const { span } = ground.place(start, end);
  return new MappedText(ground.source, two, [{ at: 0, source: span.start }, { at: 1, source: Math.max(span.start, span.end - 1) }]);
}

/**
 * `text` without the backslashes in front of `escapable` characters (a backslash in front of a line end goes with it), as
 * double quotes, backticks and unquoted heredoc bodies are read.
 */
export function withoutEscapes(text: MappedText, escapable: string): MappedText {
  if (!text.text.includes('\\')) return text;
  const pieces: MappedText[] = [];
  let start = 0;
  for (let at = text.text.indexOf('\\'); at !== -1; at = text.text.indexOf('\\', at)) {
    const next = text.text[at + 1];
    if (next === undefined) break;
    if (next === '\n' || escapable.includes(next)) {
      pieces.push(text.slice(start, at));
      start = next === '\n' ? at + 2 : at + 1;
    }
    at += 2;
  }
  pieces.push(text.slice(start));
  return joinTexts(text.source, pieces);
}

const ESCAPES: { readonly [letter: string]: string } = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '/': '/', '\\': '\\' };

/** The content of a JSON string as written in `raw` (with its quotes), character by character; undefined when it is none. */
export function jsonStringText(raw: MappedText): MappedText | undefined {
  const text = raw.text;
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return undefined;
  if (!text.includes('\\')) return raw.slice(1, text.length - 1);
  const pieces: MappedText[] = [];
  let start = 1;
  for (let at = text.indexOf('\\', 1); at !== -1 && at < text.length - 1; at = text.indexOf('\\', start)) {
    pieces.push(raw.slice(start, at));
    const letter = text[at + 1] ?? '';
    const decoded = letter === 'u' ? String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16) || 0) : ESCAPES[letter];
    if (decoded === undefined) return undefined;
    start = at + (letter === 'u' ? 6 : 2);
    pieces.push(textAt(raw, start - 1, decoded));
  }
  pieces.push(raw.slice(start, text.length - 1));
  return joinTexts(raw.source, pieces);
}

/** Where the characters of a JSON word of an instruction stand; continuations inside of it are found through `rest`. */
export function writtenText(word: Word, rest: MappedText): MappedText | undefined {
  const { source, span } = word.place;
  if (source.slice(span) === word.raw) return MappedText.of(source, span);
  for (const segment of rest.segments) {
    const offset = segment.at + span.start - segment.source;
    if (offset < segment.at || rest.startOf(offset) !== span.start) continue;
    const slice = rest.slice(offset, offset + word.raw.length);
    if (slice.text === word.raw) return slice;
  }
  return undefined;
}
