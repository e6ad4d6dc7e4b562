import type { BuildContext } from '../context/model.ts';
import type { Instruction, RunInstruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import type { Located } from '../source.ts';
import { chainAbove } from './chain.ts';
import { compareSteps } from './drift.ts';
import type { CargoStep, CargoWork, Cooked } from './model.ts';
import { cacheMounts } from './mounts.ts';
import { settingNames } from './settings.ts';
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
  /** The files that stand in for the real ones, as its script writes them. */
  readonly files: readonly string[];
  /** What brings the real sources in between. */
  readonly sources: Located & { readonly shown: string };
}

export function staleBuilds(build: Build, work: CargoWork): readonly StaleBuild[] {
  // What cargo-chef compiled of its own dummies it takes away again.
  if (work.cooks.length > 0) return [];
  // Tests are compiled on their own, and nothing of them is shipped.
  const builds = work.builds.filter(({ invocation }) => invocation.subcommand !== 'test' && invocation.subcommand !== 'bench');
  return builds.flatMap((step) => {
    const found = behindDummy(build, builds, step);
    return found === undefined ? [] : [found];
  });
}

function behindDummy(build: Build, builds: readonly CargoStep[], step: CargoStep): StaleBuild | undefined {
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
    const dummy = builds.find((one) => one.run === instruction);
    if (dummy !== undefined) {
      const isStale = sources !== undefined && isOfDummy(build, dummy, above.slice(index + 1)) && isSameOutput(build, dummy, step);
      return isStale && sources !== undefined ? { step, dummy, sources, files: dummyFiles([dummy.run, ...above.slice(index + 1)]) } : undefined;
    }
    if (cleans(textOf(instruction)) || renews.test(textOf(instruction))) return undefined;
  }
  return undefined;
}

/** A dummy was written in its RUN or above it, nothing else was there, and what came of it stays. */
function isOfDummy(build: Build, { run }: CargoStep, above: readonly Instruction[]): boolean {
  if (cleans(textOf(run)) || above.some((one) => sourcesOf(one).some((copy) => bringsSources(copy) || copy.kind === 'folder'))) return false;
  const texts = [run, ...above].flatMap((one) => (one.keyword === 'RUN' && writesDummy(textOf(one)) ? [textOf(one)] : []));
  return texts.length > 0 && !isOfOthers(build.context, texts.join('\n'));
}

/** The project has no sources of the names that the dummy has: `touch src/lib.rs` for a program of `src/main.rs`, which cargo then compiles for the first time. */
function isOfOthers(context: BuildContext, text: string): boolean {
  const names = new Set([...text.matchAll(/\b(?:main|lib)\.rs/g)].map(([name]) => name));
  if (/\bcargo\s+(?:new|init)\b/.test(text)) names.add(/\s--lib\b/.test(text) ? 'lib.rs' : 'main.rs');
  // A library is not in every project: that of the root has to be there.
  if (!names.has('main.rs') && /(?<![\w/])(?:\.\/)?src\/lib\.rs/.test(text) && context.entry('src/lib.rs').is !== 'file') return true;
  return context.entry('src').is === 'directory' && [...names].every((name) => context.entry(`src/${name}`).is === 'absent');
}

/** Whether cargo takes for the step what it compiled of the dummy: with other features, flags or packages it compiles anew. */
function isSameOutput(build: Build, dummy: CargoStep, step: CargoStep): boolean {
  const one: Cooked = { cook: dummy, path: dummy.targetDir.path, copy: undefined, since: dummy.run.index };
  const { differences, doubts } = compareSteps(one, step, { cooked: [one], settings: settingNames(build, [dummy, step]), manifests: undefined, preparedForBinary: false });
  return differences.length + doubts.length === 0 && dummy.workdir === step.workdir && cacheMounts(dummy).length === cacheMounts(step).length;
}

function dummyFiles(instructions: readonly Instruction[]): readonly string[] {
  const texts = instructions.flatMap((one) => (one.keyword === 'RUN' && writesDummy(textOf(one)) ? [textOf(one)] : []));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/(?<![\w/.$}-])[\w.][\w./-]*\/(?:main|lib)\.rs\b/g)].map(([path]) => path)))];
}

function textOf(run: RunInstruction): string {
  return [run.rest.text, ...run.heredocs.map(({ body }) => body.text)].join('\n');
}
