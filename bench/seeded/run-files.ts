import { replace, inside } from './edits.ts';
import type { Candidate, Corpus, Mutant, Seed } from './model.ts';
import type { CopyInstruction } from '../../src/dockerfile/model.ts';
import { neededPaths } from '../../src/programs/needed-files.ts';

const corpora: readonly Corpus[] = ['contexts', 'cargo-chef', 'dockerfiles'];

/** What a RUN reads and is not there, on images of which something is known: a script or a copied folder may hold it, and then nothing is said. */
export const runFileSeeds: readonly Seed[] = [
  { rule: 'run-file-missing', corpora, faults: ['file'], way: 'copied elsewhere', mayDoubt: true, mutate: copiedElsewhere },
  { rule: 'run-file-missing', corpora, faults: ['file'], way: 'typing error', mayDoubt: true, mutate: mistyped },
];

/** Files that are copied by their names, where a RUN of the stage reads one of them, put into another folder. */
function copiedElsewhere({ build }: Candidate): Mutant | undefined {
  for (const command of build.dockerfile.commands()) {
    const { stage } = command.instruction;
    if (stage === undefined || build.image.base(stage) === undefined || !build.image.isBuilt(stage) || command.conditional || command.connector === '||') continue;
    for (const { word } of neededPaths(command)) {
      const name = /[^/]+$/.exec(word.value ?? '')?.[0];
      const copy = stage.instructions.find((one): one is CopyInstruction => one.keyword === 'COPY' && one.from === undefined && one.sources.length === 1 && one.sources[0]?.value?.split('/').at(-1) === name && /\.\w+$/.test(name ?? ''));
      if (copy?.destination !== undefined && copy.place.span.end < command.place.span.start) return { edits: [replace(copy.destination, '/seeded/')], at: [inside(command.instruction)] };
    }
  }
  return undefined;
}

/** A path that a RUN reads and that is surely there, with a letter too many. */
function mistyped({ build }: Candidate): Mutant | undefined {
  for (const command of build.dockerfile.commands()) {
    const { stage } = command.instruction;
    if (stage === undefined || build.image.base(stage) === undefined || !build.image.isBuilt(stage) || command.conditional || command.connector === '||') continue;
    for (const { word } of neededPaths(command)) {
      if (word.raw !== word.value || !/^\/(?:[\w.-]+\/)*[\w.-]+\.\w+$/.test(word.raw)) continue;
      const fact = build.files(stage).at(word.raw);
      if (fact.is === 'present' && fact.by !== undefined) return { edits: [replace(word, `${word.raw}x`)], at: [inside(command.instruction)] };
    }
  }
  return undefined;
}
