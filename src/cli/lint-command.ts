import { existsSync } from 'node:fs';
import { nearest } from '../catalogue.ts';
import type { Catalogue } from '../catalogue.ts';
import { run } from '../run.ts';
import type { Jobs } from '../run.ts';
import type { Invocation } from './arguments.ts';
import { UsageError } from './usage-error.ts';
import { commandNames } from './option-table.ts';
import { readOptions } from './read-options.ts';
import { colorWanted } from './color-wanted.ts';
import { printResult } from './print-result.ts';
import type { Printer } from './printer.ts';
import { formatOf, wantedReports } from './wanted-reports.ts';

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
  const isWritten = await printResult({ result, wanted, options, invocation, catalogue, printer });
  return isWritten ? result.exitCode : 2;
}

/** A command that is mistyped would be a file that is not there. */
function refuseMistypedCommand({ names: [name = ''] }: Invocation): void {
  if (!/^[a-z]+$/.test(name) || existsSync(name)) return;
  const meant = nearest(name, commandNames);
  if (meant !== undefined) throw new UsageError(`there is no command \`${name}\`, and no file of this name; did you mean \`ironlint ${meant}\`?`);
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
