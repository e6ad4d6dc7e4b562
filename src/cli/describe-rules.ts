import type { Format } from '../reporters/index.ts';
import type { RuleDescription } from '../report.ts';
import type { AnyRule } from '../rule.ts';

/** Formats that say what rules are: with their pages, or of which category only. */
const describing: Readonly<Partial<Record<Format, 'pages' | 'categories'>>> = { sarif: 'pages', codeclimate: 'categories', sonarqube: 'categories' };

/** What a format says of rules; nothing for one that only names them. */
export async function describeRules(format: Format, rules: readonly AnyRule[]): Promise<readonly RuleDescription[]> {
  const wanted = describing[format];
  if (wanted === undefined) return [];
  const pages = wanted === 'pages' ? (await import('../pages.generated.ts')).pages : {};
  return rules.map((rule) => ({ id: rule.id, summary: rule.summary, category: rule.category, help: pages[rule.id] ?? rule.summary }));
}
