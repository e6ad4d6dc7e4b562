import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { FoundFile } from '../discover.ts';
import { anchorAbove, applyFixes, unifiedDiff } from '../fix.ts';
import type { Change } from '../fix.ts';
import type { RunError } from '../report.ts';
import type { Source, Span } from '../source.ts';
import { bytesOf, writeWhole } from '../write-file.ts';
import type { RunOptions } from './options.ts';

export interface FixRequest {
  readonly source: Source;
  readonly file: FoundFile;
  readonly options: RunOptions;
  /** `changed`: other texts as fixes left them. */
  readonly judge: (source: Source, changed: ReadonlyMap<string, Source>) => JudgedText;
  /** What was found in the file as it is. */
  readonly first: JudgedText;
}

/** What is found in a text, suppressed findings not among it. */
export interface JudgedText {
  readonly diagnostics: readonly Diagnostic[];
  /** From the line of an ignore comment to its instruction, sorted: nothing is inserted in between. */
  readonly kept: readonly Span[];
}

export interface FixedFile {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  readonly diffs: readonly string[];
}

/** Applies fixes to one file; writes it whole, or with `--diff` shows what would change and writes nothing. */
export function fixFile({ source, file, options, judge, first }: FixRequest): FixedFile {
  const anchors = new Map<Source, (offset: number) => number>();
  const lintOnce = (text: Source, changed: ReadonlyMap<string, Source>): readonly Diagnostic[] => {
    const judged = text === source && changed.size === 0 ? first : judge(text, changed);
    anchors.set(text, anchorAbove(judged.kept));
    return judged.diagnostics;
  };
  const result = applyFixes(source, lintOnce, { unsafe: options.fix === 'unsafe', anchor: (text, offset) => anchors.get(text)?.(offset) ?? offset });
  const errors: RunError[] = [];
  const notes: string[] = [];
  if (result.cycle.length > 0) notes.push(`${source.path}: fixes of ${result.cycle.join(', ')} undo one another and were left out`);
  if (result.exhausted) notes.push(`${source.path}: there is more to fix; run again`);
  if (options.diff) {
    const diffs = result.changes.map((change) => diffOf(change, source.path));
    return { source, diagnostics: first.diagnostics, errors, notes, diffs };
  }
  for (const change of result.changes) {
    const target = change.path === source.path ? file.file : path.resolve(options.folder, change.path);
    try {
      if (change.before.text === '' && change.path !== source.path && existsSync(target)) throw new Error('it appeared meanwhile');
      writeWhole(target, bytesOf(change.after));
    } catch (error) {
      errors.push({ path: change.path, message: `it could not be written (${error instanceof Error ? error.message : String(error)}); nothing of it was changed` });
    }
  }
  if (errors.length > 0) return { source, diagnostics: first.diagnostics, errors, notes, diffs: [] };
  if (result.applied.length > 0) notes.push(`${result.applied.length} ${result.applied.length === 1 ? 'finding was' : 'findings were'} fixed in ${source.path}`);
  const after = result.changes.find((change) => change.path === source.path)?.after ?? source;
  return { source: after, diagnostics: result.remaining, errors, notes, diffs: [] };
}

/** A file that a fix makes has no text before; a byte order mark is part of the text that a patch applies to. */
function diffOf(change: Change, own: string): string {
  const text = ({ text: body, byteOrderMark }: Source): string => (byteOrderMark ? `\ufeff${body}` : body);
  const created = change.path !== own && change.before.text === '';
  return unifiedDiff(change.path, created ? undefined : text(change.before), text(change.after));
}
