import type { Diagnostic } from './diagnostic.ts';
import { applyEdits, collectEdits, type Anchor, type AppliedFix } from './fix/edits.ts';
import { Source } from './source.ts';

export { anchorAbove, type Anchor } from './fix/edits.ts';
export { unifiedDiff } from './fix/unified-diff.ts';

export interface FixOptions {
  /** Also apply fixes that are not safe. */
  readonly unsafe: boolean;
  /** Where an insertion of whole lines has to go instead; see `anchorAbove`. */
  readonly anchor?: Anchor;
}

/**
 * Judges the text that begins a run of `applyFixes`, or what became of it. `changed` has the text of every source that fixes
 * changed so far, by path, this one among them: a rule that reads `.dockerignore` has to see the one that a fix wrote.
 * Suppressed findings are not to be among the result. Places of the result lie in these very sources, or in ones not touched yet.
 */
export type LintOnce = (source: Source, changed: ReadonlyMap<string, Source>) => readonly Diagnostic[];

/** One text that the fixes changed. `before` of a file that a fix creates is the empty source that the fix named. */
export interface Change {
  readonly path: string;
  readonly before: Source;
  readonly after: Source;
}

export interface FixResult {
  readonly changes: readonly Change[];
  readonly applied: readonly AppliedFix[];
  /** What is still found in the changed texts. */
  readonly remaining: readonly Diagnostic[];
  /** Rules whose fixes undo one another, sorted; none of theirs in that circle was kept. */
  readonly cycle: readonly string[];
  /** After ten passes there was still something to fix. */
  readonly exhausted: boolean;
}

const mostPasses = 10;

interface State {
  readonly texts: ReadonlyMap<string, Source>;
  /** How many fixes had been applied. */
  readonly applied: number;
}

/**
 * Applies the first eligible fix of every finding, and again on the result, until nothing changes or ten passes are over. A fix
 * is applied whole or not at all; of fixes that overlap the first in the order of the findings goes, the others wait for the next
 * pass. When a text comes back that was there before, the rules of that circle are left out from then on. Texts that were not
 * UTF-8 stay as they are. Pure: nothing is written.
 */
export function applyFixes(source: Source, lintOnce: LintOnce, options: FixOptions): FixResult {
  const originals = new Map([[source.path, source]]);
  const applied: AppliedFix[] = [];
  const cycle = new Set<string>();
  let texts: ReadonlyMap<string, Source> = new Map([[source.path, source]]);
  const states: State[] = [{ texts, applied: 0 }];
  let remaining = lintOnce(source, new Map());
  let exhausted = false;
  for (let pass = 1; ; pass++) {
    const { accepted, editsByPath } = collectEdits(remaining.filter(({ rule }) => !cycle.has(rule)), texts, options);
    if (accepted.length === 0) break;
    if (pass > mostPasses) {
      exhausted = true;
      break;
    }
    const next = new Map(texts);
    for (const [path, edits] of editsByPath) {
      const before = texts.get(path) ?? edits[0]?.source;
      if (before === undefined) continue;
      if (!originals.has(path)) originals.set(path, before);
      next.set(path, new Source(path, applyEdits(before.text, edits), { byteOrderMark: before.byteOrderMark }));
    }
    applied.push(...accepted);
    const known = states.findIndex((state) => sameTexts(state.texts, next, originals));
    const returned = states[known];
    if (returned === undefined) {
      texts = next;
      states.push({ texts, applied: applied.length });
    } else {
      for (const { rule } of applied.splice(returned.applied)) cycle.add(rule);
      texts = returned.texts;
      states.length = known + 1;
    }
    remaining = lintOnce(texts.get(source.path) ?? source, new Map(changesOf(texts, originals).map(({ path, after }) => [path, after])));
  }
  return { changes: changesOf(texts, originals), applied, remaining, cycle: [...cycle].sort(), exhausted };
}

function changesOf(texts: ReadonlyMap<string, Source>, originals: ReadonlyMap<string, Source>): readonly Change[] {
  return [...texts].flatMap(([path, after]) => {
    const before = originals.get(path);
    return before === undefined || before.text === after.text ? [] : [{ path, before, after }];
  });
}

function sameTexts(one: ReadonlyMap<string, Source>, other: ReadonlyMap<string, Source>, originals: ReadonlyMap<string, Source>): boolean {
  for (const path of new Set([...one.keys(), ...other.keys()])) {
    const original = originals.get(path);
    if ((one.get(path) ?? original)?.text !== (other.get(path) ?? original)?.text) return false;
  }
  return true;
}
