import type { Build } from '../rule.ts';
import type { BuildPorts } from '../build.ts';
import { createBuild, missingTarget } from '../build.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FoundFile } from '../discover.ts';
import { judgeFile } from '../judge-file.ts';
import type { Settings } from '../judge-file.ts';
import type { FileReport, PolicyReport, RunError } from '../report.ts';
import type { Source } from '../source.ts';
import { readBaseline } from './baseline.ts';
import { contextChoice } from './context-choice.ts';
import { fixFile } from './fixing.ts';
import type { RunOptions } from './options.ts';
import { portsFor } from './ports.ts';
import type { FilePlan } from './settings.ts';
import { prepareShellCheck } from './shellcheck.ts';

export interface FileOutcome {
  readonly report: FileReport;
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  readonly notes: readonly string[];
  /** Of `--diff`: what `--fix` would change. */
  readonly diffs: readonly string[];
}


/** One file from its text to its report; with `--fix` what is left after fixing. Throws `ConfigError` and `UnreadableFile`. */
export async function judgeOne(source: Source, file: FoundFile, plan: FilePlan, options: RunOptions, catalogue: Catalogue): Promise<FileOutcome> {
  const errors: RunError[] = [];
  const notes: string[] = [];
  const choice = contextChoice(options, plan.config);
  const basePorts = portsFor(file.file, options.folder, choice);
  const baseline = readBaseline(options, file);
  const settings: Settings = {
    activation: plan.activation, policies: plan.policies, language: options.language,
    noInlineIgnores: options.noInlineIgnores || plan.config.noInlineIgnores,
  };
  const shellcheck = await prepareShellCheck(source, plan, options, (text) => buildsOf(text, basePorts)[0]);
  notes.push(...shellcheck.notes);
  errors.push(...shellcheck.errors.map((message) => ({ path: source.path, message })));

  function buildsOf(text: Source, ports: BuildPorts): readonly Build[] {
    const args = new Map([...plan.config.buildArgs, ...options.buildArgs]);
    const target = options.target ?? plan.config.target;
    const make = (of: Source, itsPorts: BuildPorts): Build => createBuild({ source: of, target, args, today: options.today, baseImages: plan.config.baseImages, ports: itsPorts });
    return [make(text, { ...ports, ...(baseline === undefined ? {} : { baseline: () => make(baseline, {}) }) })];
  }

  const builds = buildsOf(source, { ...basePorts, shellcheck: shellcheck.answer });
  const first = builds[0];
  const problem = first === undefined ? undefined : missingTarget(first.dockerfile, options.target ?? plan.config.target);
  if (problem !== undefined) errors.push({ path: source.path, message: problem });
  const judged = judgeFile(builds, settings, catalogue);
  errors.push(...judged.errors);
  const fixed = options.fix === 'none' && !options.diff ? undefined
    : fixFile({ source, file, options, judge: (text, changed) => judgeFile(buildsOf(text, portsFor(file.file, options.folder, choice, changed)), settings, catalogue), first: judged });
  errors.push(...(fixed?.errors ?? []));
  notes.push(...(fixed?.notes ?? []));
  const diagnostics: readonly Diagnostic[] = fixed === undefined || options.diff ? judged.diagnostics : fixed.diagnostics;
  return {
    report: { source: fixed === undefined || options.diff ? source : fixed.source, diagnostics, ...contextOf(builds, plan) },
    policies: judged.policies, errors, notes, diffs: fixed?.diffs ?? [],
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

