import { freshValidators } from '../../scripts/generate-policies.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { readConfigFile } from '../../src/config/config-file.ts';
import type { RuleLevel, RuleOptions } from '../../src/config/model.ts';
import type { BaseImageEntry } from '../../src/knowledge/model.ts';
import type { Level } from '../../src/diagnostic.ts';
import type { ActiveRule } from '../../src/lint.ts';
import type { AnyRule } from '../../src/rule.ts';

/** What a case's configuration says of its rule and of the build. */
export interface Settings {
  readonly active: ActiveRule;
  readonly target: string | undefined;
  readonly args: ReadonlyMap<string, string>;
  readonly baseImages: readonly BaseImageEntry[];
}

/**
 * Reads a configuration as `ironlint.yaml` is read, its mistakes and all. Without one, or where it is silent, the rule is `on`:
 * each fault at its own severity, and at `warning` where it is off by default.
 */
export async function settingsOf(rule: AnyRule, yaml: string | undefined): Promise<Settings> {
  const catalogue = createCatalogue([rule]);
  const config = yaml === undefined ? undefined : await readConfigFile('ironlint.yaml', '/', yaml, { catalogue, validators: freshValidators([rule]) });
  const levels = new Map<string, RuleLevel>(Object.keys(rule.faults).map((fault) => [fault, 'on']));
  let options: RuleOptions = {};
  for (const [name, setting] of config?.rules ?? []) {
    for (const { faults } of catalogue.resolve(name)?.targets ?? []) for (const fault of faults) levels.set(fault, setting.level ?? 'on');
    options = { ...options, ...setting.options };
  }
  const level = (fault: string): Level => {
    const set = levels.get(fault) ?? 'on';
    const own = rule.faults[fault]?.severity;
    if (own === undefined) throw new Error(`the rule ${rule.id} has no fault \`${fault}\``);
    return set === 'style' ? 'info' : set !== 'on' ? set : own === 'off' ? 'warning' : own;
  };
  return {
    active: { rule, options: { ...rule.options?.defaults, ...options }, level },
    target: config?.target,
    args: new Map(Object.entries(config?.buildArgs ?? {})),
    baseImages: (config?.baseImages ?? []) as readonly BaseImageEntry[],
  };
}
