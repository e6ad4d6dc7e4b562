import { existsSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../catalogue.ts';
import type { Catalogue } from '../catalogue.ts';
import { renderReport } from '../reporters/index.ts';
import { visibleDiff, visibleLines } from '../reporters/visible.ts';
import type { Report } from '../report.ts';
import { run } from '../run.ts';
import type { Jobs, RunResult } from '../run.ts';
import { version } from '../version.ts';
import type { Invocation } from './arguments.ts';
import { UsageError } from './usage-error.ts';
import { describeRules } from './describe-rules.ts';
import type { RunOptions } from '../run/options.ts';
import { commandNames } from './option-table.ts';
import { readOptions } from './read-options.ts';
import { seenFromCheckout } from './checkout.ts';
import { colorWanted } from './color-wanted.ts';
import type { Printer } from './printer.ts';
import { formatOf, wantedReports } from './wanted-reports.ts';
import { appendReport, writeReport } from './write-report.ts';

/** `ironlint [options] [file…]`: the main job. Gives the exit code. */
export async function runLint(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const options = { ...readOptions(invocation, process.cwd(), process.argv[1]), notes: await environmentNotes(printer) };
  refuseMistypedCommand(invocation);
  // Said even when nothing is coloured.
  colorWanted(invocation.text('color'), true, printer.terminal);
  const named = wantedReports(invocation.reports, options);
  if (invocation.flag('print-config')) {
    const { printConfigs } = await import('./print-config.ts');
    return printConfigs(options, catalogue, printer);
  }
  const result = await run(options, catalogue, jobsOf(invocation));
  const wanted = named.length > 0 ? named : [{ format: formatOf(result.configs, options), output: undefined }];
  const noColor = invocation.flag('no-color') || (invocation.text('color') === undefined && result.configs.some((config) => config.noColor));
  const inputs = inputsOf(result, options);
  const unwritten: string[] = [];
  if (invocation.flag('verbose')) for (const line of verboseLines(result)) printer.complain(visibleLines(`ironlint: ${line}\n`));
  // Who pipes a text through `--fix` gets it back, and the report beside it.
  if (result.fixedInput !== undefined) printer.out(result.fixedInput);
  if (options.diff) for (const diff of result.diffs) printer.out(printer.terminal.isTerminal ? visibleDiff(diff) : diff);
  // The diff takes the place of what standard output would have.
  for (const { format, output } of wanted.filter((each) => !options.diff || each.output !== undefined)) {
    const text = await renderReport(format, seenFromCheckout(quietly(result.report, invocation), format, options.folder, printer.terminal), {
      color: output === undefined && result.fixedInput === undefined && colorWanted(invocation.text('color'), noColor, printer.terminal),
      rules: await describeRules(format, catalogue.rules),
      toolVersion: version,
      quiet: invocation.flag('quiet'),
      ...(printer.terminal.columns === undefined ? {} : { width: printer.terminal.columns }),
    });
    if (output !== undefined) {
      const failed = writeReport(output, { folder: options.folder, inputs }, text, printer);
      if (failed !== undefined) unwritten.push(failed);
    } else if (result.fixedInput === undefined) printer.out(text);
    else printer.complain(text);
  }
  if (!options.diff && wanted.some(({ format, output }) => format === 'github' && output === undefined)) {
    const failed = await writeStepSummary(result.report, printer);
    if (failed !== undefined) unwritten.push(failed);
  }
  if (options.diff || wanted.every(({ output, format }) => output !== undefined || format !== 'text')) {
    for (const error of result.report.errors) printer.complain(visibleLines(`ironlint: ${error.path === undefined ? '' : `${error.path}: `}${error.message}\n`));
  }
  for (const failed of unwritten) printer.complain(visibleLines(`ironlint: ${failed}\n`));
  return unwritten.length > 0 ? 2 : result.exitCode;
}

/** A command that is mistyped would be a file that is not there. */
function refuseMistypedCommand({ names: [name = ''] }: Invocation): void {
  if (!/^[a-z]+$/.test(name) || existsSync(name)) return;
  const meant = nearest(name, commandNames);
  if (meant !== undefined) throw new UsageError(`there is no command \`${name}\`, and no file of this name; did you mean \`ironlint ${meant}\`?`);
}

/** Files that a report must not replace, absolute: what was linted, and what it was judged by. */
function inputsOf({ report, configs }: RunResult, { folder, names, config, contextFiles }: RunOptions): ReadonlySet<string> {
  const files = [...names, ...report.files.map(({ source }) => source.path), ...configs.flatMap((used) => used.files), config, contextFiles];
  return new Set(files.filter((file) => file !== undefined).map((file) => path.resolve(folder, file)));
}

/** GitHub shows what a step appends to the file of this variable on the page of the run. */
async function writeStepSummary(report: Report, { terminal }: Printer): Promise<string | undefined> {
  const file = terminal.environment['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return undefined;
  const { githubStepSummary } = await import('../reporters/github.ts');
  return appendReport(file, githubStepSummary(report));
}

function jobsOf(invocation: Invocation): Jobs | undefined {
  const asked = invocation.text('jobs');
  if (asked !== undefined && !/^[1-9]\d{0,2}$/.test(asked)) throw new UsageError(`--jobs is a number of threads such as 4, not \`${asked}\``);
  const script = process.argv[1];
  return script === undefined ? undefined : { script, threads: asked === undefined ? undefined : Number(asked) };
}

/** hadolint reads variables; one who moves from there is told that ironlint does not. */
async function environmentNotes({ terminal }: Printer): Promise<readonly string[]> {
  const names = Object.keys(terminal.environment).filter((name) => name.startsWith('HADOLINT_'));
  if (names.length === 0) return [];
  const { hadolintVariablesNote } = await import('../config/hadolint.ts');
  return [hadolintVariablesNote(names)].filter((note) => note !== undefined);
}

/** `--verbose`: which configuration and which build context each file was judged with. */
function verboseLines({ configs, report }: RunResult): readonly string[] {
  const contexts = new Map(report.files.map(({ source, context }) => [source.path, context]));
  return configs.map(({ path, files }) => {
    const context = contexts.get(path);
    const told = context === undefined ? '' : 'unknown' in context ? `; build context unknown: ${context.unknown}` : `; build context ${context.path}: ${context.why}`;
    return `${path}: ${files.length === 0 ? 'no configuration' : `configuration ${files.join(', ')}`}${told}`;
  });
}

function quietly(report: Report, invocation: Invocation): Report {
  if (!invocation.flag('quiet')) return report;
  return { ...report, files: report.files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((diagnostic) => diagnostic.severity === 'error') })) };
}
