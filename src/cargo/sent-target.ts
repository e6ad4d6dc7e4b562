import { joinInContext } from '../context/join.ts';
import { containerPath, isBelow } from '../container-path.ts';
import type { AddInstruction, CopyInstruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { sourcesOf, type SourceCopy } from './sources.ts';

/** A COPY that takes a `target` folder along with the sources, over the one that cargo uses. */
export interface SentTarget {
  readonly source: SourceCopy;
  /** The folder in the context that becomes it, relative. */
  readonly folder: string;
  /** It is in the context now; otherwise there is a crate that would have one once it is compiled there. */
  readonly present: boolean;
}

/** The COPY above a step, nearest first, through which the context overwrites the target folder. Undefined too where that is not known. */
export function sentTarget(build: Build, step: CargoStep): SentTarget | undefined {
  const { context } = build;
  const target = step.targetDir.path;
  if (target === undefined || context.folder.is !== 'known' || context.ignoreFile.is === 'unknown') return undefined;
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    const into = destinationOf(build, instruction);
    if (into === undefined || !isBelow(target, into)) continue;
    for (const source of sourcesOf(instruction)) {
      if (source.path === undefined || source.kind === 'file' || source.kind === 'manifests') continue;
      const root = source.kind === 'everything' ? '' : source.path;
      const folder = containerPath(`.${target.slice(into === '/' ? 0 : into.length)}`, `/${root}`).slice(1);
      if (context.entry(joinInContext(root, 'Cargo.toml')).is !== 'file' || leavesOut(instruction, folder)) continue;
      if (context.ignores(folder) || context.ignores(`${folder}/release/deps/x`)) continue;
      return { source, folder, present: context.entry(folder).is === 'directory' };
    }
  }
  return undefined;
}

function destinationOf(build: Build, instruction: CopyInstruction | AddInstruction): string | undefined {
  const { workdir } = build.image.before(instruction);
  const path = instruction.destination?.value;
  if (path === undefined || instruction.flags.some(({ name }) => name === 'parents')) return undefined;
  if (path.startsWith('/')) return containerPath(path);
  return workdir.is === 'present' ? containerPath(path, workdir.value) : undefined;
}

function leavesOut(instruction: CopyInstruction | AddInstruction, folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return instruction.flags.some((flag) => flag.name === 'exclude' && [name, folder].some((each) => (flag.value?.raw ?? '').replace(/^(?:\.\/|\*\*\/|\/)+/, '').replace(/\/\**$/, '') === each));
}
