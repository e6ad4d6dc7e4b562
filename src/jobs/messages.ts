import type { FoundFile } from '../discover.ts';
import type { FileResult } from '../run/file-result.ts';

/** The one argument that the command line is started with as a worker thread; as a program it refuses it. */
export const workerArgument = '--worker-thread-of-ironlint';

/** Files to judge, each with its number in the run. */
export type Batch = readonly (readonly [index: number, file: FoundFile])[];

/** The answer to a batch, in its order; `failed` when judging threw: the other side then judges the files itself, and throws. */
export type Reply = readonly (readonly [index: number, result: FileResult])[] | 'failed';
