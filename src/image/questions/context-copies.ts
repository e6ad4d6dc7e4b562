import { contextPath } from '../../context/go-path.ts';
import { firstWildcard } from '../../context/go-pattern.ts';
import type { TakeOptions } from '../../context/model.ts';
import type { AddInstruction, CopyInstruction, Dockerfile, RunInstruction } from '../../dockerfile/model.ts';
import { onceEach } from '../../once-each.ts';
import { isRemoteSource } from '../../programs/archives.ts';
import type { Word } from '../../word.ts';
import type { Image } from '../model.ts';

/** A source of COPY or ADD that takes the whole build context. */
export interface WholeCopy {
  readonly copy: CopyInstruction | AddInstruction;
  readonly source: Word;
}

/** Something that a COPY, an ADD or a bind mount of RUN takes from the build context. */
export interface ContextSource {
  readonly instruction: CopyInstruction | AddInstruction | RunInstruction;
  readonly word: Word;
  /** Relative to the context, clean; the context itself is ``. Undefined when only the build knows it, or when its backslashes may be either thing. */
  readonly path: string | undefined;
  /** It holds a wildcard that the instruction reads as one. */
  readonly wildcard: boolean;
  readonly options: TakeOptions;
}

/** COPY and ADD that take from the build context, of stages that the target needs (or of no stage), in order. */
export function contextCopies(dockerfile: Dockerfile, image: Image): readonly (CopyInstruction | AddInstruction)[] {
  return dockerfile.all('COPY', 'ADD').filter(({ from, stage }) => from === undefined && (stage === undefined || image.isBuilt(stage)));
}

/** `COPY . x`, `COPY ./ x`, `COPY / x`, `COPY * x`: everything that the ignore file leaves. */
export function wholeCopies(dockerfile: Dockerfile, image: Image): readonly WholeCopy[] {
  return contextCopies(dockerfile, image).flatMap((copy) =>
    copy.sources.filter(({ value }) => value !== undefined && /^(?:\.?\/?|\.\/\.|\.?\/?\*)$/.test(value) && value !== '').map((source) => ({ copy, source })));
}

/**
 * Everything that any stage takes from this build's context, in order: a file that is not there is missed by whoever builds that stage.
 * Triggers of ONBUILD take from another build's context, sources that are fetched from none.
 */
export const contextSources = onceEach((dockerfile: Dockerfile): readonly ContextSource[] => {
  const isWindows = dockerfile.escape === '`';
  return dockerfile.all('COPY', 'ADD', 'RUN').flatMap((instruction): readonly ContextSource[] => {
    if (instruction.onbuild !== undefined) return [];
    if (instruction.keyword === 'RUN') return boundSources(instruction, isWindows);
    if (instruction.from !== undefined || instruction.flag('from') !== undefined) return [];
    const options = takeOptions(instruction);
    return instruction.sources
      .filter((word) => !isRemoteSource(word.value ?? word.raw) && !word.raw.startsWith('<<'))
      .map((word) => sourceOf(instruction, word, isWindows, options));
  });
});

/** What the flags of COPY and ADD say of how their sources are read. */
export function takeOptions(copy: CopyInstruction | AddInstruction): TakeOptions {
  const parents = copy.flag('parents');
  const exclude = copy.flags.flatMap(({ name, value }) => (name === 'exclude' && value?.value !== undefined ? [value.value] : []));
  return { parents: parents !== undefined && parents.value?.value !== 'false', exclude };
}

/** The folder of the context that all files lie in which a source with wildcards may take: `a` for `a/*.md`. */
export function literalFolder(path: string): string {
  const head = path.slice(0, Math.max(firstWildcard(path), 0));
  return head.slice(0, Math.max(head.lastIndexOf('/'), 0));
}

function boundSources(run: RunInstruction, isWindows: boolean): readonly ContextSource[] {
  return run.mounts.flatMap(({ type, options }) => {
    const source = options.get('source');
    return type !== 'bind' || options.has('from') || source === undefined ? [] : [{ ...sourceOf(run, source, isWindows, {}), wildcard: false }];
  });
}

function sourceOf(instruction: ContextSource['instruction'], word: Word, isWindows: boolean, options: TakeOptions): ContextSource {
  const value = isWindows ? word.value?.replaceAll('\\', '/') : word.value;
  const path = value === undefined || value === '' || value.includes('\\') ? undefined : contextPath(value);
  return { instruction, word, path, wildcard: path !== undefined && firstWildcard(path) !== -1, options };
}
