import { existsSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { FoundFile } from '../discover.ts';
import { anchorAbove, applyFixes, unifiedDiff } from '../fix.ts';
import type { Change } from '../fix.ts';
import type { AppliedFix } from '../fix/edits.ts';
import type { JudgedFile } from '../judge-file.ts';
import type { RunError } from '../report.ts';
import type { Source } from '../source.ts';
import { bytesOf, writeFailure, writeWhole } from '../write-file.ts';
import type { RunOptions } from './options.ts';

export interface FixRequest {
  readonly source: Source;
  readonly file: FoundFile;
  readonly options: RunOptions;
  /** `changed`: other texts as fixes left them. Without what only ShellCheck finds. */
  readonly judge: (source: Source, changed: ReadonlyMap<string, Source>) => JudgedFile;
  /** With what ShellCheck finds in the new text; undefined where it does not run. */
  readonly recheck: ((source: Source, changed: ReadonlyMap<string, Source>) => Promise<JudgedFile>) | undefined;
  /** What was found in the file as it is. */
  readonly first: JudgedFile;
}

export interface FixedFile {
  readonly source: Source;
  /** What holds for `source`. */
  readonly judged: JudgedFile;
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  readonly diffs: readonly string[];
  /** How many findings were fixed, and written. */
  readonly fixed: number;
  /** Of standard input: its text as fixes left it, which nothing wrote to a file. */
  readonly fixedInput?: string;
}

interface Repaired {
  readonly source: Source;
  readonly judged: JudgedFile;
  readonly changes: readonly Change[];
  readonly applied: readonly AppliedFix[];
  readonly cycle: readonly string[];
  readonly exhausted: boolean;
}

/** How often ShellCheck is asked again after fixes of its own; each time has up to ten passes. */
const mostRounds = 10;

/** Applies fixes to one file; writes it whole, or with `--diff` shows what would change and writes nothing. */
export async function fixFile(request: FixRequest): Promise<FixedFile> {
  const { source, file, options, first } = request;
  const repaired = await repair(request);
  const { changes, applied, cycle, exhausted } = repaired;
  const notes: string[] = [];
  if (cycle.length > 0) notes.push(`${source.path}: fixes of ${cycle.join(', ')} undo one another and were left out`);
  if (exhausted) notes.push(`${source.path}: there is more to fix; run again`);
  if (options.diff) return { source, judged: first, errors: [], notes, diffs: changes.map(diffOf), fixed: 0 };
  const fixedInput = file.standardInput === true ? textOf(repaired.source) : undefined;
  const errors = fixedInput === undefined ? write(changes, request) : [];
  if (errors.length > 0) return { source, judged: first, errors, notes, diffs: [], fixed: 0 };
  return { source: repaired.source, judged: repaired.judged, errors, notes, diffs: [], fixed: applied.length, ...(fixedInput === undefined ? {} : { fixedInput }) };
}

async function repair(request: FixRequest): Promise<Repaired> {
  const { source, recheck, first } = request;
  const changes = new Map<string, Change>();
  const applied: AppliedFix[] = [];
  const cycle = new Set<string>();
  let text = source;
  let judged = first;
  for (let round = 1; ; round++) {
    const known = new Map([...changes].map(([name, { after }]) => [name, after]));
    const result = applyRound(text, judged, known, request);
    for (const { path: name, before, after } of result.changes) changes.set(name, { path: name, before: changes.get(name)?.before ?? before, after });
    applied.push(...result.applied);
    for (const rule of result.cycle) cycle.add(rule);
    text = changes.get(source.path)?.after ?? source;
    judged = result.judged;
    const again = recheck !== undefined && result.applied.length > 0;
    if (again) judged = await recheck(text, new Map([...changes].map(([name, { after }]) => [name, after])));
    if (!again || round === mostRounds) return { source: text, judged, changes: [...changes.values()], applied, cycle: [...cycle].sort(), exhausted: result.exhausted || again };
  }
}

interface Round {
  readonly judged: JudgedFile;
  readonly changes: readonly Change[];
  readonly applied: readonly AppliedFix[];
  readonly cycle: readonly string[];
  readonly exhausted: boolean;
}

function applyRound(text: Source, judged: JudgedFile, known: ReadonlyMap<string, Source>, { file, options, judge }: FixRequest): Round {
  const anchors = new Map<Source, (offset: number) => number>();
  let last = judged;
  const lintOnce = (now: Source, changed: ReadonlyMap<string, Source>): readonly Diagnostic[] => {
    last = now === text && changed.size === 0 ? judged : judge(now, new Map([...known, ...changed]));
    anchors.set(now, anchorAbove(last.kept));
    return file.standardInput === true ? last.diagnostics.map((diagnostic) => ofOneText(diagnostic, now.path)) : last.diagnostics;
  };
  const result = applyFixes(text, lintOnce, { unsafe: options.fix === 'unsafe', anchor: (now, offset) => anchors.get(now)?.(offset) ?? offset });
  return { judged: last, changes: result.changes, applied: result.applied, cycle: result.cycle, exhausted: result.exhausted };
}

/** Who pipes a text through wants that text back, and no other file changed. */
function ofOneText(diagnostic: Diagnostic, own: string): Diagnostic {
  return { ...diagnostic, fixes: diagnostic.fixes.filter(({ edits }) => edits.every(({ place }) => place.source.path === own)) };
}

/** Writes all that fixes changed, or nothing: a fix may lie in two files, and the report that follows tells of what is there. */
function write(changes: readonly Change[], { source, file, options }: FixRequest): readonly RunError[] {
  const targetOf = ({ path: name }: Change): string => (name === source.path ? file.file : path.resolve(options.folder, name));
  const written: Change[] = [];
  for (const change of changes) {
    try {
      if (change.before.absent && existsSync(targetOf(change))) throw new Error('it appeared meanwhile');
      writeWhole(targetOf(change), bytesOf(change.after), change.before.absent ? undefined : bytesOf(change.before));
      written.push(change);
    } catch (error) {
      const left = written.flatMap((done) => putBack(done, targetOf(done)));
      return [{ path: change.path, message: `it could not be written (${writeFailure(error)}); ${left.length === 0 ? 'nothing' : 'nothing of it'} was changed` }, ...left];
    }
  }
  return [];
}

function putBack({ path: name, before }: Change, target: string): readonly RunError[] {
  try {
    if (before.absent) unlinkSync(target);
    else writeWhole(target, bytesOf(before));
    return [];
  } catch (error) {
    return [{ path: name, message: `it was fixed, and could not be put back (${writeFailure(error)})` }];
  }
}

/** A file that a fix makes has no text before; a byte order mark is part of the text that a patch applies to. */
function diffOf({ path: name, before, after }: Change): string {
  return unifiedDiff(name, before.absent ? undefined : textOf(before), textOf(after));
}

function textOf({ text, byteOrderMark }: Source): string {
  return byteOrderMark ? `\ufeff${text}` : text;
}
