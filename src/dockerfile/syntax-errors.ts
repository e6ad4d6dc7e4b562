import type { Dockerfile, Instruction, SyntaxError } from './model.ts';
import type { SplitFile } from './split.ts';

/** All that BuildKit refuses in a file, in the order of the file. */
export function findSyntaxErrors(_dockerfile: Dockerfile, split: SplitFile, _byLine: readonly (Instruction | undefined)[]): readonly SyntaxError[] {
  return split.errors;
}
