import { missingTarget } from '../build.ts';
import type { Catalogue } from '../catalogue.ts';
import { tomlFile } from '../context/toml.ts';
import type { FoundFile } from '../discover.ts';
import { contextSources } from '../image/questions/context-copies.ts';
import { beginJudging, judgeFile } from '../judge-file.ts';
import type { JudgedFile, Settings } from '../judge-file.ts';
import type { FileReport, PolicyReport, RunError } from '../report.ts';
import type { Build } from '../rule.ts';
import type { Source } from '../source.ts';
import type { BuildMakers } from './builds.ts';
import { makersOf } from './builds.ts';
import { asksForContext } from './declared.ts';
import type { FixedFile } from './fixing.ts';
import { fixFile } from './fixing.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';
import type { ShellChecked, ShellChecks } from './shellcheck.ts';
import type { World } from './world.ts';

export interface FileOutcome {
  readonly report: FileReport;
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  /** Of `--diff`: what `--fix` would change. */
  readonly diffs: readonly string[];
  /** How many findings `--fix` fixed. */
  readonly fixed: number;
  /** Of `--fix` on standard input: its text as fixes left it. */
  readonly fixedInput?: string;
}

/** What judges a file besides its text. */
export interface FileRequest {
  readonly file: FoundFile;
  readonly plan: FilePlan;
  readonly options: RunOptions;
  readonly catalogue: Catalogue;
  readonly shellchecks: ShellChecks;
  readonly world: World;
}

/**
 * One file from its text to its report; with `--fix` what is left after fixing. Where ShellCheck is at work, what is left to do is
 * a function, so that other files can be begun meanwhile. Throws `ConfigError` and `UnreadableFile`.
 */
export async function beginFile(source: Source, request: FileRequest): Promise<FileOutcome | (() => Promise<FileOutcome>)> {
  const { plan, options, catalogue } = request;
  const makers = await makersOf(request.file, plan, options, { world: request.world });
  const settings = settingsOf(request);
  let checked: ShellChecked | undefined;
  const builds = makers.all(source, () => checked?.comments);
  const [main] = builds;
  const answer = main === undefined ? undefined : await request.shellchecks.begin(main, plan, options);
  const finish = beginJudging(builds, settings, catalogue);
  const rest = async (): Promise<FileOutcome> => {
    checked = await answer?.();
    const problem = main === undefined ? undefined : missingTarget(main.dockerfile, options.target ?? plan.config.target);
    const errors = [...(checked?.errors ?? []), ...(problem === undefined ? [] : [problem])].map((message): RunError => ({ path: source.path, message }));
    const judged = finish();
    const fixed = options.fix === 'none' ? undefined : await fix({ source, first: judged, withShellCheck: checked?.comments !== undefined, makers, settings }, request);
    const kept = fixed ?? { source, judged, notes: [], diffs: [], errors: [], fixed: 0 };
    return {
      report: { source: kept.source, diagnostics: kept.judged.diagnostics, ...contextOf(builds, plan) },
      policies: kept.judged.policies, errors: [...errors, ...judged.errors, ...kept.errors], diffs: kept.diffs, fixed: kept.fixed,
      notes: [...makers.notes, ...contextNotes(builds, plan), ...(checked?.notes ?? []), ...kept.notes],
      ...(fixed?.fixedInput === undefined ? {} : { fixedInput: fixed.fixedInput }),
    };
  };
  return answer === undefined ? rest() : rest;
}

function settingsOf({ plan, options }: FileRequest): Settings {
  return {
    activation: plan.activation, policies: plan.policies, language: options.language,
    noInlineIgnores: options.noInlineIgnores || plan.config.noInlineIgnores,
  };
}

interface Fixable {
  readonly source: Source;
  readonly first: JudgedFile;
  readonly withShellCheck: boolean;
  readonly makers: BuildMakers;
  readonly settings: Settings;
}

function fix({ source, first, withShellCheck, makers, settings }: Fixable, { file, plan, options, catalogue, shellchecks }: FileRequest): Promise<FixedFile> {
  const recheck = async (text: Source, changed: ReadonlyMap<string, Source>): Promise<JudgedFile> => {
    const builds = makers.all(text, () => checked?.comments, changed);
    const [main] = builds;
    const checked = main === undefined ? undefined : await (await shellchecks.begin(main, plan, options))?.();
    return judgeFile(builds, settings, catalogue);
  };
  return fixFile({
    source, file, options, first,
    judge: (text, changed) => judgeFile(makers.all(text, () => undefined, changed), settings, catalogue),
    recheck: withShellCheck ? recheck : undefined,
  });
}

/**
 * The context, when a rule that ran needs one: its folder and why, or why it is not known, which means nothing to somebody whose
 * file copies nothing from it.
 */
function contextOf(builds: readonly Build[], plan: FilePlan): Pick<FileReport, 'context'> {
  const first = builds[0];
  if (!asksForContext(plan) || first === undefined) return {};
  const { folder } = first.context;
  if (folder.is === 'unknown' && plan.policies.length === 0 && contextSources(first.dockerfile).length === 0) return {};
  return { context: folder.is === 'known' ? { path: folder.path, why: folder.why } : { unknown: folder.why } };
}

/** What of the contexts could not be read as what it is, and why git said nothing of them. */
function contextNotes(builds: readonly Build[], plan: FilePlan): readonly string[] {
  if (!asksForContext(plan)) return [];
  return builds.flatMap((build) => {
    const { context, dockerfile } = build;
    if (context.folder.is === 'unknown') return [];
    const manifest = dockerfile.commands('cargo', 'cargo-chef').length === 0 ? undefined : tomlFile(context, 'Cargo.toml');
    const mistakes = manifest?.is === 'broken' ? [`\`Cargo.toml\` is not TOML that can be read (line ${String(manifest.line)}): what it says is not known`] : [];
    // Rules ask git about what is copied, about nothing else.
    const silent = contextSources(dockerfile).length === 0 ? undefined : build.git?.problem?.();
    const unasked = silent === undefined ? [] : [`${silent}, so what it tracks and ignores is not known`];
    return [...context.problems, ...mistakes, ...unasked].map((problem) => `build context \`${context.folder.is === 'known' ? context.folder.path : ''}\`: ${problem}`);
  });
}
