import { setFlagsFromString } from 'node:v8';

const flags: readonly string[] = [
  // A function is optimized after so many bytes of bytecode; V8's own figure is 67,584. One pass over some hundred files is too short
  // for that: V8 compiles on assumptions that the next files break, and a third of the time goes into it (docs/performance.md).
  '--interrupt-budget=270000',
  // Nearly all that a file leaves behind is garbage: V8 collects it when the heap has grown by half, not when it is four times as large.
  '--heap-growing-percent=50',
];

/** Tells V8 11 (Node 20) what kind of work is coming. Later versions have other compilers and flags. For the whole process, so for the command line only. */
export function prepareForManyFiles(): void {
  if (process.versions.v8.startsWith('11.')) for (const flag of flags) setFlagsFromString(flag);
}
