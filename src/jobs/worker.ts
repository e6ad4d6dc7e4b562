import { parentPort, workerData } from 'node:worker_threads';
import type { Catalogue } from '../catalogue.ts';
import { createFileJudge, judgeAll } from '../run/judge-found.ts';
import type { JudgeFound } from '../run/judge-found.ts';
import type { RunOptions } from '../run/options.ts';
import type { Batch, Reply } from './messages.ts';

/** Judges the batches that the main thread sends until it ends this one. False in a program that was not started as a worker. */
export async function serve(catalogue: Catalogue): Promise<boolean> {
  const port = parentPort;
  if (port === null) return false;
  const options: RunOptions = workerData;
  const judge = await createFileJudge(options, catalogue, { many: true });
  port.on('message', (batch: Batch) => {
    void answer(batch, judge).then((reply) => {
      port.postMessage(reply);
    });
  });
  return true;
}

async function answer(batch: Batch, judge: JudgeFound): Promise<Reply> {
  try {
    return await judgeAll(batch, judge);
  } catch {
    return 'failed';
  }
}
