import { containerPath, isBelow } from '../container-path.ts';
import type { CopyInstruction, Stage } from '../dockerfile/model.ts';
import { linkedPrograms } from '../image/questions/linked-programs.ts';
import type { LinkedProgram } from '../image/questions/linked-programs.ts';
import { glibcOf, newerGlibc } from '../knowledge/glibc.ts';
import type { BaseImage } from '../knowledge/model.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { isBuiltOn } from './chain.ts';
import { linkedOf } from './libc.ts';
import type { CargoStep } from './model.ts';
import { copiedOutputs, programFolder, takenByScript, type CopiedOutput } from './outputs.ts';
import { cargoWork } from './steps.ts';

/** Programs of cargo that a COPY takes out of the stage that compiled them: the first of each COPY speaks for all. */
export function copiedPrograms(build: Build): readonly { readonly output: CopiedOutput; readonly step: CargoStep }[] {
  const told = new Set<number>();
  return copiedOutputs(build, cargoWork(build)).flatMap((output) => {
    const makes = (path: string): CargoStep | undefined => output.builds.find((one) => {
      const folder = programFolder(build, one);
      return folder !== undefined && isBelow(path, folder);
    });
    const taken = (): CargoStep | undefined => {
      const path = takenByScript(build, output.stage, output.path);
      return path === undefined ? undefined : makes(path);
    };
    const step = makes(output.path) ?? taken();
    if (step === undefined || told.has(output.copy.index)) return [];
    told.add(output.copy.index);
    return [{ output, step }];
  });
}

/** Why what a COPY brings does not start where it is copied to, as the end of a sentence: it is linked with another C library. */
export const foreignCopies = onceEach((build: Build): ReadonlyMap<CopyInstruction, string> => {
  const found = new Map<CopyInstruction, string>();
  for (const program of linkedPrograms(build)) {
    const foreign = foreignLinked(build, program);
    if (foreign !== undefined) found.set(program.copy, otherLibrary(foreign.linked, foreign.base));
  }
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
    if (isForeign(build, output, base, linked)) found.set(output.copy, otherLibrary(linked, base));
  }
  return found;
});

function otherLibrary(linked: string, base: BaseImage): string {
  return `it is linked with ${linked}, and the image has ${base.libc === 'none' ? 'no C library' : (base.libc ?? '')}`;
}

/** A program of a C compiler, or of Go with cgo, that is copied to where another C library is; undefined when it is not, or when that is not known. */
export function foreignLinked(build: Build, { copy, source, compiledIn }: LinkedProgram): { readonly linked: 'glibc' | 'musl'; readonly base: BaseImage } | undefined {
  const { stage } = copy;
  const base = stage === undefined || isBuiltOn(stage, compiledIn) ? undefined : build.image.base(stage);
  const linked = build.image.base(compiledIn)?.libc;
  if (base?.libc === undefined || linked === undefined || linked === 'none' || linked === base.libc) return undefined;
  return isForeign(build, { copy, source }, base, linked) ? { linked, base } : undefined;
}

/** glibc 2.34 moved what every program uses; later versions add what some use. */
export function needsNewerGlibc(from: BaseImage | undefined, base: BaseImage): boolean {
  const [built, run] = [glibcOf(from?.distribution), glibcOf(base.distribution)];
  return built !== undefined && run !== undefined && !newerGlibc('2.34', built) && newerGlibc('2.34', run);
}

/** Nothing brings the C library that the base lacks. Of an empty image that starts nothing the files may be for another one. */
export function isForeign(build: Build, copied: Pick<CopiedOutput, 'copy' | 'source'>, base: BaseImage, linked: 'glibc' | 'musl'): boolean {
  if (bringsLibraries(copied, base.libc === 'none') || isHandedOn(build, copied.copy, linked)) return false;
  return !(base.libc === 'none' && base.image === 'scratch' && !isStarted(build, copied));
}

/** The COPYs that take something out of each stage. */
const takersOf = onceEach(({ dockerfile }: Build): ReadonlyMap<Stage, readonly CopyInstruction[]> => {
  const takers = new Map<Stage, CopyInstruction[]>();
  for (const copy of dockerfile.all('COPY')) {
    const stage = copy.from?.value === undefined ? undefined : dockerfile.stage(copy.from.value, copy.stage);
    if (stage === undefined) continue;
    const same = takers.get(stage);
    if (same === undefined) takers.set(stage, [copy]);
    else same.push(copy);
  }
  return takers;
});

/** Nothing starts the program in this stage, which only collects it for images that have its C library, or may have it. */
function isHandedOn(build: Build, { stage, destination }: CopyInstruction, linked: 'glibc' | 'musl'): boolean {
  const { image } = build;
  if (stage === undefined || image.shippedChain.includes(stage)) return false;
  const path = destination?.value === undefined ? '/' : containerPath(destination.value);
  const takers = (takersOf(build).get(stage) ?? []).filter(({ sources }) => sources.some(({ value }) => {
    const taken = value === undefined ? '/' : containerPath(value);
    return isBelow(taken, path) || isBelow(path, taken);
  }));
  return takers.length > 0 && takers.every((one) => {
    const libc = one.stage === undefined ? undefined : image.base(one.stage)?.libc;
    return libc === undefined || libc === linked;
  });
}

/** Libraries are brought along: packages that are another C library or imitate it, or a COPY of them. */
function bringsLibraries({ copy, source }: Pick<CopiedOutput, 'copy' | 'source'>, any: boolean): boolean {
  for (let stage = copy.stage; stage !== undefined; stage = stage.parent) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'RUN' && /gcompat|libc6-compat|glibc|ld-linux|ld-musl|\bmusl(?![\w-])/.test(instruction.rest.text)) return true;
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
function isStarted(build: Build, { copy }: Pick<CopiedOutput, 'copy'>): boolean {
  const stage = copy.stage;
  if (stage === undefined) return false;
  const state = build.image.final(stage);
  return state.entrypoint.is === 'present' || state.cmd.is === 'present';
}
