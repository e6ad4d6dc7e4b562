import { isRecord } from '../is-record.ts';
import type { Catalogue, Resolution } from '../catalogue.ts';
import type { Path } from './document.ts';
import type { RuleLevel, RuleOptions, RuleSetting } from './model.ts';
import type { DataProblem } from './problems.ts';
import { describeErrors } from './problems.ts';
import type { Validators } from './validators.ts';

/** What names and options are checked with. */
export interface RuleChecks {
  readonly catalogue: Catalogue;
  readonly validators: Validators;
}

/** Reads a level, a list of a level and options, or options alone, which leave the level as it is. Undefined for anything else, which the schema has refused already. */
export function ruleSetting(value: unknown): RuleSetting | undefined {
  if (isLevel(value)) return { level: value };
  if (isRecord(value)) return { options: value };
  if (!Array.isArray(value)) return undefined;
  const [level, options]: readonly unknown[] = value;
  if (!isLevel(level)) return undefined;
  return isRecord(options) ? { level, options } : { level };
}

/** That a name stands for a rule, and that the options are ones that the rule takes. */
export function checkRule({ catalogue, validators }: RuleChecks, name: string, options: RuleOptions | undefined, at: { readonly name: Path; readonly options: Path }): readonly DataProblem[] {
  const resolution = catalogue.resolve(name);
  if (resolution === undefined) {
    return [{ path: at.name, part: 'key', message: catalogue.unknown(name) }];
  }
  if (options === undefined) return [];
  const taking = rulesWithOptions(resolution);
  if (taking.length === 0) return Object.keys(options).length === 0 ? [] : [{ path: at.options, part: 'value', message: `\`${name}\` takes no options` }];
  return taking.flatMap((rule) =>
    describeErrors(validators.check(`rule:${rule.id}`, options), options, (path) => (path.length === 0 ? Object.keys(rule.options?.schema ?? {}) : [])).map(
      ({ path, part, message }) => ({ path: [...at.options, ...path], part, message: path.length === 0 ? `the options of \`${name}\`: ${message}` : message }),
    ),
  );
}

function rulesWithOptions({ targets }: Resolution) {
  return targets.map(({ rule }) => rule).filter(({ options }) => options !== undefined);
}

const levels: ReadonlySet<unknown> = new Set<RuleLevel>(['error', 'warning', 'info', 'style', 'off', 'on']);

export function isLevel(value: unknown): value is RuleLevel {
  return levels.has(value);
}
