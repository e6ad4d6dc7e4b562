import type { Place, Source } from '../source.ts';
import { characterWidth } from './display-width.ts';
import { visible } from './visible.ts';

/** One line of a source with the part under a span, both ready for a terminal. */
export interface Frame {
  /** One-based. */
  readonly line: number;
  readonly code: string;
  /** Blanks, then `^` under the span; `...` behind it when the span goes on below this line. */
  readonly marks: string;
}

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
}

const tabWidth = 4;

/**
 * The first line of a place, at most `width` columns wide: a longer one is cut around the span, with `…` where something is
 * missing. Tabs become blanks, hidden characters escapes. Undefined for a text that is empty: there is nothing to show.
 * Costs no more for a line of a megabyte than for a short one.
 */
export function frameOf(place: Place, width: number): Frame | undefined {
  const { source } = place;
  if (source.text === '') return undefined;
  const start = clamp(place.span.start, source.text.length);
  const end = Math.max(start, clamp(place.span.end, source.text.length));
  const { line } = source.position(start);
  const [lineStart, lineEnd] = lineBounds(source, line);
  const reach = width * 2;
  const from = whole(source.text, Math.max(lineStart, Math.min(start, lineEnd) - reach));
  const to = whole(source.text, Math.min(lineEnd, Math.max(start, from) + reach));
  const cells = cellsOf(source.text.slice(from, to), from);
  const shown = cut(cells, { start, width, cutBefore: from > lineStart, cutBehind: to < lineEnd });
  let code = '';
  let blanks = 0;
  let carets = 0;
  for (const cell of shown) {
    code += cell.text;
    if (cell.start < start) blanks += cell.width;
    else if (cell.start < end) carets += cell.width;
  }
  const goesOn = end > lineEnd && source.text.slice(lineEnd, end).trim() !== '';
  return { line, code: code.trimEnd(), marks: ' '.repeat(blanks) + '^'.repeat(Math.max(1, carets)) + (goesOn ? '...' : '') };
}

/** The cells that fit. When the span lies too far right, a third of the width is left to what stands before it. */
function cut(cells: readonly Cell[], options: { start: number; width: number; cutBefore: boolean; cutBehind: boolean }): readonly Cell[] {
  const { start, width } = options;
  let before = 0;
  let total = 0;
  for (const cell of cells) {
    if (cell.start < start) before += cell.width;
    total += cell.width;
  }
  if (!options.cutBefore && !options.cutBehind && total <= width) return cells;
  const skip = !options.cutBefore && before <= width * 2 / 3 ? 0 : Math.max(0, before - Math.floor(width / 3));
  const shown: Cell[] = [];
  let passed = 0;
  let used = 0;
  let cutBefore = options.cutBefore;
  let cutBehind = options.cutBehind;
  for (const cell of cells) {
    passed += cell.width;
    if (passed - cell.width < skip) {
      cutBefore = true;
      continue;
    }
    if (shown.length === 0 && cutBefore) {
      shown.push({ text: '…', width: 1, start: -1 });
      used = 1;
    }
    if (used + cell.width > width - 1 && (passed < total || cutBehind)) {
      cutBehind = true;
      break;
    }
    shown.push(cell);
    used += cell.width;
  }
  if (cutBehind) shown.push({ text: '…', width: 0, start: Number.MAX_SAFE_INTEGER });
  return shown;
}

function cellsOf(text: string, offset: number): readonly Cell[] {
  const cells: Cell[] = [];
  let start = offset;
  let column = 0;
  for (const character of text) {
    const shown = character === '\t' ? ' '.repeat(tabWidth - column % tabWidth) : visible(character);
    // An escape is longer than the character it stands for, and ASCII.
    const width = shown === character ? characterWidth(character) : shown.length;
    cells.push({ text: shown, width, start });
    column += width;
    start += character.length;
  }
  return cells;
}

/** Offsets of a line without its line end, found without copying it. */
function lineBounds(source: Source, line: number): readonly [number, number] {
  const start = source.lineStarts[line - 1] ?? 0;
  const next = source.lineStarts[line];
  if (next === undefined) return [start, source.text.length];
  return [start, next - 2 >= start && source.text[next - 2] === '\r' ? next - 2 : next - 1];
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}

/** Moves an offset out of the middle of a surrogate pair. */
function whole(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff ? offset - 1 : offset;
}
