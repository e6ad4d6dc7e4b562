import type { Instruction, RunInstruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import type { Located } from '../source.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep, CargoWork } from './model.ts';
import { cacheMounts } from './mounts.ts';
import { bringsSources, sourcesOf } from './sources.ts';

/** Sources that only stand in for the real ones, so that dependencies are compiled: written by a script, or by cargo itself. */
function writesDummy(text: string): boolean {
  return /\bcargo\s+(?:new|init)\b/.test(text) || inOneCommand(text, />|\btee\b|\btouch\b/, /\b(?:main|lib)\.rs/);
}

/** Takes away what was compiled of them. */
function cleans(text: string): boolean {
  return /\bcargo\s+clean\b|fingerprint|checksum-freshness/.test(text) || inOneCommand(text, /\brm\b/, /target/);
}

/** One behind the other, with no end of a command in between. Piece by piece, so that long scripts take no longer than they are. */
function inOneCommand(text: string, first: RegExp, then: RegExp): boolean {
  return text.split(/[\n;&|]/).some((piece) => {
    const at = piece.search(first);
    return at !== -1 && then.test(piece.slice(at));
  });
}

/** Gives the sources another time, or may: `touch`, `cp`, `sed -i`, a script. */
const renews = /\b(?:touch|cp|rsync|sed|find|tar|git|make|just|sh|bash)\b|\.sh\b/;

/** A build behind a dummy, for which cargo may take what it compiled of the dummy: it compares times, and COPY keeps those of the context. */
export interface StaleBuild {
  readonly step: CargoStep;
  readonly dummy: CargoStep;
  /** What brings the real sources in between. */
  readonly sources: Located & { readonly shown: string };
}

export function staleBuilds(build: Build, work: CargoWork): readonly StaleBuild[] {
  // What cargo-chef compiled of its own dummies it takes away again.
  if (work.cooks.length > 0) return [];
  return work.builds.flatMap((step) => {
    const found = behindDummy(build, work, step);
    return found === undefined ? [] : [found];
  });
}

function behindDummy(build: Build, work: CargoWork, step: CargoStep): StaleBuild | undefined {
  if (cleans(textOf(step.run)) || renews.test(textOf(step.run))) return undefined;
  let sources: StaleBuild['sources'] | undefined;
  const above = [...chainAbove(build, step.run)];
  for (const [index, instruction] of above.entries()) {
    const copies = sourcesOf(instruction);
    // A build script that was not there makes another project of it, which cargo compiles.
    if (copies.some(({ path, kind }) => path?.split('/').at(-1) === 'build.rs' || (kind === 'everything' && build.context.entry('build.rs').is === 'file'))) return undefined;
    const copy = copies.find(bringsSources);
    if (copy !== undefined && instruction.keyword !== 'RUN') sources = { place: copy.place, shown: `${instruction.keyword} ${copy.raw}` };
    if (instruction.keyword !== 'RUN') continue;
    const dummy = work.builds.find((one) => one.run === instruction);
    if (dummy !== undefined) return sources !== undefined && isOfDummy(dummy, above.slice(index + 1)) && isSameOutput(dummy, step) ? { step, dummy, sources } : undefined;
    if (cleans(textOf(instruction)) || renews.test(textOf(instruction))) return undefined;
  }
  return undefined;
}

/** A dummy was written in its RUN or above it, nothing else was there, and what came of it stays. */
function isOfDummy({ run }: CargoStep, above: readonly Instruction[]): boolean {
  if (cleans(textOf(run)) || above.some((one) => sourcesOf(one).some((copy) => bringsSources(copy) || copy.kind === 'folder'))) return false;
  return [run, ...above].some((one) => one.keyword === 'RUN' && writesDummy(textOf(one)));
}

function isSameOutput(dummy: CargoStep, step: CargoStep): boolean {
  const [one, other] = [dummy, step].map(({ invocation: { subcommand, release, profile, target }, workdir, targetDir, variable }) => [
    release || subcommand === 'install' ? 'release' : (profile?.raw ?? ''), target.map(({ raw }) => raw).join(' '), workdir ?? '', targetDir.path ?? '', variable('CARGO_BUILD_TARGET').is,
  ].join('\n'));
  return one === other && cacheMounts(dummy).length === cacheMounts(step).length;
}

function textOf(run: RunInstruction): string {
  return [run.rest.text, ...run.heredocs.map(({ body }) => body.text)].join('\n');
}
