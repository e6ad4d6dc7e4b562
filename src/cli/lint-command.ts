import path from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import { formats, isFormat, renderReport } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import { visibleDiff, visibleLines } from '../reporters/visible.ts';
import type { Report } from '../report.ts';
import { run } from '../run.ts';
import type { Jobs, RunResult } from '../run.ts';
import { version } from '../version.ts';
import type { Invocation, ReportRequest } from './arguments.ts';
import { UsageError } from './arguments.ts';
import { describeRules } from './describe-rules.ts';
import type { RunOptions } from '../run/options.ts';
import { readOptions } from './read-options.ts';
import { colorWanted } from './color-wanted.ts';
import type { Printer } from './printer.ts';
import { appendReport, writeReport } from './write-report.ts';

interface Wanted {
  readonly format: Format;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

/** `ironlint [options] [file…]`: the main job. Gives the exit code. */
export async function runLint(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const options = { ...readOptions(invocation, process.cwd(), process.argv[1]), notes: await environmentNotes(printer) };
  if (invocation.list('changed').length > 0) throw new UsageError('--changed belongs to `ironlint cache FILE`');
  const named = wantedReports(invocation.reports, options);
  if (invocation.flag('print-config')) {
    const { printConfigs } = await import('./print-config.ts');
    return printConfigs(options, catalogue, printer);
  }
  const result = await run(options, catalogue, jobsOf(invocation));
  const wanted = named.length > 0 ? named : [{ format: formatOf(result.configs, options), output: undefined }];
  const noColor = invocation.flag('no-color') || (invocation.text('color') === undefined && result.configs.some((config) => config.noColor));
  const unwritten: string[] = [];
  if (invocation.flag('verbose')) for (const line of verboseLines(result)) printer.complain(visibleLines(`ironlint: ${line}\n`));
  // Who pipes a text through `--fix` gets it back, and the report beside it.
  if (result.fixedInput !== undefined) printer.out(result.fixedInput);
  if (options.diff) for (const diff of result.diffs) printer.out(printer.terminal.isTerminal ? visibleDiff(diff) : diff);
  // The diff takes the place of what standard output would have.
  for (const { format, output } of wanted.filter((each) => !options.diff || each.output !== undefined)) {
    const text = await renderReport(format, quietly(result.report, invocation), {
      color: output === undefined && result.fixedInput === undefined && colorWanted(invocation.text('color'), noColor, printer.terminal),
      rules: await describeRules(format, catalogue.rules),
      toolVersion: version,
      quiet: invocation.flag('quiet'),
      ...(printer.terminal.columns === undefined ? {} : { width: printer.terminal.columns }),
    });
    if (output !== undefined) {
      const failed = writeReport(output, options.folder, text, printer);
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

/** What the command line asks for; one report without an output goes to standard output. */
function wantedReports(requests: readonly ReportRequest[], { asHadolint, folder }: RunOptions): readonly Wanted[] {
  const wanted = requests.map(({ format: name = 'text', output }) => {
    const format = asHadolint && name === 'json' ? 'json-hadolint' : (aliases[name] ?? name);
    if (!isFormat(format)) throw new UsageError(`there is no format \`${name}\`; there are ${formats.join(', ')}`);
    return { format, output: output === '-' ? undefined : output };
  });
  if (requests.length > 1 && requests.some(({ format }) => format === undefined)) throw new UsageError('there are more --output than --format: they go in pairs');
  if (wanted.filter(({ output }) => output === undefined).length > 1) throw new UsageError('only one --format goes to standard output: give the others an --output');
  const files = wanted.flatMap(({ output }) => (output === undefined ? [] : path.resolve(folder, output)));
  const twice = files.find((file, index) => files.indexOf(file) < index && !file.startsWith('/dev/'));
  if (twice !== undefined) throw new UsageError(`--output ${path.relative(folder, twice)} is given more than once: the later report would replace the other`);
  return wanted;
}

/** hadolint's names of formats that are ours under another name. */
const aliases: Readonly<Record<string, Format>> = { gitlab_codeclimate: 'gitlab' };

/** The format that a hadolint config names, where the command line names none. */
function formatOf(configs: RunResult['configs'], { asHadolint }: RunOptions): Format {
  const name = configs.find(({ format }) => format !== undefined)?.format ?? (asHadolint ? 'tty' : 'text');
  return isFormat(name) ? name : 'text';
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
