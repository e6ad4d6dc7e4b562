/** Lines `oldStart` to `oldEnd` (zero-based, half-open) become lines `newStart` to `newEnd`. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** More differences than this between two anchors are shown as one replacement: right, if not the shortest. */
const mostSteps = 500;

/**
 * What turns one list of lines into the other, in order; neither overlaps nor touches the next. Lines that occur once on both
 * sides anchor the search (patience), the shortest way is looked for between them (Myers), with a limit on its work.
 */
export function diffLines(oldLines: readonly string[], newLines: readonly string[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  let oldAt = 0;
  let newAt = 0;
  for (const [oldLine, newLine] of [...anchorsOf(oldLines, newLines), [oldLines.length, newLines.length] as const]) {
    diffPart(oldLines, newLines, { oldStart: oldAt, oldEnd: oldLine, newStart: newAt, newEnd: newLine }, changes);
    oldAt = oldLine;
    newAt = newLine;
  }
  return joined(changes);
}

function joined(changes: readonly LineChange[]): readonly LineChange[] {
  const all: LineChange[] = [];
  for (const change of changes) {
    const last = all.at(-1);
    if (last !== undefined && last.oldEnd === change.oldStart && last.newEnd === change.newStart) {
      all[all.length - 1] = { ...last, oldEnd: change.oldEnd, newEnd: change.newEnd };
    } else {
      all.push(change);
    }
  }
  return all;
}

/** Pairs of lines that occur once on either side, in an order that holds on both: the longest rising sequence. */
function anchorsOf(oldLines: readonly string[], newLines: readonly string[]): readonly (readonly [number, number])[] {
  const oldOnce = linesMetOnce(oldLines);
  const newOnce = linesMetOnce(newLines);
  const pairs: { readonly oldLine: number; readonly newLine: number; readonly before: number }[] = [];
  const tails: number[] = [];
  for (const [line, oldLine] of oldOnce) {
    const newLine = newOnce.get(line);
    if (oldLine === -1 || newLine === undefined || newLine === -1) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.newLine ?? 0) < newLine) low = middle + 1;
      else high = middle;
    }
    tails[low] = pairs.push({ oldLine, newLine, before: tails[low - 1] ?? -1 }) - 1;
  }
  const anchors: (readonly [number, number])[] = [];
  for (let pair = pairs[tails.at(-1) ?? -1]; pair !== undefined; pair = pairs[pair.before]) anchors.push([pair.oldLine, pair.newLine]);
  return anchors.reverse();
}

/** Index of each line, -1 for one that occurs again. */
function linesMetOnce(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  lines.forEach((line, index) => found.set(line, found.has(line) ? -1 : index));
  return found;
}

/** Appends the changes of one part, without what its two sides share at their starts and ends. */
function diffPart(oldLines: readonly string[], newLines: readonly string[], part: LineChange, changes: LineChange[]): void {
  let { oldStart, oldEnd, newStart, newEnd } = part;
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldStart] === newLines[newStart]) {
    oldStart++;
    newStart++;
  }
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldEnd - 1] === newLines[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (oldStart === oldEnd && newStart === newEnd) return;
  const whole = { oldStart, oldEnd, newStart, newEnd };
  if (oldStart === oldEnd || newStart === newEnd) {
    changes.push(whole);
    return;
  }
  changes.push(...(shortest(oldLines, newLines, whole) ?? [whole]));
}

/** Myers' greedy search; undefined beyond `mostSteps`. */
function shortest(oldLines: readonly string[], newLines: readonly string[], part: LineChange): readonly LineChange[] | undefined {
  const oldCount = part.oldEnd - part.oldStart;
  const newCount = part.newEnd - part.newStart;
  const limit = Math.min(mostSteps, oldCount + newCount);
  const middle = limit + 1;
  const reached = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= limit; steps++) {
    trace.push(reached.slice(middle - steps - 1, middle + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const above = reached[middle + diagonal + 1] ?? 0;
      const left = reached[middle + diagonal - 1] ?? 0;
      let x = diagonal === -steps || (diagonal !== steps && left < above) ? above : left + 1;
      while (x < oldCount && x - diagonal < newCount && oldLines[part.oldStart + x] === newLines[part.newStart + x - diagonal]) x++;
      reached[middle + diagonal] = x;
      if (x >= oldCount && x - diagonal >= newCount) return walkBack(trace, steps, part);
    }
  }
  return undefined;
}

/** `trace[n]` has how far every diagonal from -n-1 to n+1 had come before step n. */
function walkBack(trace: readonly Int32Array[], steps: number, part: LineChange): readonly LineChange[] {
  const changes: LineChange[] = [];
  let x = part.oldEnd - part.oldStart;
  let y = part.newEnd - part.newStart;
  for (let step = steps; step > 0; step--) {
    const before = trace[step];
    const diagonal = x - y;
    const at = (other: number): number => before?.[other + step + 1] ?? 0;
    const insertion = diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
    const from = insertion ? diagonal + 1 : diagonal - 1;
    x = at(from);
    y = x - from;
    const oldStart = part.oldStart + x;
    const newStart = part.newStart + y;
    changes.push({ oldStart, oldEnd: oldStart + (insertion ? 0 : 1), newStart, newEnd: newStart + (insertion ? 1 : 0) });
  }
  return changes.reverse();
}
