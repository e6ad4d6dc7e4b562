import { setFlagsFromString } from 'node:v8';

/** By the major version of V8, what tells it that the work is one pass over some hundred files (docs/performance.md). Later versions have a compiler in between and need nothing. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  // Node 20. A function is optimized after so many bytes of bytecode; V8's own figure is 67,584. One pass is too short for that: V8
  // compiles on assumptions that the next files break, and a third of the time goes into it. And nearly all that a file leaves
  // behind is garbage: it is collected when the heap has grown by half, not when it is four times as large. A function takes in a third
  // of what V8 lets it: the other threads, which the machine may need, then compile half as long, and the code is as fast over one pass.
  11: ['--interrupt-budget=270000', '--heap-growing-percent=50', '--max-inlined-bytecode-size-cumulative=300'],
  // Node 22, where calls are counted: V8's own figure is 3,000.
  12: ['--invocation-count-for-turbofan=30000'],
};

/** Tells V8 what kind of work is coming. For the whole process, so for the command line only. */
export function prepareForManyFiles(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of flagsOf[major] ?? []) setFlagsFromString(flag);
}
