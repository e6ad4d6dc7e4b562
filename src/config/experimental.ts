import type { Catalogue } from '../catalogue.ts';
import type { CheckOptions } from '../suppress/check.ts';
import { asksFor } from '../suppress/check.ts';
import type { Activation } from './activate.ts';

/**
 * Switches on what a file's `# check=experimental=…` asks for: faults that stand for a check of BuildKit which is off without it
 * (its alias has the level `off`). They become warnings, as all of BuildKit's checks are; what a config has on stays as it is.
 */
export function withExperimental(activation: Activation, catalogue: Catalogue, check: CheckOptions | undefined): Activation {
  if (check === undefined || (!check.experimentalAll && check.experimental.length === 0)) return activation;
  const asked = new Set<string>();
  for (const rule of catalogue.rules) {
    for (const [fault, { aliases }] of Object.entries(rule.faults)) {
      if (asksFor(check, aliases ?? []) && activation.level(rule.id, fault) === 'off') asked.add(`${rule.id}/${fault}`);
    }
  }
  if (asked.size === 0) return activation;
  const level: Activation['level'] = (rule, fault) => (asked.has(`${rule}/${fault}`) ? 'warning' : activation.level(rule, fault));
  const active = catalogue.rules
    .filter((rule) => Object.keys(rule.faults).some((fault) => level(rule.id, fault) !== 'off'))
    .map((rule) => ({ rule, options: activation.options(rule), level: (fault: string) => level(rule.id, fault) }));
  return { ...activation, active, level };
}
