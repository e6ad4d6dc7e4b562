import { located } from '../config/config-file.ts';
import { readDocument } from '../config/document.ts';
import type { Path } from '../config/document.ts';
import type { DataProblem } from '../config/problems.ts';
import { describeErrors } from '../config/problems.ts';
import type { RuleChecks } from '../config/rule-settings.ts';
import { checkRule } from '../config/rule-settings.ts';
import { isRecord } from '../is-record.ts';
import type { Criterion, CriterionRule, Policy, Title } from './model.ts';

/**
 * Reads and checks a policy.
 * @throws ConfigError with everything that is wrong, each at its place.
 */
export async function readPolicy(path: string, text: string, checks: RuleChecks): Promise<Policy> {
  const document = await readDocument(path, text);
  const problems = describeErrors(checks.validators.check('policy', document.value), document.value, knownKeys);
  if (problems.length > 0) throw located(document, problems);
  const policy = toPolicy(document.value);
  const wrong = [...ruleProblems(policy, document.value, checks), ...repeatedIds(policy)];
  if (wrong.length > 0) throw located(document, wrong);
  return policy;
}

/** Data that the schema of policies has passed. */
function toPolicy(value: unknown): Policy {
  const policy = isRecord(value) ? value : {};
  return {
    id: String(policy['id']),
    title: toTitle(policy['title']),
    inlineIgnores: policy['inlineIgnores'] === true,
    criteria: (Array.isArray(policy['criteria']) ? policy['criteria'] : []).filter(isRecord).map(toCriterion),
  };
}

function toCriterion(criterion: Readonly<Record<string, unknown>>): Criterion {
  return {
    id: String(criterion['id']),
    title: toTitle(criterion['title']),
    required: criterion['required'] !== false,
    ...(criterion['unknown'] === 'accept' ? { unknown: 'accept' } : {}),
    rules: runsOf(criterion).map(({ name, options }) => ({ name, options })),
  };
}

/** Each run of a rule, with the path of its options: `true` is one run with defaults, a list of options one run each. */
function runsOf({ rules }: Readonly<Record<string, unknown>>): readonly (CriterionRule & { readonly at: Path })[] {
  return Object.entries(isRecord(rules) ? rules : {}).flatMap(([name, value]) => {
    if (Array.isArray(value)) return value.map((options: unknown, index) => ({ name, options: isRecord(options) ? options : {}, at: ['rules', name, index] }));
    return [{ name, options: isRecord(value) ? value : {}, at: ['rules', name] }];
  });
}

function toTitle(value: unknown): Title {
  if (!isRecord(value)) return String(value);
  const { en, ko } = value;
  return { en: String(en), ...(typeof ko === 'string' ? { ko } : {}) };
}

function ruleProblems(policy: Policy, value: unknown, checks: RuleChecks): readonly DataProblem[] {
  const criteria = isRecord(value) && Array.isArray(value['criteria']) ? value['criteria'] : [];
  return policy.criteria.flatMap((_, index) => {
    const criterion: unknown = criteria[index];
    const around: Path = ['criteria', index];
    return runsOf(isRecord(criterion) ? criterion : {}).flatMap(({ name, options, at }) =>
      checkRule(checks, name, options, { name: [...around, 'rules', name], options: [...around, ...at] }),
    );
  });
}

function repeatedIds({ criteria }: Policy): readonly DataProblem[] {
  const seen = new Set<string>();
  return criteria.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: ['criteria', index, 'id'], part: 'value' as const, message: `another criterion has the id \`${id}\`` }];
  });
}

function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return ['id', 'title', 'criteria', 'inlineIgnores'];
  if (path[0] === 'criteria' && path.length === 2) return ['id', 'title', 'required', 'unknown', 'rules'];
  return path.at(-1) === 'title' ? ['en', 'ko'] : [];
}
