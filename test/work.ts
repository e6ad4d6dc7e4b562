import { Session, type Profiler } from 'node:inspector';
import { afterAll } from '@jest/globals';

// V8 counts only in functions that are compiled while it counts: from before the first call to the end of the file.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
afterAll(() => {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
});

/**
 * How much a call does: how often functions and branches of `src/` and `rules/` run. The same on every machine, whatever else it is doing.
 * What regular expressions and Node's own functions do is not in it.
 */
export function workOf(call: () => void): number {
  counted();
  call();
  return counted().reduce((sum, { ranges }) => sum + ranges.reduce((inner, { count }) => inner + count, 0), 0);
}

/** How much faster than its input the work of a call grows, from a size to four times that: 1 when it grows as fast, 4 when it is squared. */
export function growthOf(call: (size: number) => void, size: number): number {
  return workOf(() => call(4 * size)) / workOf(() => call(size)) / 4;
}

/** What was counted since it was last asked for. */
function counted(): readonly Profiler.FunctionCoverage[] {
  let found: readonly Profiler.FunctionCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error !== null) throw error;
    found = result.filter(({ url }) => /\/(?:src|rules)\/[^?]*\.ts/.test(url)).flatMap(({ functions }) => functions);
  });
  return found;
}
