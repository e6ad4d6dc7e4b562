import path from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { createConfigLoader } from './config/load.ts';
import { ConfigError } from './config/error.ts';
import type { FailOn } from './config/model.ts';
import type { FoundFile } from './discover.ts';
import { discover, shown } from './discover.ts';
import { readSource, readStandardInput, UnreadableFile } from './read-source.ts';
import type { FileReport, PolicyReport, Report, RunError } from './report.ts';
import type { FileOutcome } from './run/file.ts';
import { judgeOne } from './run/file.ts';
import type { RunOptions } from './run/options.ts';
import { createPlanner } from './run/settings.ts';
import { summarize } from './run/summary.ts';
import type { Source } from './source.ts';

/** A run's report, and what `--fix` or `--diff` made. */
export interface RunResult {
  readonly report: Report;
  /** Of `--diff`: what would change, as unified diffs. */
  readonly diffs: readonly string[];
  /** 0 accepted, 1 not accepted, 2 could not run. */
  readonly exitCode: 0 | 1 | 2;
}

/** The steps of one run. Throws only `ConfigError`, for what stops a run as a whole: a command line or policy that cannot be used. */
export async function run(options: RunOptions, catalogue: Catalogue): Promise<RunResult> {
  const loader = createConfigLoader(catalogue, {
    currentFolder: options.folder,
    ...(options.config === undefined ? {} : { file: options.config }),
    ...(options.noConfig ? { none: true } : {}),
  });
  const planner = await createPlanner(options, catalogue, loader);
  const { files, problems } = await findFiles(options);
  const errors: RunError[] = [...problems];
  const outcomes: FileOutcome[] = [];
  for (const file of files) {
    const outcome = await tryFile(file, options, async (source) => {
      const plan = await planner.planFor(file.file);
      return plan.excluded(file.file) ? undefined : judgeOne(source, file, plan, options, catalogue);
    }, errors);
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return conclude(outcomes, errors, [...planner.notes(), ...options.notes], planner.failOn(), options);
}

async function findFiles(options: RunOptions): Promise<{ readonly files: readonly FoundFile[]; readonly problems: readonly { readonly path: string; readonly message: string }[] }> {
  const named = options.names.filter((name) => name !== '-');
  const stdin: FoundFile[] = options.names.includes('-')
    ? [{ file: path.resolve(options.folder, options.stdinFilename), shownAs: shown(path.resolve(options.folder, options.stdinFilename), options.folder), explicit: true }]
    : [];
  if (named.length === 0 && stdin.length > 0) return { files: stdin, problems: [] };
  const found = await discover(named, { folder: options.folder, exclude: options.exclude });
  return { files: [...stdin, ...found.files], problems: found.problems };
}

async function tryFile(file: FoundFile, options: RunOptions, judge: (source: Source) => Promise<FileOutcome | undefined>, errors: RunError[]): Promise<FileOutcome | undefined> {
  try {
    const fromStdin = options.names.includes('-') && file.file === path.resolve(options.folder, options.stdinFilename);
    const shownAs = options.filePathInReport ?? file.shownAs;
    return await judge(fromStdin ? readStandardInput(shownAs) : readSource(file.file, shownAs));
  } catch (error) {
    if (error instanceof UnreadableFile) errors.push({ path: error.path, message: error.reason });
    // It names its config, and stops every file that the config holds for: said once.
    else if (error instanceof ConfigError) errors.push({ message: error.message });
    else throw error;
    return undefined;
  }
}

function conclude(outcomes: readonly FileOutcome[], errors: readonly RunError[], notes: readonly string[], failOn: FailOn | undefined, options: RunOptions): RunResult {
  const files: readonly FileReport[] = outcomes.map((outcome) => outcome.report);
  const policies: readonly PolicyReport[] = outcomes.flatMap((outcome) => outcome.policies);
  const allErrors = dedupe([...errors, ...outcomes.flatMap((outcome) => outcome.errors)]);
  const allNotes = [...new Set([...notes, ...outcomes.flatMap((outcome) => outcome.notes)])];
  const diffs = outcomes.flatMap((outcome) => outcome.diffs);
  const { report, exitCode } = summarize({ files, policies, errors: allErrors, notes: allNotes, failOn });
  return { report, diffs, exitCode: options.diff && exitCode !== 2 ? (diffs.length > 0 ? 1 : 0) : exitCode };
}

function dedupe(errors: readonly RunError[]): readonly RunError[] {
  return [...new Map(errors.map((error) => [`${error.path ?? ''}\n${error.message}`, error])).values()];
}
