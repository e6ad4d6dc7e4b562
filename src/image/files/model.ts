import type { Instruction } from '../../dockerfile/model.ts';
import type { Located } from '../../source.ts';

/** What one instruction or command does to the files of its stage. Paths are absolute and cleaned. */
export type Effect =
  /** It makes this path: a file, a folder, or one of both. */
  | { readonly does: 'makes'; readonly path: string; readonly kind: 'file' | 'directory' | 'either'; readonly at: Located; readonly by: Instruction; readonly owner?: string; readonly mode?: string }
  /** It makes things at or below this path, nobody knows which. */
  | { readonly does: 'fills'; readonly path: string; readonly why: string; readonly at: Located; readonly by: Instruction }
  /** It takes this path away, and what lies below it. */
  | { readonly does: 'removes'; readonly path: string; readonly at: Located; readonly by: Instruction }
  /** It sets owner or mode of this path, and with `recursive` of what lies below it. */
  | { readonly does: 'changes'; readonly path: string; readonly recursive: boolean; readonly owner?: string; readonly mode?: string; readonly at: Located; readonly by: Instruction }
  /** It may write anywhere: a program or script that ironlint does not know. */
  | { readonly does: 'anything'; readonly why: string; readonly at: Located; readonly by: Instruction };

/** Whether a path is in the image. Three values; `unknown` says what could have made it. */
export type FileFact =
  | { readonly is: 'present'; readonly path: string; readonly kind: 'file' | 'directory' | 'either'; readonly at: Located; readonly by: Instruction | undefined; readonly owner: string | undefined; readonly mode: string | undefined }
  | { readonly is: 'absent'; readonly path: string; readonly why: string; /** A path that is there and differs in a folder or a letter. */ readonly near: string | undefined }
  | { readonly is: 'unknown'; readonly path: string; readonly why: string; readonly at: Located | undefined };

/** The files of a stage at its end, those of its base and parents included. */
export interface FileTree {
  /** An absolute path of the container. */
  at(path: string): FileFact;
  /** A program as the image would find it: an absolute path, or a name along the PATH. */
  program(name: string): FileFact;
  /** All effects, base of the chain first. */
  readonly effects: readonly Effect[];
}
