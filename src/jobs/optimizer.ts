import { setFlagsFromString } from 'node:v8';

/** Bytecode that a function runs before it is optimized, in bytes; V8's own figure is 67,584. */
const budget = 270_000;

/**
 * Lets V8 11 (Node 20) optimize a function after four times as much work as it does by itself. One pass over some hundred files is too
 * short for what it does otherwise: it compiles on assumptions that the next files break, and a third of the time goes into that
 * (docs/performance.md). Later versions have other compilers, and no such flag. For the whole process, so for the command line only.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${String(budget)}`);
}
