import type { CopyInstruction } from '../dockerfile/model.ts';
import { glibcOf, newerGlibc } from '../knowledge/glibc.ts';
import type { BaseImage } from '../knowledge/model.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { isBuiltOn } from './chain.ts';
import { linkedOf } from './libc.ts';
import type { CargoStep } from './model.ts';
import { outputFolder, copiedOutputs, type CopiedOutput } from './outputs.ts';
import { cargoWork } from './steps.ts';

/** Programs of cargo that a COPY takes out of the stage that compiled them: the first of each COPY speaks for all. */
export function copiedPrograms(build: Build): readonly { readonly output: CopiedOutput; readonly step: CargoStep }[] {
  const told = new Set<number>();
  return copiedOutputs(build, cargoWork(build)).flatMap((output) => {
    const step = output.builds.find((one) => output.path === outputFolder(one) || output.path.startsWith(`${outputFolder(one) ?? '\n'}/`));
    if (step === undefined || told.has(output.copy.index)) return [];
    told.add(output.copy.index);
    return [{ output, step }];
  });
}

/** Why what a COPY brings does not start where it is copied to, as the end of a sentence: it is linked with another C library. */
export const foreignCopies = onceEach((build: Build): ReadonlyMap<CopyInstruction, string> => {
  const found = new Map<CopyInstruction, string>();
  for (const { output, step } of copiedPrograms(build)) {
    const { stage } = output.copy;
    const base = stage === undefined || isBuiltOn(stage, step.stage) ? undefined : build.image.base(stage);
    const linked = linkedOf(build, step);
    const from = step.stage === undefined ? undefined : build.image.base(step.stage);
    if (base?.libc === undefined || linked === undefined || linked === 'static') continue;
    if (linked === base.libc) {
      if (linked === 'glibc' && needsNewerGlibc(from, base)) found.set(output.copy, `it is linked with glibc ${glibcOf(from?.distribution) ?? ''}, and the image has ${glibcOf(base.distribution) ?? ''}`);
      continue;
    }
    if (!isForeign(build, output, base)) continue;
    found.set(output.copy, `it is linked with ${linked}, and the image has ${base.libc === 'none' ? 'no C library' : base.libc}`);
  }
  return found;
});

/** glibc 2.34 moved what every program uses; later versions add what some use. */
export function needsNewerGlibc(from: BaseImage | undefined, base: BaseImage): boolean {
  const [built, run] = [glibcOf(from?.distribution), glibcOf(base.distribution)];
  return built !== undefined && run !== undefined && !newerGlibc('2.34', built) && newerGlibc('2.34', run);
}

/** Nothing brings the C library that the base lacks. Of an empty image that starts nothing the files may be for another one. */
export function isForeign(build: Build, copied: Pick<CopiedOutput, 'copy' | 'source'>, base: BaseImage): boolean {
  return !bringsLibraries(copied, base.libc === 'none') && !(base.libc === 'none' && base.image === 'scratch' && !isStarted(build, copied));
}

/** Libraries are brought along: packages that imitate glibc, or a COPY of them. */
export function bringsLibraries({ copy, source }: Pick<CopiedOutput, 'copy' | 'source'>, any: boolean): boolean {
  for (let stage = copy.stage; stage !== undefined; stage = stage.parent) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'RUN' && /gcompat|libc6-compat|glibc|ld-linux/.test(instruction.rest.text)) return true;
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      if (instruction.sources.some(({ raw }) => /ld-linux|libc\.so/.test(raw))) return true;
      // One library more does not make a glibc; in an empty image it may be all of it.
      if (any && instruction.sources.some((one) => one !== source && mayBeLibrary(one.value, instruction !== copy && isLibraryFolder(instruction.destination?.value)))) return true;
    }
  }
  return false;
}

/** A path of libraries, or a whole folder that is put where libraries are looked for. */
function mayBeLibrary(path: string | undefined, intoLibraries: boolean): boolean {
  if (path === undefined || /(?:^|\/)(?:lib|lib64|usr|rootfs|libs|deps)(?:\/|$)|\.so\b|^\/?$|(?:^|\/)\*/.test(path)) return true;
  return intoLibraries && !/\.[^/]*$/.test(path);
}

function isLibraryFolder(destination: string | undefined): boolean {
  return destination === undefined || /^\/(?:lib|lib64|usr|usr\/lib|usr\/local\/lib)?\/?$/.test(destination);
}

/** An empty image without a command is for taking files out of. */
export function isStarted(build: Build, { copy }: Pick<CopiedOutput, 'copy'>): boolean {
  const stage = copy.stage;
  if (stage === undefined) return false;
  const state = build.image.final(stage);
  return state.entrypoint.is === 'present' || state.cmd.is === 'present';
}
