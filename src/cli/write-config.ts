import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configNames, hadolintNames } from '../config/names.ts';
import { readSource } from '../read-source.ts';
import { visibleLines } from '../reporters/visible.ts';
import type { Command } from './commands.ts';
import { noNames } from './names.ts';
import type { Printer } from './printer.ts';
import { UsageError } from './usage-error.ts';
import { writeFailure } from '../write-file.ts';

/** `ironlint init`: a config to begin with. One of hadolint's would no longer count beside it. */
export const init: Command = async (invocation, _catalogue, printer) => {
  noNames(invocation);
  const own = configIn('.');
  if (own !== undefined) throw new UsageError(`${own} is there already; it stays as it is`);
  const other = hadolintNames.find((name) => existsSync(name));
  if (other !== undefined) throw new UsageError(`${other} is here, and would no longer count: \`ironlint migrate hadolint\` writes the ironlint.yaml that means the same`);
  const { initialConfig } = await import('./initial-config.ts');
  try {
    writeFileSync(path.resolve('ironlint.yaml'), initialConfig, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`ironlint.yaml could not be written here: ${writeFailure(error)}`);
  }
  printer.out('ironlint.yaml is written\n');
  return 0;
};

/** `ironlint migrate hadolint [FILE]`. */
export const migrate: Command = async (invocation, catalogue, printer) => {
  const [from, file, ...more] = invocation.names;
  if (from !== 'hadolint' || more.length > 0) throw new UsageError('what can be migrated is `hadolint`: ironlint migrate hadolint [FILE]');
  const { migrateHadolint } = await import('../config/hadolint.ts');
  const found = file ?? hadolintNames.find((name) => existsSync(name));
  if (found === undefined) throw new UsageError('there is no .hadolint.yaml here; name the file: ironlint migrate hadolint FILE');
  const text = await migrateHadolint(readSource(path.resolve(found), found).text, catalogue, found);
  printer.out(text);
  return writeBeside(found, text, printer);
};

/** `ironlint.yaml` beside the config that it comes from. One that is there stays: `… > ironlint.yaml` makes it before ironlint runs. */
function writeBeside(found: string, text: string, printer: Printer): number {
  const folder = path.dirname(found);
  const own = configIn(folder);
  if (own !== undefined) {
    if (statSync(own).size > 0) printer.complain(visibleLines(`ironlint: ${own} is there already; it stays as it is\n`));
    return 0;
  }
  const target = path.join(folder, 'ironlint.yaml');
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    printer.complain(visibleLines(`ironlint: ${target} could not be written: ${writeFailure(error)}\n`));
    return 2;
  }
  printer.complain(visibleLines(`ironlint: ${target} is written\n`));
  return 0;
}

/** The config of ours that a folder has: a second one beside it would stop every run. */
function configIn(folder: string): string | undefined {
  return configNames.map((name) => path.join(folder, name)).find((file) => existsSync(file));
}
