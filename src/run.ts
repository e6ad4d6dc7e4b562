import path from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { editionNote } from './config/activate.ts';
import type { Discovery, FoundFile } from './discover.ts';
import { discover, shown } from './discover.ts';
import { isPipe } from './read-source.ts';
import type { Report, RunError } from './report.ts';
import type { FileResult, UsedConfig } from './run/file-result.ts';
import { fixedNotes } from './run/fixed-notes.ts';
import { createFileJudge, judgeAll } from './run/judge-found.ts';
import type { RunOptions } from './run/options.ts';
import { summarize } from './run/summary.ts';
import { toldOnce } from './run/told-once.ts';

/** A run's report, and what `--fix` or `--diff` made. */
export interface RunResult {
  readonly report: Report;
  /** Of `--diff`: what would change, as unified diffs. */
  readonly diffs: readonly string[];
  /** Of `--fix` on standard input: its text as fixes left it. */
  readonly fixedInput: string | Uint8Array | undefined;
  /** Of each file that was read, which configs hold for it. */
  readonly configs: readonly UsedConfig[];
  /** 0 accepted, 1 not accepted, 2 could not run. */
  readonly exitCode: 0 | 1 | 2;
}

/** Files from which on V8 is told what is coming: below, it has hardly begun to optimize. */
const manyFiles = 30;

/** Whether a run may use worker threads. */
export interface Jobs {
  /** Threads that were asked for; as many as pay without it. */
  readonly threads: number | undefined;
  /** The program that this is, for a thread to run. */
  readonly script: string;
}

/** The steps of one run. Throws only `ConfigError`, for what stops a run as a whole: a command line or policy that cannot be used. */
export async function run(options: RunOptions, catalogue: Catalogue, jobs?: Jobs): Promise<RunResult> {
  const { files, problems, notes: searchNotes } = await findFiles(options);
  const judge = await createFileJudge(options, catalogue, { many: files.length > 1 });
  if (jobs !== undefined && files.length >= manyFiles) (await import('./jobs/many-files.ts')).prepareForManyFiles();
  const threads = await threadsOf(files, options, jobs);
  let results: readonly FileResult[];
  if (jobs === undefined || threads < 2) {
    results = (await judgeAll([...files.entries()], judge)).map(([, result]) => result);
  } else {
    const { judgeInThreads } = await import('./jobs/pool.ts');
    results = await judgeInThreads({ files, options, judge, threads, script: jobs.script });
  }
  const notes = options.cache === undefined ? [] : await keep(options.cache, files, results, options);
  return conclude(results, problems, { ...options, notes: [...options.notes, ...searchNotes, ...notes] });
}

async function keep(location: string, files: readonly FoundFile[], results: readonly FileResult[], options: RunOptions): Promise<readonly string[]> {
  const { cacheNote, writeCache } = await import('./run/result-cache.ts');
  const failed = writeCache(location, files.flatMap(({ file }, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ file, result }];
  }));
  return [cacheNote(results, options), failed].filter((note) => note !== undefined);
}

/** Standard input and pipes are read once, and files that are written may share an ignore file: such runs stay in one thread. */
async function threadsOf(files: readonly FoundFile[], options: RunOptions, jobs: Jobs | undefined): Promise<number> {
  if (jobs === undefined || files.length < 2 || jobs.threads === 1 || options.names.includes('-') || options.fix !== 'none' || options.diff) return 1;
  if ([options.config, options.contextFiles, ...options.policies].some((file) => file !== undefined && isPipe(path.resolve(options.folder, file)))) return 1;
  const { threadsFor } = await import('./jobs/threads.ts');
  return threadsFor(files.length, jobs.threads);
}

/** The files that the command line names, standard input first. */
export async function findFiles(options: RunOptions): Promise<Discovery> {
  const named = options.names.filter((name) => name !== '-');
  const stdin: FoundFile[] = options.names.includes('-')
    ? [{ file: path.resolve(options.folder, options.stdinFilename), shownAs: shown(path.resolve(options.folder, options.stdinFilename), options.folder), explicit: true, standardInput: true }]
    : [];
  if (named.length === 0 && stdin.length > 0) return { files: stdin, problems: [], notes: [] };
  const found = await discover(named, { folder: options.folder, exclude: options.exclude });
  return { ...found, files: [...stdin, ...found.files] };
}

function conclude(results: readonly FileResult[], problems: readonly RunError[], options: RunOptions): RunResult {
  const outcomes = results.flatMap(({ outcome }) => outcome ?? []);
  const used = results.flatMap((result) => result.used ?? []);
  const files = toldOnce(outcomes.map((outcome) => outcome.report));
  const thresholds = results.flatMap(({ outcome, used: config }) => (outcome === undefined ? [] : [options.failOn ?? config?.failOn]));
  const judged = outcomes.map(({ report, policies }, index) => {
    const file = files[index] ?? report;
    const told = file === report ? undefined : new Set(file.diagnostics);
    return { file, toldElsewhere: told === undefined ? [] : report.diagnostics.filter((each) => !told.has(each)), policies, failOn: thresholds[index] };
  });
  const errors = dedupe([...problems, ...results.flatMap((result) => result.errors), ...outcomes.flatMap((outcome) => outcome.errors)]);
  const notes = [...new Set([...notesOf(used), ...options.notes, ...outcomes.flatMap((outcome) => outcome.notes)]), ...fixedNotes(outcomes.map(({ report, fixed }) => ({ path: report.source.path, fixed })))];
  const diffs = outcomes.flatMap((outcome) => outcome.diffs);
  const { report, exitCode } = summarize({ judged, errors, notes });
  // What was not judged, or is no UTF-8, is given back as it came.
  const fixedInput = results.map(({ outcome, input }) => (outcome === undefined || outcome.report.source.invalidUtf8 ? input : outcome.fixedInput)).find((each) => each !== undefined);
  return { report, diffs, fixedInput, configs: used, exitCode: options.diff && exitCode !== 2 ? (diffs.length > 0 ? 1 : 0) : exitCode };
}

/** What the configs that were used say on the summary line. */
function notesOf(used: readonly UsedConfig[]): readonly string[] {
  const edition = editionNote([...new Set(used.flatMap(({ newer }) => newer))]);
  return [...used.flatMap(({ notes }) => notes), ...(edition === undefined ? [] : [edition])];
}

function dedupe(errors: readonly RunError[]): readonly RunError[] {
  return [...new Map(errors.map((error) => [`${error.path ?? ''}\n${error.message}`, error])).values()];
}
