import { rules } from '../rules/index.ts';
import { createBuild } from '../src/build.ts';
import { createCatalogue } from '../src/catalogue.ts';
import { activate, type CommandLineRules } from '../src/config/activate.ts';
import { emptyConfig } from '../src/config/merge.ts';
import type { Preset, RuleLevel } from '../src/config/model.ts';
import { judgeFile, type JudgedFile } from '../src/judge-file.ts';
import type { Source } from '../src/source.ts';
import { suppressionRules } from '../src/suppress/rules.ts';

/** What counts as today in every measurement. */
export const today = '2026-11-01';

/** Judges texts without a context, as `ironlint` without a configuration does; `levels` by rule, fault or a peer's id. */
export function createJudge(options: { readonly presets?: readonly Preset[]; readonly levels?: ReadonlyMap<string, RuleLevel> } = {}): (source: Source) => JudgedFile {
  const catalogue = createCatalogue([...rules, ...suppressionRules]);
  const commandLine: CommandLineRules = { rules: new Map([...(options.levels ?? [])].map(([name, level]) => [name, { level }])) };
  const activation = activate(catalogue, { ...emptyConfig, presets: options.presets ?? emptyConfig.presets }, '/Dockerfile', commandLine);
  return (source) => judgeFile([createBuild({ source, today })], { activation, policies: [], noInlineIgnores: false, language: 'en' }, catalogue);
}
