import type { RuleDescription } from '../report.ts';
import type { AnyRule } from '../rule.ts';

/** What rules are, with their pages as help, for reports that describe them. */
export async function describeRules(rules: readonly AnyRule[]): Promise<readonly RuleDescription[]> {
  const { pages } = await import('../pages.generated.ts');
  return rules.map((rule) => ({ id: rule.id, summary: rule.summary, category: rule.category, help: pages[rule.id] ?? rule.summary }));
}
