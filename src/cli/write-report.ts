import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../error-code.ts';
import { writeFailure, writeWhole } from '../write-file.ts';
import type { Printer } from './printer.ts';

/** What a report's path is relative to, and which files, absolute, it must not replace. */
export interface ReportPlace {
  readonly folder: string;
  readonly inputs?: ReadonlySet<string>;
}

/**
 * Writes a report to a file, whose folder is made when it is not there; into a pipe or device as it is. `/dev/stdout` and `/dev/stderr`
 * are what ironlint itself prints to: behind them may lie a log, which is neither replaced nor emptied. Gives what went wrong, as a
 * sentence.
 */
export function writeReport(file: string, { folder, inputs = new Set() }: ReportPlace, text: string, { out, complain }: Pick<Printer, 'out' | 'complain'>): string | undefined {
  const target = path.resolve(folder, file);
  try {
    const print = target === '/dev/stdout' ? out : target === '/dev/stderr' ? complain : undefined;
    if (print !== undefined) {
      print(text);
      return undefined;
    }
    const status = statSync(target, { throwIfNoEntry: false });
    if (status?.isFile() === true && inputs.has(target)) return `--output: ${file} is a file that this run reads; it stays as it is`;
    if (status === undefined) makeFolder(path.dirname(target));
    if (status === undefined || status.isFile() || status.isDirectory()) writeWhole(target, Buffer.from(text, 'utf8'));
    else writeFileSync(target, text);
    return undefined;
  } catch (error) {
    return `--output: ${file} could not be written: ${writeFailure(error)}`;
  }
}

/** Adds to a file that others write to as well. Gives what went wrong, as a sentence. */
export function appendReport(file: string, text: string): string | undefined {
  try {
    appendFileSync(file, text);
    return undefined;
  } catch (error) {
    return `GITHUB_STEP_SUMMARY: ${file} could not be written: ${writeFailure(error)}`;
  }
}

/** Node's own `recursive` never ends where the disk refuses with ENOENT, as below /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    makeFolder(path.dirname(folder));
    mkdirSync(folder);
  }
}
