import type { Diagnostic, Edit, Fix } from '../diagnostic.ts';
import type { Place, Source, Span } from '../source.ts';
import { TakenRanges } from './taken-ranges.ts';

export interface AppliedFix {
  readonly rule: string;
  readonly fault: string;
  readonly title: string;
  readonly safety: Fix['safety'];
  /** Where the finding was, in the text of its pass. */
  readonly place: Place;
}

/** Where text that is to be inserted at an offset goes instead: the same offset, or one before it. */
export type Anchor = (source: Source, offset: number) => number;

/**
 * An anchor that keeps ranges together: what would be inserted inside of one, or at its end, goes to its start. A range reaches
 * from the start of an ignore comment's line to the start of the instruction that it speaks of. Ranges are sorted and disjoint.
 */
export function anchorAbove(ranges: readonly Span[]): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const range = ranges[low];
    return range !== undefined && range.start < offset ? range.start : offset;
  };
}

/** An edit as it will be made: moved by the anchor, its line ends those of the file. `rule` orders equal insertion points. */
export interface PlannedEdit extends Span {
  readonly source: Source;
  readonly text: string;
  readonly rule: string;
}

export interface Plan {
  readonly accepted: readonly AppliedFix[];
  /** Sorted by place, then rule; no two overlap. */
  readonly editsByPath: ReadonlyMap<string, readonly PlannedEdit[]>;
}

/** The fixes that one pass makes: of every finding the first eligible, unless it overlaps one that was taken before. */
export function collectEdits(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, Source>, options: { readonly unsafe: boolean; readonly anchor?: Anchor }): Plan {
  const accepted: AppliedFix[] = [];
  const taken = new Map<string, TakenRanges>();
  const editsByPath = new Map<string, PlannedEdit[]>();
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find((one) => (options.unsafe || one.safety === 'safe') && canApply(one, texts));
    if (fix === undefined) continue;
    const edits = fix.edits.map((edit) => plan(edit, diagnostic.rule, options.anchor)).filter((edit) => edit.source.slice(edit) !== edit.text);
    if (edits.length === 0 || !takeAll(edits, taken)) continue;
    for (const edit of edits) {
      const list = editsByPath.get(edit.source.path);
      if (list === undefined) editsByPath.set(edit.source.path, [edit]);
      else list.push(edit);
    }
    accepted.push({ rule: diagnostic.rule, fault: diagnostic.fault, title: fix.title, safety: fix.safety, place: diagnostic.place });
  }
  for (const edits of editsByPath.values()) edits.sort(compareEdits);
  return { accepted, editsByPath };
}

/** Not when a text was not UTF-8 (what was read is not what is there), or is not the current one, or the range lies outside of it. */
function canApply(fix: Fix, texts: ReadonlyMap<string, Source>): boolean {
  return fix.edits.length > 0 && fix.edits.every(({ place: { source, span } }) => {
    const current = texts.get(source.path) ?? source;
    return !source.invalidUtf8 && current.text === source.text && span.start >= 0 && span.start <= span.end && span.end <= source.text.length;
  });
}

function plan({ place: { source, span }, text }: Edit, rule: string, anchor: Anchor | undefined): PlannedEdit {
  const ended = text.replace(/\r?\n/g, source.lineEnd);
  // Only whole lines can move: the text before an instruction's first word cannot stand above a comment.
  const start = anchor !== undefined && span.start === span.end && ended.endsWith('\n') ? Math.min(span.start, anchor(source, span.start)) : span.start;
  return { source, start, end: start + span.end - span.start, text: ended, rule };
}

/** Takes the ranges of a whole fix, or none of them. */
function takeAll(edits: readonly PlannedEdit[], taken: Map<string, TakenRanges>): boolean {
  const own = new Map<string, TakenRanges>();
  for (const edit of edits) {
    const { path } = edit.source;
    const mine = own.get(path) ?? new TakenRanges();
    own.set(path, mine);
    if (!mine.isFree(edit) || taken.get(path)?.isFree(edit) === false) return false;
    mine.take(edit);
  }
  for (const edit of edits) {
    const all = taken.get(edit.source.path) ?? new TakenRanges();
    taken.set(edit.source.path, all);
    all.take(edit);
  }
  return true;
}

/** At one place insertions come before what replaces, and insertions in the order of their rules; the sort keeps a rule's own order. */
function compareEdits(one: PlannedEdit, other: PlannedEdit): number {
  if (one.start !== other.start) return one.start - other.start;
  const insertions = Number(one.end > one.start) - Number(other.end > other.start);
  if (insertions !== 0) return insertions;
  return one.rule < other.rule ? -1 : Number(one.rule > other.rule);
}

/** The text with all edits made at once; they are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const edit of edits) {
    pieces.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
