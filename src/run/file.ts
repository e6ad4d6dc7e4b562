import { missingTarget } from '../build.ts';
import type { Catalogue } from '../catalogue.ts';
import type { FoundFile } from '../discover.ts';
import { judgeFile } from '../judge-file.ts';
import type { Settings } from '../judge-file.ts';
import type { FileReport, PolicyReport, RunError } from '../report.ts';
import type { Build } from '../rule.ts';
import type { Source } from '../source.ts';
import { makersOf } from './builds.ts';
import { fixFile } from './fixing.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';
import { prepareShellCheck } from './shellcheck.ts';

export interface FileOutcome {
  readonly report: FileReport;
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  /** Of `--diff`: what `--fix` would change. */
  readonly diffs: readonly string[];
  /** Of `--fix` on standard input: its text as fixes left it. */
  readonly fixedInput?: string;
}

/** One file from its text to its report; with `--fix` what is left after fixing. Throws `ConfigError` and `UnreadableFile`. */
export async function judgeOne(source: Source, file: FoundFile, plan: FilePlan, options: RunOptions, catalogue: Catalogue): Promise<FileOutcome> {
  const makers = await makersOf(file, plan, options);
  const errors: RunError[] = [];
  const settings: Settings = {
    activation: plan.activation, policies: plan.policies, language: options.language,
    noInlineIgnores: options.noInlineIgnores || plan.config.noInlineIgnores,
  };
  const shellcheck = await prepareShellCheck(source, plan, options, (text) => makers.plain(text));
  errors.push(...shellcheck.errors.map((message) => ({ path: source.path, message })));
  const builds = makers.all(source, shellcheck.answer);
  const [main] = builds;
  const problem = main === undefined ? undefined : missingTarget(main.dockerfile, options.target ?? plan.config.target);
  if (problem !== undefined) errors.push({ path: source.path, message: problem });
  const judged = judgeFile(builds, settings, catalogue);
  errors.push(...judged.errors);
  const fixed = options.fix === 'none' ? undefined : await fixFile({
    source, file, options, first: judged,
    judge: (text, changed) => judgeFile(makers.all(text, () => undefined, changed), settings, catalogue),
    recheck: !shellcheck.ran ? undefined : async (text, changed) => {
      const { answer } = await prepareShellCheck(text, plan, options, (again) => makers.plain(again));
      return judgeFile(makers.all(text, answer, changed), settings, catalogue);
    },
  });
  errors.push(...(fixed?.errors ?? []));
  const kept = fixed ?? { source, judged, notes: [], diffs: [] };
  return {
    report: { source: kept.source, diagnostics: kept.judged.diagnostics, ...contextOf(builds, plan) },
    policies: kept.judged.policies, errors, notes: [...makers.notes, ...shellcheck.notes, ...kept.notes], diffs: kept.diffs,
    ...(fixed?.fixedInput === undefined ? {} : { fixedInput: fixed.fixedInput }),
  };
}

/** The context, when a rule that ran needs one: its folder and why, or why it is not known. */
function contextOf(builds: readonly Build[], plan: FilePlan): Pick<FileReport, 'context'> {
  const asked = plan.policies.length > 0 || plan.activation.active.some(({ rule }) => rule.needs?.includes('context') === true);
  const first = builds[0];
  if (!asked || first === undefined) return {};
  const { folder } = first.context;
  return { context: folder.is === 'known' ? { path: folder.path, why: folder.why } : { unknown: folder.why } };
}

