import type { Catalogue } from '../catalogue.ts';
import { printConfig } from '../config/print.ts';
import type { RunOptions } from '../run/options.ts';
import { visibleLines } from '../reporters/visible.ts';
import { findFiles } from '../run.ts';
import { createPlanner } from '../run/settings.ts';
import type { Printer } from './printer.ts';

/** `--print-config`: what holds for each file, as JSON. */
export async function printConfigs(options: RunOptions, catalogue: Catalogue, printer: Printer): Promise<number> {
  const planner = await createPlanner(options, catalogue);
  const { files, problems } = await findFiles(options);
  for (const problem of problems) printer.complain(visibleLines(`ironlint: ${problem.path}: ${problem.message}\n`));
  for (const file of files) {
    const plan = await planner.planFor(file.file);
    printer.out(printConfig(catalogue, plan.config, plan.activation, file.shownAs));
  }
  return problems.length > 0 ? 2 : 0;
}
