import type { Severity } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { entriesOf, type Entry } from './entries.ts';
import { reportMarkdown } from './markdown.ts';
import { visible, visibleLines } from './visible.ts';

const commands: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };
/** GitHub refuses a summary of more than a mebibyte. */
const longestSummary = 1024 * 1024;

/** GitHub's workflow commands: every finding is one line of the log, and a note beside the code. */
export function reportGithub(report: Report): string {
  const errors = report.errors.map(({ path, message }) => `::error ${propertiesOf({ ...(path !== undefined && { file: path }), title: 'ironlint' })}::${dataOf(visible(message))}\n`);
  return [...entriesOf(report).map(commandOf), ...errors].join('');
}

/** The report as Markdown for `GITHUB_STEP_SUMMARY`; one that is too long for GitHub ends early and says so. */
export function githubStepSummary(report: Report): string {
  const text = reportMarkdown(report);
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= longestSummary) return text;
  const cut = text.slice(0, Math.floor(longestSummary / 3) - 100);
  return `${cut.slice(0, cut.lastIndexOf('\n') + 1)}\n… cut off: the whole report is too long for a summary\n`;
}

function commandOf({ rule, severity, place: { source, span }, message, help }: Entry): string {
  const start = source.position(span.start);
  const end = source.position(span.end);
  const properties = propertiesOf({
    file: source.path,
    line: String(start.line),
    endLine: String(end.line),
    col: String(start.column),
    // GitHub takes an end column on the line of the start only.
    ...(end.line === start.line && { endColumn: String(end.column) }),
    title: rule,
  });
  // The raw log shows the message alone: whoever reads it there needs the place too.
  const first = `${visible(message)} (${visible(source.path)}:${String(start.line)}:${String(start.column)})`;
  const text = help === undefined ? first : `${first}\n${visibleLines(help)}`;
  return `::${commands[severity]} ${properties}::${dataOf(text)}\n`;
}

function propertiesOf(properties: { readonly [name: string]: string }): string {
  return Object.entries(properties).map(([name, value]) => `${name}=${dataOf(visible(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`).join(',');
}

function dataOf(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
