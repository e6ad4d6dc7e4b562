import type { RuleDescription } from '../report.ts';

/** `none` is a level of SARIF too, but nothing that ironlint reports has it. */
export type SarifLevel = 'error' | 'warning' | 'note';

/** What a result says of its rule: criteria bring their title, rules are looked up by id. */
export interface Described {
  readonly id: string;
  readonly title?: string;
}

interface Descriptors {
  readonly descriptors: readonly object[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** GitHub cuts off longer descriptions. */
const longest = 1024;

/** Of GitHub's bands (low from 0.1, medium from 4, high from 7): only what is wrong with security has one, it makes a security alert. */
const securitySeverity: { readonly [level in SarifLevel]: string } = { error: '7.5', warning: '5.0', note: '2.0' };
const problemSeverity: { readonly [level in SarifLevel]: string } = { error: 'error', warning: 'warning', note: 'recommendation' };
const rank: { readonly [level in SarifLevel]: number } = { error: 2, warning: 1, note: 0 };

/** The rules that results name, in the order of their first result; a rule's default level is the worst that it was found at. */
export function ruleDescriptors(results: readonly { readonly rule: Described; readonly level: SarifLevel }[], rules: readonly RuleDescription[]): Descriptors {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const used = new Map<string, { readonly rule: Described; readonly level: SarifLevel }>();
  for (const { rule, level } of results) {
    const before = used.get(rule.id);
    if (before === undefined || rank[level] > rank[before.level]) used.set(rule.id, { rule, level });
  }
  const entries = [...used.values()];
  return {
    descriptors: entries.map(({ rule, level }) => descriptorOf(rule, level, known.get(rule.id))),
    indexOf: new Map(entries.map(({ rule }, index) => [rule.id, index])),
  };
}

function descriptorOf(rule: Described, level: SarifLevel, description: RuleDescription | undefined): object {
  const summary = description?.summary ?? rule.title ?? `The rule ${rule.id}.`;
  const help = description === undefined || description.help === '' ? summary : description.help;
  const category = description?.category ?? (rule.title === undefined ? 'correctness' : 'policy');
  const security = category === 'security';
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: summary.slice(0, longest) },
    fullDescription: { text: summary.slice(0, longest) },
    help: { text: help, markdown: help },
    defaultConfiguration: { level },
    properties: {
      tags: [category],
      precision: 'high',
      'problem.severity': problemSeverity[level],
      ...(security && { 'security-severity': securitySeverity[level] }),
    },
  };
}

/** `apt-no-recommends` as `AptNoRecommends`: SARIF wants names in this form. */
function nameOf(id: string): string {
  return id.split(/[^\p{L}\p{N}]+/u).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('').slice(0, 255) || id;
}
