import type { AddInstruction, CopyInstruction, Dockerfile } from '../../dockerfile/model.ts';
import type { Word } from '../../word.ts';
import type { Image } from '../model.ts';

/** A source of COPY or ADD that takes the whole build context. */
export interface WholeCopy {
  readonly copy: CopyInstruction | AddInstruction;
  readonly source: Word;
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
