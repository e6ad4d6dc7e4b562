import { availableParallelism } from 'node:os';

/** Files from which on a second thread pays: see docs/performance.md. */
const paysFrom = 100;

/** More threads than this wait for one another's memory. */
const mostThreads = 8;

/** How many threads judge so many files: as many as were asked for, else as many as pay. At least one, never more than files. */
export function threadsFor(files: number, asked: number | undefined): number {
  const wanted = asked ?? Math.min(availableParallelism(), mostThreads, Math.ceil((2 * files) / paysFrom) - 1);
  return Math.max(1, Math.min(wanted, files));
}
