import type { Instruction } from '../../dockerfile/model.ts';
import type { Located } from '../../source.ts';
import type { Command } from '../../shell/model.ts';
import type { Word } from '../../word.ts';
import type { CargoConfiguration } from './cargo-configuration.ts';

export type FileKind = 'file' | 'directory' | 'either';

/** What a source of COPY says of one path below its destination: `''` is the destination itself. */
export type Copied =
  | { readonly is: 'present'; readonly kind: FileKind; /** The file of the build context that it is a copy of. */ readonly contextPath?: string | undefined }
  | { readonly is: 'absent'; /** It is in the build context, and the ignore file takes it out. */ readonly ignored?: boolean | undefined }
  | { readonly is: 'unknown'; readonly why: string; readonly at?: Located | undefined; /** The source is missing, and the build fails here. */ readonly fails?: boolean | undefined };

/** What is left of the work that a look-up may cost, so that stages that copy from each other end. */
export interface Budget {
  steps: number;
}

/** What is done to the files of a stage. Paths are absolute and cleaned. */
export type Deed =
  /** It makes this path: a file, a folder, or one of both. */
  | { readonly does: 'makes'; readonly path: string; readonly kind: FileKind; readonly owner?: string | undefined; readonly mode?: string | undefined; readonly contextPath?: string | undefined }
  /** It makes things below this path, nobody knows which. `folder`: the path itself is there for sure. `only`: the paths it may make, all without it. */
  | { readonly does: 'fills'; readonly path: string; readonly why: string; readonly folder: boolean; readonly only?: ((path: string) => boolean) | undefined }
  /** It copies what a context or another stage has: looked up there when it is asked for. */
  | { readonly does: 'copies'; readonly path: string; has(below: string, budget: Budget): Copied; /** Under this name, when it is one file put into a folder. */ readonly name?: string | undefined; readonly owner?: string | undefined; readonly mode?: string | undefined }
  /** It installs packages: these programs for sure, and of packages that are not known anything in the folders of the system. */
  | { readonly does: 'installs'; readonly manager: string; readonly programs: readonly string[]; readonly folders: readonly string[]; readonly unknown: readonly string[]; readonly mayTouch: (path: string) => boolean }
  /** It takes this path away, and what lies below it. */
  | { readonly does: 'removes'; readonly path: string }
  /** It sets owner or mode of this path, and with `recursive` of what lies below it. With `unknown` only the build knows to what. */
  | { readonly does: 'changes'; readonly path: string; readonly recursive: boolean; readonly owner?: string | undefined; readonly mode?: string | undefined; readonly unknown?: boolean | undefined }
  /** It has something mounted here: what is written below it is not in the layer. */
  | { readonly does: 'mounts'; readonly path: string; readonly type: string }
  /** It may write anywhere: a program or script that ironlint does not know. */
  | { readonly does: 'anything'; readonly why: string };

/** A deed with the words that do it and their instruction. */
export type Effect = Deed & { readonly at: Located; readonly by: Instruction };

/** Whether a path is in the image. Three values; `unknown` says what could have made it. */
export type FileFact =
  | {
    readonly is: 'present'; readonly path: string; readonly kind: FileKind;
    /** What made it: the words of an instruction, or the FROM of an image that has it (`by` is undefined then). */
    readonly at: Located; readonly by: Instruction | undefined;
    /** Undefined when not known. Root is `root`. */
    readonly owner: string | undefined;
    /** As it is written: `755`, `u+x`. Undefined when it was not said. */
    readonly mode: string | undefined;
    /** The file of the build context that it is a copy of, when it is known to be one. */
    readonly contextPath?: string | undefined;
  }
  | {
    readonly is: 'absent'; readonly path: string; readonly why: string;
    /** A path that is there and differs in its folder. */
    readonly near: string | undefined;
    /** A COPY covers it, and the ignore file takes it out. */
    readonly ignored?: boolean | undefined;
  }
  | {
    readonly is: 'unknown'; readonly path: string; readonly why: string; readonly at: Located | undefined;
    /** The COPY that is to bring it finds nothing, and the build fails there: `copy-from-missing` tells of it. */
    readonly fails?: boolean | undefined;
  };

/** What a command of a RUN needs, and what is known of it at that point; its absence is not handled by the script. */
export interface Need {
  /** `manifest`: a file of a project that the program looks for by itself. */
  readonly what: 'program' | 'file' | 'manifest';
  readonly command: Command;
  /** The word that names it: the program, the wrapper that is to start it (`sudo`), the path; for a manifest the program that looks for it. */
  readonly word: Word;
  readonly fact: FileFact;
}

/** A command of a RUN that is to make something where its user may not. */
export interface RefusedWrite {
  readonly command: Command;
  /** The word that makes it: `ci`, the path. */
  readonly at: Word;
  readonly path: string;
  readonly user: string;
  /** The folder, and what made it. */
  readonly folder: { readonly path: string; readonly at: Located };
}

/** The files of a stage at its end, those of its base and parents included. */
export interface FileTree {
  /** An absolute path of the container. */
  at(path: string): FileFact;
  /** A program as the image would find it: an absolute path, or a name along the PATH. */
  program(name: string): FileFact;
  /** All effects, base of the chain first. */
  readonly effects: readonly Effect[];
  /** What RUNs of this stage need when they run: the files, and the programs that the base image lacks and nothing surely brings. What a mount may bring is left out. */
  readonly needs: readonly Need[];
  /** What RUNs of this stage fail at, because they run as a user who may not write there. */
  readonly refused: readonly RefusedWrite[];
  /** What the commands of cargo in this stage read when they run. */
  readonly cargoConfigurations: ReadonlyMap<Command, CargoConfiguration>;
}
