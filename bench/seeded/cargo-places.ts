import { cargoWork } from '../../src/cargo/steps.ts';
import type { CargoStep, CargoWork, Cooked } from '../../src/cargo/model.ts';
import type { CopyInstruction, Instruction } from '../../src/dockerfile/model.ts';
import type { Word } from '../../src/word.ts';
import type { Candidate } from './model.ts';

/** The one `cook` of a file, and a build that finds what it compiled. Files with several cooks are another matter. */
export interface Pair {
  readonly work: CargoWork;
  readonly cook: CargoStep;
  readonly step: CargoStep;
  readonly one: Cooked;
  /** All builds: a mistake made in one may be told of another. */
  readonly builds: readonly CargoStep[];
}

const works = new WeakMap<Candidate, CargoWork>();

export function workOf(candidate: Candidate): CargoWork {
  const known = works.get(candidate) ?? cargoWork(candidate.build);
  works.set(candidate, known);
  return known;
}

export function pairOf(candidate: Candidate): Pair | undefined {
  const work = workOf(candidate);
  const [cook] = work.cooks;
  if (cook?.stage === undefined || work.cooks.length > 1 || cook.command.conditional || usesLists(cook)) return undefined;
  for (const step of work.builds) {
    const one = work.cookedFor(step).find((cooked) => cooked.cook === cook);
    const compiles = step.invocation.subcommand === 'build' && step.command.name === 'cargo';
    if (one !== undefined && compiles && !step.command.conditional && !usesLists(step) && !changesFolder(step) && !changesFolder(cook)) return { work, cook, step, one, builds: work.builds };
  }
  return undefined;
}

/** `cargo build $FLAGS`: only the build knows what it is told. */
function usesLists({ command }: CargoStep): boolean {
  return command.words.some((word) => word.value === undefined);
}

function changesFolder({ command }: CargoStep): boolean {
  return command.script.commands.some(({ name }) => name === 'cd' || name === 'pushd');
}

/** The COPY that brings a file of the recipe's name out of another stage, when there is one and only one, with a single source. */
export function recipeCopy(candidate: Candidate, cook: CargoStep): { readonly copy: CopyInstruction; readonly source: Word; readonly destination: Word } | undefined {
  const copies = (cook.stage?.instructions ?? []).flatMap((copy) => {
    if (copy.keyword !== 'COPY' || copy.from === undefined || copy.index > cook.run.index || copy.sources.length !== 1) return [];
    const [source] = copy.sources;
    return source?.value?.endsWith('.json') === true && copy.destination !== undefined ? [{ copy, source, destination: copy.destination }] : [];
  });
  return copies.length === 1 && candidate.build.dockerfile.stage(copies[0]?.copy.from?.value ?? '', cook.stage) !== undefined ? copies[0] : undefined;
}

/** COPY of the whole context in a stage. */
export function wholeCopy(instructions: readonly Instruction[]): { readonly copy: CopyInstruction; readonly source: Word } | undefined {
  for (const copy of instructions) {
    if (copy.keyword !== 'COPY' || copy.from !== undefined) continue;
    const source = copy.sources.find(({ value }) => value === '.' || value === './');
    if (source !== undefined && copy.sources.length === 1) return { copy, source };
  }
  return undefined;
}

/** A script of the stage handles the folder of artifacts itself, so that what lies in it is anybody's guess. */
export function handlesTarget(step: CargoStep): boolean {
  return (step.stage?.instructions ?? []).some((run) => run.keyword === 'RUN'
    && (run.heredocs.length > 0 || run.commands.some(({ name, words }) => name !== 'cargo' && words.some(({ raw }) => raw.includes('target') || raw.endsWith('.sh')))));
}
