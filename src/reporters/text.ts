import type { FileReport, Report } from '../report.ts';
import { gatherAlike } from './alike.ts';
import { counted } from './counted.ts';
import { withoutLogCommands } from './log-commands.ts';
import { noPaint, type Paint, type ReporterOptions } from './model.ts';
import { formatFinding } from './text-finding.ts';
import { recapOf } from './text-recap.ts';
import { formatPolicy } from './text-policy.ts';
import { visible, visibleLines } from './visible.ts';

/**
 * The report for people: for every file its policies, then its findings, those that say the same once; then what could not be done; then one line that sums up.
 * `paint` brings the colours, which whoever asks for `options.color` loads first (`renderReport` does).
 */
export function reportText(report: Report, options: ReporterOptions, paint: Paint = noPaint): string {
  const look = { paint, ...(options.width !== undefined && { width: options.width }), quiet: options.quiet === true };
  const paths = new Set(report.files.map(({ source }) => source.path));
  const blocks = report.policies.filter(({ path }) => !paths.has(path)).map((policy) => formatPolicy(policy, look));
  for (const file of report.files) {
    for (const policy of report.policies) {
      if (policy.path !== file.source.path || (look.quiet && policy.criteria.every(({ outcome }) => outcome === 'met'))) continue;
      blocks.push(formatPolicy(policy, look));
    }
    for (const { first, others } of gatherAlike(file.diagnostics)) blocks.push(formatFinding(first, look, others));
  }
  if (report.errors.length > 0) {
    const path = (text: string | undefined): string => (text === undefined ? '' : `${visible(text)}: `);
    blocks.push(report.errors.map((error) => `${paint.error('error')}: ${path(error.path)}${visibleLines(error.message)}`).join('\n'));
  }
  const recap = look.quiet ? undefined : recapOf(report, paint);
  if (recap !== undefined) blocks.push(recap);
  if (!look.quiet) blocks.push(summaryOf(report, paint));
  return blocks.length === 0 ? '' : withoutLogCommands(`${blocks.join('\n\n')}\n`);
}

function summaryOf(report: Report, paint: Paint): string {
  const { errors, warnings, infos, files } = report.summary;
  const counts = [
    errors > 0 ? paint.error(counted(errors, 'error')) : '',
    warnings > 0 ? paint.warning(counted(warnings, 'warning')) : '',
    infos > 0 ? paint.info(`${String(infos)} info`) : '',
  ].filter((count) => count !== '');
  const found = counts.length > 0 ? counts.join(', ') : 'no findings';
  const failed = report.errors.length > 0 ? [`${counted(report.errors.length, 'problem')} kept the run from being complete`] : [];
  const head = `${found} in ${counted(files, 'file')}${fixableIn(report.files)}`;
  // The context has a line of its own: it is long, and about what was read, not about what was found.
  return [[head, ...failed, ...report.notes.map(visible)].join('; '), ...contextNotes(report.files)].join('\n');
}

/** How many findings `--fix` would repair, and how many more with `--unsafe`. */
function fixableIn(files: readonly FileReport[]): string {
  let safe = 0;
  let unsafe = 0;
  for (const { diagnostics } of files) {
    for (const { fixes } of diagnostics) {
      if (fixes.some(({ safety }) => safety === 'safe')) safe++;
      else if (fixes.length > 0) unsafe++;
    }
  }
  if (safe === 0 && unsafe === 0) return '';
  if (unsafe === 0) return ` (${String(safe)} fixable with \`--fix\`)`;
  if (safe === 0) return ` (${String(unsafe)} fixable with \`--fix --unsafe\`)`;
  return ` (${String(safe)} fixable with \`--fix\`, ${String(unsafe)} more with \`--unsafe\`)`;
}

/** The build context, when all files were judged with the same one; the JSON report has each file's own. */
function contextNotes(files: readonly FileReport[]): readonly string[] {
  const notes = new Set<string>();
  for (const { context } of files) {
    if (context === undefined) continue;
    notes.add('unknown' in context ? `build context unknown (name it with \`--context DIR\`): ${visible(context.unknown)}` : `build context \`${visible(context.path)}\`: ${visible(context.why)}`);
    if (notes.size > 1) return [];
  }
  return [...notes];
}
