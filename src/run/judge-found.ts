import type { Catalogue } from '../catalogue.ts';
import { ConfigError } from '../config/error.ts';
import type { FoundFile } from '../discover.ts';
import { decodeSource, readSource, readStandardInput, UnreadableFile } from '../read-source.ts';
import { beginFile } from './file.ts';
import type { FileResult, UsedConfig } from './file-result.ts';
import type { RunOptions } from './options.ts';
import { createPlanner } from './settings.ts';
import { createWorld } from './world.ts';
import { createShellChecks } from './shellcheck.ts';

/** A file's result, or the rest of the work on it, which waits for ShellCheck: other files can be begun meanwhile. */
export type JudgeFound = (file: FoundFile) => Promise<FileResult | (() => Promise<FileResult>)>;

/** Files that are begun before the first of them is waited for: enough that ShellCheck has something to do, few enough to stay small. */
const ahead = 24;

/** The results of numbered files, in their order. */
export async function judgeAll(files: readonly (readonly [index: number, file: FoundFile])[], judge: JudgeFound): Promise<readonly (readonly [index: number, result: FileResult])[]> {
  const results: (readonly [number, FileResult])[] = [];
  const begun: (readonly [number, FileResult | (() => Promise<FileResult>)])[] = [];
  const settle = async (): Promise<void> => {
    const [index, result] = begun.shift() ?? [];
    if (index !== undefined && result !== undefined) results.push([index, typeof result === 'function' ? await result() : result]);
  };
  for (const [index, file] of files) {
    begun.push([index, await judge(file)]);
    while (begun.length > ahead || typeof begun[0]?.[1] === 'object') await settle();
  }
  while (begun.length > 0) await settle();
  return results;
}

/** `many`: more files than a few follow. Throws `ConfigError` when the command line cannot be used; what is wrong with single files is part of their results. */
export async function createFileJudge(options: RunOptions, catalogue: Catalogue, { many = false } = {}): Promise<JudgeFound> {
  const planner = await createPlanner(options, catalogue);
  const cache = options.cache === undefined ? undefined : await import('./result-cache.ts');
  const kept = options.cache === undefined ? undefined : cache?.readCache(options.cache);
  const shellchecks = createShellChecks({ patient: many });
  const world = createWorld(options);
  return async (file) => {
    let input: Buffer | undefined;
    try {
      const shownAs = options.filePathInReport ?? file.shownAs;
      const bytes = file.standardInput === true ? readStandardInput(shownAs) : undefined;
      if (options.fix !== 'none' && !options.diff) input = bytes;
      const source = bytes === undefined ? readSource(file.file, shownAs) : decodeSource(bytes, shownAs);
      const plan = await planner.planFor(file.file);
      const { notes, failOn, files, format, noColor = false } = plan.config;
      const used: UsedConfig = { notes, newer: plan.activation.newer, failOn, path: source.path, files, format, noColor };
      if (plan.excluded(file.file)) return { outcome: undefined, errors: [], used, input };
      const key = cache?.cacheKey(file.file, source, plan, options);
      const location = options.cache ?? '';
      const known = key === undefined || kept === undefined ? undefined : cache?.keptOutcome(kept, { file: file.file, key, world, location });
      if (known !== undefined) return { outcome: known, errors: [], used, key, kept: true };
      const recorded = key === undefined ? undefined : cache?.recordingWorld(world, location);
      const outcome = await beginFile(source, { file, plan, options, catalogue, shellchecks, world: recorded?.world ?? world });
      if (typeof outcome !== 'function') return { outcome, errors: [], used, key, asked: recorded?.asked(), input };
      const rest = async (): Promise<FileResult> => {
        try {
          return { outcome: await outcome(), errors: [], used, key, asked: recorded?.asked(), input };
        } catch (error) {
          return { ...failed(error), input };
        }
      };
      // What fixes write, the next file may read: an ignore file belongs to several.
      return options.fix === 'none' || options.diff ? rest : await rest();
    } catch (error) {
      return { ...failed(error), input };
    }
  };
}

function failed(error: unknown): FileResult {
  if (error instanceof UnreadableFile) return { outcome: undefined, errors: [{ path: error.path, message: error.reason }], used: undefined };
  // It names its config, and stops every file that the config holds for: said once.
  if (error instanceof ConfigError) return { outcome: undefined, errors: [{ message: error.message }], used: undefined };
  throw error;
}
