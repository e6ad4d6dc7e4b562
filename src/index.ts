import { rules } from '../rules/index.ts';
import { createBuilds } from './build.ts';
import { createCatalogue } from './catalogue.ts';
import { activate } from './config/activate.ts';
import { emptyConfig } from './config/merge.ts';
import type { Preset, RuleLevel, RuleOptions, RuleSetting } from './config/model.ts';
import { memoryContext } from './context/memory.ts';
import type { Diagnostic } from './diagnostic.ts';
import { judgeFile } from './judge-file.ts';
import type { Language } from './policy/judge.ts';
import { loadPolicy } from './policy/load.ts';
import type { PolicyReport, RunError } from './report.ts';
import { Source } from './source.ts';
import { suppressionRules } from './suppress/rules.ts';

export type { Alias, Diagnostic, Edit, Fix, Level, Related, Severity } from './diagnostic.ts';
export type { PolicyReport, CriterionReport, Evidence, Outcome, Report, FileReport, RunError } from './report.ts';
export type { AnyRule, Build, Observation, Rule } from './rule.ts';
export { defineRule } from './rule.ts';
export { Source } from './source.ts';
export type { Place, Position, Span } from './source.ts';
export { version } from './version.ts';

/** How `lintText` judges: nothing is read from the disk but what is given here. */
export interface LintTextOptions {
  /** The name that places show; `Dockerfile` by default. */
  readonly path?: string;
  readonly presets?: readonly Preset[];
  /** Levels and options by rule, `rule/fault` or a peer's id. */
  readonly rules?: Readonly<Record<string, RuleLevel | readonly [RuleLevel, RuleOptions]>>;
  /** Names of policies that ship. */
  readonly policies?: readonly string[];
  readonly language?: Language;
  /** The build context by path, `.dockerignore` among its files; unknown without it. */
  readonly files?: ReadonlyMap<string, string>;
  readonly target?: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** YYYY-MM-DD; the current date by default. */
  readonly today?: string;
}

export interface LintTextResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
}

/** Judges one Dockerfile in memory. Rejects with an error that says so when a rule or policy is not known. */
export async function lintText(text: string, options: LintTextOptions = {}): Promise<LintTextResult> {
  const catalogue = createCatalogue([...rules, ...suppressionRules]);
  const config = { ...emptyConfig, presets: options.presets ?? emptyConfig.presets };
  const settings = new Map(Object.entries(options.rules ?? {}).map(([name, setting]): [string, RuleSetting] => {
    if (catalogue.resolve(name) === undefined) throw new Error(`no rule is named \`${name}\``);
    return [name, typeof setting === 'string' ? { level: setting } : { level: setting[0], options: setting[1] }];
  }));
  const path = options.path ?? 'Dockerfile';
  const policies = await Promise.all((options.policies ?? []).map((name) => loadPolicy(name, catalogue, { folder: '/', currentFolder: '/' })));
  const source = text.startsWith('\ufeff') ? new Source(path, text.slice(1), { byteOrderMark: true }) : new Source(path, text);
  const { files } = options;
  const builds = createBuilds({
    source, target: options.target, args: options.buildArgs,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    ...(files === undefined ? {} : { ports: { context: () => memoryContext({ files, why: 'it was given' }) } }),
  });
  const { diagnostics, policies: reports, errors } = judgeFile(builds, {
    activation: activate(catalogue, config, `/${path}`, { rules: settings }), policies, noInlineIgnores: false, language: options.language ?? 'en',
  }, catalogue);
  return { diagnostics, policies: reports, errors };
}
