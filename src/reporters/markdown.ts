import type { Outcome, PolicyReport, Report } from '../report.ts';
import { counted } from './counted.ts';
import { decisiveEvidence, evidenceText } from './evidence.ts';
import { withoutLogCommands } from './log-commands.ts';
import { visible } from './visible.ts';

const signs: { readonly [outcome in Outcome]: string } = { met: '✅ met', unmet: '❌ not met', unknown: '❔ unknown' };

/** The report as Markdown (GitHub's): for comments on pull requests, step summaries and readers that are programs. */
export function reportMarkdown(report: Report): string {
  const { errors, warnings, infos, files } = report.summary;
  const blocks = ['# ironlint', `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${String(infos)} info in ${counted(files, 'file')}: ${report.summary.accepted ? 'accepted' : 'not accepted'}`];
  blocks.push(...report.policies.map(policyBlock));
  const rows = report.files.flatMap(({ diagnostics }) => diagnostics.map(({ severity, rule, place, message, help }) => {
    const { line, column } = place.source.position(place.span.start);
    const where = `${place.source.path}:${String(line)}:${String(column)}`;
    const [advice] = (help ?? '').split('\n');
    return row([severity, codeOf(rule), codeOf(where), textOf(message), textOf(advice ?? '')]);
  }));
  if (rows.length > 0) blocks.push('## Findings', table(['Severity', 'Rule', 'Place', 'Finding', 'What to do'], rows));
  if (report.errors.length > 0) blocks.push('## Problems', report.errors.map(({ path, message }) => `- ${path === undefined ? '' : `${codeOf(path)}: `}${textOf(message)}`).join('\n'));
  if (report.notes.length > 0) blocks.push(report.notes.map((note) => `- ${textOf(note)}`).join('\n'));
  return withoutLogCommands(`${blocks.join('\n\n')}\n`);
}

function policyBlock(policy: PolicyReport): string {
  const required = policy.criteria.filter((criterion) => criterion.required);
  const met = required.filter(({ outcome }) => outcome === 'met').length;
  const rows = policy.criteria.map((criterion) => {
    const evidence = decisiveEvidence(criterion).map((one) => textOf(evidenceText(one, policy.path))).join('<br>');
    return row([signs[criterion.outcome], `${textOf(criterion.title)}${criterion.required ? '' : ' (not required)'}`, evidence]);
  });
  return [
    `## ${textOf(policy.id)} ${textOf(policy.title)}`,
    `${codeOf(policy.path)}: ${String(met)} of ${counted(required.length, 'criterion', 'criteria')} met, ${policy.accepted ? 'accepted' : 'not accepted'}`,
    table(['Outcome', 'Criterion', 'Evidence'], rows),
  ].join('\n\n');
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text in which `code` between backticks stays code, and nothing else is markup, a mention or a link. */
function textOf(text: string): string {
  const parts = visible(text).split('`');
  // Without its partner, the last backtick is a character.
  const open = parts.length % 2 === 0 ? parts.length - 1 : parts.length;
  return parts.map((part, index) => {
    if (index >= open) return `\\\`${plainOf(part)}`;
    return index % 2 === 1 && part !== '' ? codeOf(part) : plainOf(part);
  }).join('');
}

function plainOf(text: string): string {
  return text.replace(/[\\*_[\]|~#!]/g, '\\$&').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('@', '&#64;').replaceAll('://', ':&#47;/');
}

/** A code span; in a table a bar ends the cell even inside of one, unless a backslash is before it. */
function codeOf(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const gap = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${shown.replaceAll('|', '\\|')}${gap}${fence}`;
}
