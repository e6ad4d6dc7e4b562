import { buildReaders } from './commands-build.ts';
import { compilerReaders } from './commands-compile.ts';
import { cargoDeeds } from './commands-cargo.ts';
import { fetchReaders } from './commands-fetch.ts';
import { fileReaders } from './commands-files.ts';
import { filterReaders } from './commands-filter.ts';
import { installDeeds, systemDeeds } from './commands-install.ts';
import { isHarmless } from './harmless.ts';
import { mentionedPlaces } from './mentioned-places.ts';
import type { Deed } from './model.ts';
import { nothing } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Programs of which every output is followed. */
const exactReaders: readonly Readonly<Record<string, Reader>>[] = [fetchReaders, fileReaders, filterReaders, compilerReaders];

/** What a command does to the files of its stage; undefined when the command, or this call of it, is not known. */
export function readCommand(step: Step): readonly Deed[] | undefined {
  const { name } = step.command;
  if (name === '') return undefined;
  const system = systemDeeds(step) ?? cargoDeeds(step);
  if (system !== undefined) return system;
  const exact = exactReaders.find((candidate) => Object.hasOwn(candidate, name));
  if (exact !== undefined) return exact[name]?.(step);
  const built = installDeeds(step) ?? (Object.hasOwn(buildReaders, name) ? buildReaders[name]?.(step) : undefined);
  if (built !== undefined) return [...built, ...mentionedPlaces(step)];
  if (Object.hasOwn(buildReaders, name)) return undefined;
  if (isHarmless(step.command)) return nothing;
  // A function's commands are read where they are written.
  return step.command.script.functionNames.has(name) ? nothing : undefined;
}
