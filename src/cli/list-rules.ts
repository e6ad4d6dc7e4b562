import type { AnyRule } from '../rule.ts';

/** All rules: id, level of each fault, peers' ids, summary. */
export function listRules(rules: readonly AnyRule[], format: 'text' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(rules.map(ruleJson), null, 2)}\n`;
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => {
    const levels = [...new Set(Object.values(rule.faults).map((fault) => fault.severity))].join('/');
    return `${rule.id.padEnd(width)}  ${levels.padEnd(12)}  ${rule.summary}${rule.fixable === true ? ' (fixable)' : ''}`;
  });
  return `${lines.join('\n')}\n`;
}

function ruleJson(rule: AnyRule): object {
  const faults = Object.entries(rule.faults).map(([id, fault]) => ({
    id, severity: fault.severity, since: fault.since, aliases: (fault.aliases ?? []).map((alias) => `${alias.tool}:${alias.id}`),
  }));
  return { id: rule.id, summary: rule.summary, category: rule.category, fixable: rule.fixable === true, faults };
}
