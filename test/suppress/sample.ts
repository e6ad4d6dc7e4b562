import { createCatalogue } from '../../src/catalogue.ts';
import type { Alias, Diagnostic, Level } from '../../src/diagnostic.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { AnyRule } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';
import type { SuppressOptions } from '../../src/suppress.ts';
import { suppress } from '../../src/suppress.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

const rule = (id: string, faults: Readonly<Record<string, readonly Alias[]>>): AnyRule =>
  defineRule({
    id,
    summary: 'For this test.',
    category: 'style',
    faults: Object.fromEntries(Object.entries(faults).map(([fault, aliases]) => [fault, { severity: 'warning' as const, since: '2026-11', aliases }])),
    check: () => [],
  });

export const rules = [
  rule('base-pinned', {
    untagged: [{ tool: 'hadolint', id: 'DL3006' }],
    latest: [{ tool: 'hadolint', id: 'DL3007' }, { tool: 'trivy', id: 'DS-0001' }, { tool: 'checkov', id: 'CKV_DOCKER_7' }],
  }),
  rule('user-root', { root: [{ tool: 'hadolint', id: 'DL3002' }, { tool: 'trivy', id: 'DS-0002' }, { tool: 'droast', id: 'DF002' }] }),
  rule('exec-form', { 'shell-form': [{ tool: 'buildkit', id: 'JSONArgsRecommended' }, { tool: 'hadolint', id: 'DL3025' }] }),
  rule('own', { fault: [] }),
  ...suppressionRules,
];
export const catalogue = createCatalogue(rules);

/** A diagnostic of `rule/fault` on the first occurrence of a text. */
export function found(source: Source, name: string, on: string): Diagnostic {
  const [id = '', fault = ''] = name.split('/');
  const start = source.text.indexOf(on);
  const aliases = catalogue.rule(id)?.faults[fault]?.aliases ?? [];
  return { rule: id, fault, severity: 'warning', place: source.place(start, start + on.length), message: 'm', aliases, related: [], fixes: [] };
}

export const allOn = (): Level => 'warning';

/** What is left of the findings (`rule/fault` → the text that it stands on), and what is said of the comments. */
export function left(text: string, findings: Readonly<Record<string, string>>, options: SuppressOptions = {}, level: (rule: string, fault: string) => Level = allOn): { readonly kept: readonly string[]; readonly ignored: readonly string[] } {
  const source = new Source('Dockerfile', text);
  const { kept, ignored } = suppress(parseDockerfile(source), catalogue, Object.entries(findings).map(([name, on]) => found(source, name, on)), level, options);
  return { kept: kept.map((each) => (each.message === 'm' ? `${each.rule}/${each.fault}` : `${each.rule}: ${each.message}`)), ignored: ignored.map(({ diagnostic }) => `${diagnostic.rule}/${diagnostic.fault}`) };
}
