import type { RunInstruction } from '../dockerfile/model.ts';
import type { Command } from '../shell/model.ts';
import { programsOf } from '../knowledge/programs-of-packages.ts';
import { pattern } from '../word.ts';
import type { PackageRequest } from './package-request.ts';
import { packageRequest } from './package-request.ts';
import { installedPackages } from './system-packages.ts';

/** What one command of a RUN installs and the RUN does not remove again. */
export interface KeptPackages {
  readonly command: Command;
  readonly packages: readonly PackageRequest[];
  /** A removal further down has arguments that only the build knows: some of these may be removed. */
  readonly maybeRemoved: boolean;
}

interface Removal {
  readonly names: ReadonlySet<string>;
  /** It also takes what nothing needs any more: `--auto-remove`, `autoremove`. */
  readonly orphans: boolean;
  readonly unknown: boolean;
}

/**
 * Packages that stay in the layer of a RUN, install by install: those that a later command of the same RUN removes, by their name,
 * as an `apk add --virtual` group, or with all that `apt-mark auto` marked, are left out.
 */
export function keptPackages(run: RunInstruction): readonly KeptPackages[] {
  const kept: KeptPackages[] = [];
  const all = run.commands.flatMap((command, index) => {
    const removal = removalOf(command);
    return removal === undefined ? [] : [{ ...removal, index }];
  });
  const marked = all.length > 0 && marksAll(run);
  for (const [index, command] of run.commands.entries()) {
    const install = installedPackages(command);
    if (install === undefined || install.packages.length === 0) continue;
    // A script that removes a hundred times over is not looked through install by install.
    const removals = all.length > 100 ? all : all.filter((removal) => removal.index > index);
    const group = command.option('-t', '--virtual')?.value?.value;
    if (install.manager === 'apk' && group !== undefined && removals.some(({ names }) => names.has(group))) continue;
    if (marked && removals.some(({ orphans }) => orphans)) continue;
    const packages = install.packages.filter(({ name }) => !removals.some(({ names }) => names.has(name)));
    if (packages.length > 0) kept.push({ command, packages, maybeRemoved: removals.some(({ unknown }) => unknown) });
  }
  return kept;
}

/** A later command of the same RUN removes a package that brought the program: it is gone at the end. */
export function isRemovedBelow({ instruction, place, name }: Command): boolean {
  if (instruction.keyword !== 'RUN') return false;
  return instruction.commands.some((command) => {
    const removal = command.place.span.start > place.span.start ? removalOf(command) : undefined;
    return removal !== undefined && [...removal.names].some((removed) => removed === name || programsOf(removed)?.includes(name) === true);
  });
}

function removalOf(command: Command): Removal | undefined {
  if (command.name === 'pacman') return pacmanRemoval(command);
  const word = command.subcommand('remove', 'purge', 'autoremove', 'autopurge', 'del', 'erase', 'rm');
  if (word === undefined || !['apt-get', 'apt', 'aptitude', 'apk', 'dnf', 'dnf5', 'yum', 'microdnf', 'tdnf', 'zypper'].includes(command.name)) return undefined;
  const requests = command.operands().map((operand) => packageRequest(operand, /^([^=/]*)[=/](.*)$/s));
  const orphans = word.value?.startsWith('auto') === true || command.option('--auto-remove', '--autoremove') !== undefined;
  return { names: new Set(requests.map(({ name }) => name)), orphans, unknown: requests.some(({ word: { text } }) => pattern(text).includes('\u0000')) };
}

/** `pacman -R NAME`; `-Rs` takes what they alone needed, which is not known. */
function pacmanRemoval(command: Command): Removal | undefined {
  if (command.option('-R') === undefined) return undefined;
  const names = command.operands().map(({ text }) => pattern(text));
  return { names: new Set(names), orphans: false, unknown: names.some((name) => name.includes('\u0000')) };
}

/** `apt-mark auto '.*'`, or `xargs apt-mark auto`: all that is not marked again goes with the orphans. */
function marksAll(run: RunInstruction): boolean {
  return run.commands.some((command) => {
    if (command.name !== 'apt-mark' || command.subcommand('auto') === undefined) return false;
    const operands = command.operands();
    return operands.length === 0 || operands.some(({ value }) => value === undefined || value === '.*');
  });
}
