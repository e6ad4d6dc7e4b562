import path from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import type { Activation } from '../config/activate.ts';
import { activate, commandLineRules } from '../config/activate.ts';
import { emptyConfig } from '../config/merge.ts';
import { compileGlob } from '../config/glob.ts';
import { createConfigLoader } from '../config/load.ts';
import type { Anchored, Config } from '../config/model.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/model.ts';
import { hadolintSettings } from './hadolint-options.ts';
import type { RunOptions } from './options.ts';
import { slashed } from '../slashed.ts';

/** What one file is judged by: its config, the command line over it. */
export interface FilePlan {
  readonly config: Config;
  readonly activation: Activation;
  readonly policies: readonly Policy[];
  /** An absolute path. */
  excluded(file: string): boolean;
}

export interface Planner {
  /** `file`: absolute. Throws `ConfigError` when the file's config cannot be used. */
  planFor(file: string): Promise<FilePlan>;
}

/** Throws `ConfigError` when the command line names a rule or policy that does not exist. */
export async function createPlanner(options: RunOptions, catalogue: Catalogue): Promise<Planner> {
  const loader = createConfigLoader(catalogue, {
    currentFolder: options.folder,
    ...(options.config === undefined ? {} : { file: options.config }),
    ...(options.noConfig ? { none: true } : {}),
  });
  const { rules, notes = [] } = commandLineRules(catalogue, options);
  const fromCommandLine = { rules: new Map([...hadolintSettings(options.hadolint), ...rules]) };
  const request = { folder: options.folder, currentFolder: options.folder };
  const named = await Promise.all(options.policies.map((policy) => loadPolicy(policy, catalogue, request)));
  const excludedByOption = options.exclude.map(compileGlob);
  const policiesOf = new Map<Config, Promise<readonly Policy[]>>();
  const activations = new Map<Config, Activation>();

  return {
    async planFor(file) {
      const found = await loader.configFor(path.dirname(file));
      const config = withPreset(found, options);
      const policies = policiesOf.get(found) ?? Promise.all(config.policies.map((policy) => policyOf(policy, catalogue, options.folder))).then((ofConfig) => distinct([...ofConfig, ...named]));
      policiesOf.set(found, policies);
      const activation = activations.get(found) ?? activate(catalogue, config, slashed(file), fromCommandLine);
      // Only overrides ask which file it is.
      if (config.layers.every(({ overrides }) => overrides.length === 0)) activations.set(found, activation);
      return {
        config: notes.length === 0 ? config : { ...config, notes: [...config.notes, ...notes] }, activation, policies: await policies,
        excluded: (absolute) => isExcluded(absolute, config, options.folder, excludedByOption),
      };
    },
  };
}

/** One that is named twice is held once; two that share an id are both held. */
function distinct(policies: readonly Policy[]): readonly Policy[] {
  return [...new Map(policies.map((policy) => [JSON.stringify(policy), policy])).values()];
}

function withPreset(config: Config, options: RunOptions): Config {
  if (options.preset !== undefined) return { ...config, presets: [options.preset] };
  return options.asHadolint && config === emptyConfig ? { ...config, presets: ['hadolint'], shellcheck: 'auto', failOn: 'info' } : config;
}

function policyOf(policy: Anchored, catalogue: Catalogue, currentFolder: string): Promise<Policy> {
  return loadPolicy(policy.value, catalogue, { folder: policy.folder, currentFolder, namedBy: policy.from });
}

function isExcluded(file: string, config: Config, folder: string, byOption: readonly ((path: string) => boolean)[]): boolean {
  const seen = slashed(path.relative(folder, file));
  if (byOption.some((matches) => matches(seen))) return true;
  return config.exclude.some(({ value, folder: from }) => compileGlob(value)(slashed(path.relative(from, file))));
}
