import type { Catalogue } from '../catalogue.ts';
import { ConfigError } from '../config/error.ts';
import { createConfigLoader } from '../config/load.ts';
import type { FailOn } from '../config/model.ts';
import type { FoundFile } from '../discover.ts';
import { readSource, readStandardInput, UnreadableFile } from '../read-source.ts';
import type { RunError } from '../report.ts';
import type { Source } from '../source.ts';
import type { FileOutcome } from './file.ts';
import { judgeOne } from './file.ts';
import type { RunOptions } from './options.ts';
import { createPlanner } from './settings.ts';

/** What the config that holds for a file says of the run as a whole. */
export interface UsedConfig {
  readonly notes: readonly string[];
  /** Rules that are newer than its edition. */
  readonly newer: readonly string[];
  readonly failOn: FailOn | undefined;
}

/** All that comes of one file of a run: plain data but for its sources, so that it can cross from one thread to another. */
export interface FileResult {
  /** Undefined for a file that is excluded or could not be judged. */
  readonly outcome: FileOutcome | undefined;
  readonly errors: readonly RunError[];
  /** Undefined when the file or its config could not be read. */
  readonly used: UsedConfig | undefined;
  /** Of `--cache`: what the outcome may be kept under. */
  readonly key?: string | undefined;
}

export type JudgeFound = (file: FoundFile) => Promise<FileResult>;

/** Throws `ConfigError` when the command line cannot be used; what is wrong with single files is part of their results. */
export async function createFileJudge(options: RunOptions, catalogue: Catalogue): Promise<JudgeFound> {
  const loader = createConfigLoader(catalogue, {
    currentFolder: options.folder,
    ...(options.config === undefined ? {} : { file: options.config }),
    ...(options.noConfig ? { none: true } : {}),
  });
  const planner = await createPlanner(options, catalogue, loader);
  const cache = options.cache === undefined ? undefined : await import('./result-cache.ts');
  const kept = options.cache === undefined ? undefined : cache?.readCache(options.cache);
  return async (file) => {
    try {
      const source = read(file, options);
      const plan = await planner.planFor(file.file);
      const used: UsedConfig = { notes: plan.config.notes, newer: plan.activation.newer, failOn: plan.config.failOn };
      if (plan.excluded(file.file)) return { outcome: undefined, errors: [], used };
      const key = cache?.cacheKey(file.file, source, plan, options);
      const known = key === undefined || kept === undefined ? undefined : cache?.keptOutcome(kept, file.file, key);
      return { outcome: known ?? (await judgeOne(source, file, plan, options, catalogue)), errors: [], used, key };
    } catch (error) {
      if (error instanceof UnreadableFile) return { outcome: undefined, errors: [{ path: error.path, message: error.reason }], used: undefined };
      // It names its config, and stops every file that the config holds for: said once.
      if (error instanceof ConfigError) return { outcome: undefined, errors: [{ message: error.message }], used: undefined };
      throw error;
    }
  };
}

function read(file: FoundFile, options: RunOptions): Source {
  const shownAs = options.filePathInReport ?? file.shownAs;
  return file.standardInput === true ? readStandardInput(shownAs) : readSource(file.file, shownAs);
}
