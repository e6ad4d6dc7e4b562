import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FoundFile } from '../discover.ts';
import type { FileResult } from '../run/file-result.ts';
import type { JudgeFound } from '../run/judge-found.ts';
import { judgeAll } from '../run/judge-found.ts';
import type { RunOptions } from '../run/options.ts';
import type { Batch, Reply } from './messages.ts';
import { workerArgument } from './messages.ts';
import { revive } from './revive.ts';

export interface Work {
  readonly files: readonly FoundFile[];
  readonly options: RunOptions;
  /** Judges in this thread, which does its share. */
  readonly judge: JudgeFound;
  /** Threads, this one among them. */
  readonly threads: number;
  /** The program that a worker thread runs, with `workerArgument`. */
  readonly script: string;
}

/** Enough that a worker seldom waits for an answer, few enough that all threads end at about the same time. */
const batchSize = 8;

interface Queue {
  take(): Batch | undefined;
  put(index: number, result: FileResult): void;
}

/** The results in the order of the files, whichever thread they come from. A worker that dies leaves its files to this thread. */
export async function judgeInThreads({ files, options, judge, threads, script }: Work): Promise<readonly FileResult[]> {
  const results = new Map<number, FileResult>();
  let next = 0;
  const queue: Queue = {
    take() {
      if (next >= files.length) return undefined;
      const batch = files.slice(next, next + batchSize).map((file, offset) => [next + offset, file] as const);
      next += batch.length;
      return batch;
    },
    put: (index, result) => void results.set(index, result),
  };
  const helpers = Array.from({ length: threads - 1 }, () => help(queue, script, options));
  for (let batch = queue.take(); batch !== undefined; batch = queue.take()) {
    for (const [index, result] of await judgeAll(batch, judge)) queue.put(index, result);
    // The answers of the workers are read in between.
    await setImmediate();
  }
  await Promise.all(helpers);
  const left = [...files.entries()].filter(([index]) => !results.has(index));
  for (const [index, result] of await judgeAll(left, judge)) results.set(index, result);
  return files.flatMap((_, index) => results.get(index) ?? []);
}

/** One worker from its start to the end of the queue; done also when it fails. */
function help(queue: Queue, script: string, options: RunOptions): Promise<void> {
  return new Promise((done) => {
    const worker = new Worker(script, { argv: [workerArgument], workerData: options });
    let waiting = 0;
    const send = (): void => {
      const batch = queue.take();
      if (batch === undefined) return;
      waiting++;
      worker.postMessage(batch);
    };
    const end = (): void => {
      void worker.terminate();
      done();
    };
    worker.on('message', (reply: Reply) => {
      waiting--;
      if (reply === 'failed') return end();
      for (const [index, result] of reply) queue.put(index, revive(result));
      send();
      if (waiting === 0) end();
    });
    worker.on('error', end);
    worker.on('exit', () => done());
    // It has the next batch before it asks.
    send();
    send();
    if (waiting === 0) end();
  });
}
