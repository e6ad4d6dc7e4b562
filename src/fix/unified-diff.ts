import { diffLines, type LineChange } from './line-diff.ts';

const context = 3;

/**
 * What `git apply` and `patch -p1` need to make one text of another: hunks with three lines of context, line ends as they are,
 * `\ No newline at end of file` where it belongs. Undefined stands for a file that is not there. Empty when nothing differs.
 * A byte order mark belongs to the texts. For a terminal, see `visibleDiff`.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const oldLines = splitLines(before ?? '');
  const newLines = splitLines(after ?? '');
  const head = [`--- ${before === undefined ? '/dev/null' : nameOf('a', path)}\n`, `+++ ${after === undefined ? '/dev/null' : nameOf('b', path)}\n`];
  return [...head, ...hunks(diffLines(oldLines, newLines)).map((hunk) => hunkText(hunk, oldLines, newLines))].join('');
}

/** Changes whose contexts touch make one hunk. */
function hunks(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const all: LineChange[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    const last = all.at(-1);
    if (last !== undefined && change.oldStart - end <= 2 * context) last.push(change);
    else all.push([change]);
    end = change.oldEnd;
  }
  return all;
}

function hunkText(hunk: readonly LineChange[], oldLines: readonly string[], newLines: readonly string[]): string {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return '';
  const lead = Math.min(context, first.oldStart);
  const oldStart = first.oldStart - lead;
  const oldEnd = Math.min(oldLines.length, last.oldEnd + context);
  const newStart = first.newStart - lead;
  const newEnd = last.newEnd + oldEnd - last.oldEnd;
  const lines = [`@@ -${rangeText(oldStart, oldEnd)} +${rangeText(newStart, newEnd)} @@\n`];
  let at = oldStart;
  for (const change of hunk) {
    for (; at < change.oldStart; at++) lines.push(lineText(' ', oldLines[at]));
    for (; at < change.oldEnd; at++) lines.push(lineText('-', oldLines[at]));
    for (let line = change.newStart; line < change.newEnd; line++) lines.push(lineText('+', newLines[line]));
  }
  for (; at < oldEnd; at++) lines.push(lineText(' ', oldLines[at]));
  return lines.join('');
}

/** One-based first line and count; an empty range names the line before it. */
function rangeText(start: number, end: number): string {
  const count = end - start;
  if (count === 1) return String(start + 1);
  return `${String(count === 0 ? start : start + 1)},${String(count)}`;
}

function lineText(sign: string, line = ''): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** Lines with their line ends; the empty text has none. */
function splitLines(text: string): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** As git writes it: quoted when a character could be misread, a tab behind a name with blanks, absolute paths without prefix. */
function nameOf(side: 'a' | 'b', path: string): string {
  const name = path.startsWith('/') ? path : `${side}/${path}`;
  if (/[\u0000-\u001f"\\\u007f]/.test(name)) {
    return `"${name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
  }
  return name.includes(' ') ? `${name}\t` : name;
}
