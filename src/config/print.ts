import type { Catalogue } from '../catalogue.ts';
import type { Activation } from './activate.ts';
import type { Config } from './model.ts';
import { jsonText } from '../reporters/json-text.ts';

/** What `--print-config` prints for one file: JSON of everything that holds for it, defaults filled in, rules that are off too. */
export function printConfig(catalogue: Catalogue, config: Config, { level, options, newer }: Activation, path: string): string {
  const rules = Object.fromEntries(
    catalogue.rules.map((rule) => [
      rule.id,
      {
        faults: Object.fromEntries(Object.keys(rule.faults).map((fault) => [fault, level(rule.id, fault)])),
        ...(rule.options === undefined ? {} : { options: options(rule) }),
      },
    ]),
  );
  const { files, presets, edition, shellcheck, noInlineIgnores, failOn, target, baseImages } = config;
  const printed = {
    path,
    files,
    presets,
    edition,
    newerRules: newer,
    failOn,
    shellcheck,
    noInlineIgnores,
    context: config.context?.value,
    target,
    buildArgs: Object.fromEntries(config.buildArgs),
    policies: config.policies.map(({ value }) => value),
    exclude: config.exclude.map(({ value }) => value),
    baseImages,
    rules,
  };
  return `${jsonText(printed, 2)}\n`;
}
