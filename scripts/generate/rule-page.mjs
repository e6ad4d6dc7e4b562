/** What stands above this line on a rule's page is generated; what stands below is written. */
const mark = '<!-- Above: generated from rule.ts by `npm run generate`. -->';

/** A rule's page with its head as the rule says it is. A page without the mark gets one below its first heading. */
export function rulePage(rule, written) {
  return `${headOf(rule)}\n${mark}\n${bodyOf(written ?? '')}`;
}

function bodyOf(page) {
  const at = page.indexOf(mark);
  if (at !== -1) return page.slice(at + mark.length).replace(/^\n/, '');
  const withoutTitle = page.replace(/^\s*# .*\n/, '').replace(/^\n+/, '');
  return withoutTitle === '' ? '' : `\n${withoutTitle}`;
}

function headOf(rule) {
  const lines = [`# ${rule.id}`, '', rule.summary, '', traitsOf(rule), '', ...faultTable(rule)];
  const options = Object.entries(rule.options?.schema ?? {});
  if (options.length > 0) {
    lines.push('', '| Option | Default | What it says |', '| --- | --- | --- |');
    for (const [name, schema] of options) lines.push(`| \`${name}\` | ${code(JSON.stringify(rule.options.defaults[name]) ?? 'none')} | ${cell(schema.description)} |`);
  }
  return `${lines.join('\n')}\n`;
}

const needs = { context: 'the build context', git: 'git', baseline: '`--against`', shellcheck: 'ShellCheck' };

function traitsOf(rule) {
  return [
    `Category: ${rule.category}`,
    rule.fixable ? 'fixable with `--fix`' : 'no fix',
    ...(rule.needs ?? []).map((need) => `needs ${needs[need]}`),
    ...(rule.replaces?.length > 0 ? [`replaces ${rule.replaces.map(code).join(', ')}`] : []),
  ].join(' · ');
}

function faultTable(rule) {
  const faults = Object.entries(rule.faults);
  const described = faults.some(([, { summary }]) => summary !== undefined);
  const rows = faults.map(([fault, { severity, summary, aliases, since }]) =>
    [code(fault), ...(described ? [cell(summary ?? '')] : []), severity, (aliases ?? []).map(({ tool, id }) => `${tool} ${code(id)}`).join(', ') || 'none', since]);
  const head = ['Fault', ...(described ? ['What is wrong'] : []), 'Severity', 'Known elsewhere as', 'Since'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function code(text) {
  return `\`${cell(text)}\``;
}

export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
