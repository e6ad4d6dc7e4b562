import type { Edit } from '../diagnostic.ts';
import type { ScriptToCheck, ShellCheckComment } from './model.ts';

/** A comment of ShellCheck's `json1` format (ShellCheck 0.7 and later). */
export interface RawComment {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** One-based, in characters; a tab counts as one. */
  readonly column: number;
  readonly endColumn: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
  readonly fix: { readonly replacements: readonly RawReplacement[] } | null;
}

interface RawReplacement {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly insertionPoint: 'beforeStart' | 'afterEnd';
  readonly replacement: string;
}

/** SC1090, SC1091: files that are not here. SC2187: ash is told apart as busybox. The rest is about the lines that ironlint puts above. */
const senseless: ReadonlySet<number> = new Set([1090, 1091, 2187, 2148, 2239]);
/** The shebang is not on the first line: it is, in the heredoc that it begins. */
const lateShebang = 1128;

const interpreters = { sh: '/bin/sh', bash: '/bin/bash', dash: '/bin/dash', ksh: '/bin/ksh', busybox: '/bin/dash' } as const;

/** Lines above the script that tell ShellCheck its dialect and the variables of the build. */
function prelude(script: ScriptToCheck): readonly string[] {
  const lines = [`#!${interpreters[script.dialect]}`, ...headDirectives(script.script.text)];
  for (const [name, value] of script.variables) {
    const plain = value !== undefined && /^[\w./:@%+,=-]*$/.test(value) ? `'${value}'` : '"$(:)"';
    lines.push(`${name}=${plain}`, `export ${name}`);
  }
  return lines;
}

/** What a script says to ShellCheck above its first command holds for all of it, so it has to stand above the variables. */
function headDirectives(text: string): readonly string[] {
  if (!text.includes('shellcheck')) return [];
  const head = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*/.exec(text)?.[0] ?? '';
  return head.split('\n').filter((line) => /^\s*#\s*shellcheck\s/.test(line));
}

/** The text that ShellCheck reads. */
export function scriptText(script: ScriptToCheck): string {
  const text = script.script.text;
  return `${prelude(script).join('\n')}\n${text}${text.endsWith('\n') ? '' : '\n'}`;
}

/** ShellCheck's comments on one script, at their places in the Dockerfile. Comments on what ironlint put above are left out. */
export function translate(script: ScriptToCheck, comments: readonly RawComment[]): readonly ShellCheckComment[] {
  const above = prelude(script).length;
  const { text } = script.script;
  const offsetOf = createOffsets(text, above);
  return comments
    .filter(({ line, code }) => line > above && !senseless.has(code) && !(code === lateShebang && line === above + 1))
    .map((comment) => {
      const start = offsetOf(comment.line, comment.column);
      const end = Math.max(offsetOf(comment.endLine, comment.endColumn), behind(text, start));
      const edits = (comment.fix?.replacements ?? []).map((replacement): Edit => {
        const from = offsetOf(replacement.line, replacement.column);
        return { place: script.script.place(from, Math.max(from, offsetOf(replacement.endLine, replacement.endColumn))), text: replacement.replacement };
      });
      return {
        code: `SC${comment.code}`,
        level: comment.level,
        message: comment.message.replace(/\.$/, ''),
        place: script.script.place(start, end),
        fix: edits.length === 0 ? undefined : { title: `Apply ShellCheck's fix of SC${comment.code}`, safety: 'unsafe', edits: joined(edits) },
      };
    });
}

/** The end of the character at an offset: where ShellCheck names a point, what stands there is shown. A line end is not shown. */
function behind(text: string, start: number): number {
  const code = text.codePointAt(start);
  return code === undefined || code === 10 ? start : start + (code > 0xffff ? 2 : 1);
}

/** Two insertions at one place become one, in their order. */
function joined(edits: readonly Edit[]): readonly Edit[] {
  const merged: Edit[] = [];
  for (const edit of edits) {
    const same = merged.findIndex((other) => other.place.span.start === edit.place.span.start && other.place.span.end === edit.place.span.end);
    const other = merged[same];
    if (other === undefined) merged.push(edit);
    else merged[same] = { place: other.place, text: other.text + edit.text };
  }
  return merged;
}

/** ShellCheck counts characters (code points), ironlint UTF-16 units. */
function createOffsets(text: string, above: number): (line: number, column: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line, column) => {
    const start = starts[line - above - 1] ?? text.length;
    const end = (starts[line - above] ?? text.length + 1) - 1;
    let offset = start;
    for (let left = column - 1; left > 0 && offset < end; left--) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    return offset;
  };
}
