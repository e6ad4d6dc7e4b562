import path from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import { counted } from '../reporters/counted.ts';
import { renderReport } from '../reporters/index.ts';
import { visibleDiff, visibleLines } from '../reporters/visible.ts';
import type { Report } from '../report.ts';
import type { RunResult } from '../run.ts';
import type { RunOptions } from '../run/options.ts';
import { version } from '../version.ts';
import type { Invocation } from './arguments.ts';
import { seenFromCheckout } from './checkout.ts';
import { colorWanted } from './color-wanted.ts';
import { describeRules } from './describe-rules.ts';
import type { Printer } from './printer.ts';
import type { Wanted } from './wanted-reports.ts';
import { appendReport, writeReport } from './write-report.ts';

export interface Printing {
  readonly result: RunResult;
  readonly wanted: readonly Wanted[];
  readonly options: RunOptions;
  readonly invocation: Invocation;
  readonly catalogue: Catalogue;
  readonly printer: Printer;
}

/** Prints and writes what came of a run. False when something could not be written; what, is said. */
export async function printResult(printing: Printing): Promise<boolean> {
  const { result, wanted, options, invocation, printer } = printing;
  const complain = (text: string): void => printer.complain(visibleLines(`ironlint: ${text}\n`));
  if (invocation.flag('verbose')) verboseLines(result).forEach(complain);
  // Who pipes a text through `--fix` gets it back, and the report beside it.
  if (result.fixedInput !== undefined) printer.out(result.fixedInput);
  if (options.diff) for (const diff of result.diffs) printer.out(printer.terminal.isTerminal ? visibleDiff(diff) : diff);
  const unwritten = await writeReports(printing);
  if (options.diff || wanted.every(({ output, format }) => output !== undefined || format !== 'text')) {
    for (const error of result.report.errors) complain(`${error.path === undefined ? '' : `${error.path}: `}${error.message}`);
  }
  const silent = invocation.flag('quiet') && !options.diff ? whyNotAccepted(result) : undefined;
  for (const text of [silent, ...unwritten]) if (text !== undefined) complain(text);
  return unwritten.length === 0;
}

/** What could not be written, a sentence each. */
async function writeReports({ result, wanted, options, invocation, catalogue, printer }: Printing): Promise<readonly string[]> {
  const noColor = invocation.flag('no-color') || (invocation.text('color') === undefined && result.configs.some((config) => config.noColor));
  const inputs = inputsOf(result, options);
  const unwritten: (string | undefined)[] = [];
  // The diff takes the place of what standard output would have.
  for (const { format, output } of wanted.filter((each) => !options.diff || each.output !== undefined)) {
    const text = await renderReport(format, seenFromCheckout(quietly(result.report, invocation), format, options, printer.terminal), {
      color: output === undefined && result.fixedInput === undefined && colorWanted(invocation.text('color'), noColor, printer.terminal),
      rules: await describeRules(format, catalogue.rules),
      toolVersion: version,
      quiet: invocation.flag('quiet'),
      ...(printer.terminal.columns === undefined ? {} : { width: printer.terminal.columns }),
    });
    if (output !== undefined) unwritten.push(writeReport(output, { folder: options.folder, inputs }, text, printer));
    else if (result.fixedInput === undefined) printer.out(text);
    else printer.complain(text);
  }
  if (!options.diff && wanted.some(({ format, output }) => format === 'github' && output === undefined)) unwritten.push(await writeStepSummary(result.report, printer));
  return unwritten.filter((failed) => failed !== undefined);
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

/** `--verbose`: which configuration and which build context each file was judged with. */
function verboseLines({ configs, report }: RunResult): readonly string[] {
  const contexts = new Map(report.files.map(({ source, context }) => [source.path, context]));
  return configs.map(({ path, files }) => {
    const context = contexts.get(path);
    const told = context === undefined ? '' : 'unknown' in context ? `; build context unknown: ${context.unknown}` : `; build context ${context.path}: ${context.why}`;
    return `${path}: ${files.length === 0 ? 'no configuration' : `configuration ${files.join(', ')}`}${told}`;
  });
}

/** A red run that prints nothing is a riddle. */
function whyNotAccepted({ report, exitCode }: RunResult): string | undefined {
  const failing = report.failing ?? [];
  if (exitCode !== 1 || failing.length === 0 || report.summary.errors > 0) return undefined;
  return `not accepted because of ${counted(failing.length, 'finding')} below the level error, which --quiet does not print`;
}

function quietly(report: Report, invocation: Invocation): Report {
  if (!invocation.flag('quiet')) return report;
  return { ...report, files: report.files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((diagnostic) => diagnostic.severity === 'error') })) };
}
