import type { Located, Place, Source } from '../source.ts';
import type { MappedText } from '../mapped-text.ts';
import type { Scope, Word } from '../word.ts';
import type { Command } from '../shell/model.ts';

/** Names that a build gives from outside of the file (`--build-context`, Bake, compose). They count before stages and images. */
export interface NamedContexts {
  has(name: string): boolean;
  /** The stage of another Dockerfile that the name stands for, where that one is known. */
  stage(name: string): Stage | undefined;
}

/** What the builder sets for one platform, of the names by which FROMs of the file choose their stage: `TARGETARCH` → `arm64`. */
export type PlatformArguments = ReadonlyMap<string, string>;

/** One Dockerfile, read as one build of it: words are resolved with that build's arguments. */
export interface Dockerfile {
  readonly source: Source;
  /** The character that continues lines: `\` unless an `escape` directive says `` ` ``. */
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Every comment line, directives not among them. */
  readonly comments: readonly Comment[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** All instructions in order, those of ONBUILD triggers not among them (see `OnbuildInstruction.trigger`). */
  readonly instructions: readonly Instruction[];
  readonly syntaxErrors: readonly SyntaxError[];
  /** Of a file whose FROMs choose stages by platform (`FROM build-$TARGETARCH`), the platforms that it has stages for; else empty. */
  readonly platforms: readonly PlatformArguments[];
  /** The one of them that this build is for. */
  readonly platform: PlatformArguments | undefined;
  /** Blank lines (or lines with only white space) inside a continued instruction; BuildKit warns of them. */
  readonly emptyContinuations: readonly Located[];
  /** Instructions of the keywords, triggers of ONBUILD included, in the order of the file. Indexed once. */
  all<K extends Keyword>(...keywords: readonly K[]): readonly InstructionMap[K][];
  /** Commands of every RUN (shell form, exec form, heredoc, ONBUILD RUN) with one of the names, or all; in order. */
  commands(...names: readonly string[]): readonly Command[];
  /** The SHELL that reads shell form at an instruction, as far as the file says it (`# hadolint shell=` included); undefined for the default. */
  shell(instruction: Instruction): readonly string[] | undefined;
  /** The stage a `--from`, a FROM or a `--target` names: by name in any case, or by number; of several the last one before `before`. */
  stage(reference: string, before?: Stage): Stage | undefined;
  /** Whether the build gives a context of that name: then it is no image. */
  isNamedContext(name: string): boolean;
}

export interface Directive extends Located {
  /** In lower case: `syntax`, `escape`, `check`. */
  readonly name: string;
  readonly value: Word;
}

export interface Comment extends Located {
  /** Without the `#` and the blanks around it. */
  readonly text: string;
  /** The instruction it stands directly above, or inside of. */
  readonly instruction: Instruction | undefined;
  /** It stands inside a continued instruction. */
  readonly inside: boolean;
}

/** What BuildKit refuses. Reported once by the rule `syntax`; the rest of the file is read all the same. */
export interface SyntaxError extends Located {
  readonly message: string;
  readonly help?: string;
  /** Errors that peers have an id of their own for; all others are of the form. */
  readonly code?: SyntaxErrorCode;
}

/** `instruction-order`: it stands before the first FROM. `onbuild-trigger`: ONBUILD cannot run it. `self-reference`: a stage takes files from itself. `stage-order`: it takes them from a stage that is not above it. */
export type SyntaxErrorCode = 'instruction-order' | 'onbuild-trigger' | 'image-reference' | 'self-reference' | 'stage-order';

/** Takes an error of an instruction. */
export type Report = (error: SyntaxError) => void;

export interface Stage extends Located {
  /** Zero-based, as `COPY --from=0` counts. */
  readonly index: number;
  readonly name: Word | undefined;
  readonly from: FromInstruction;
  /** The stage that FROM names, when it names one; on the build's platform, when the platform decides. */
  readonly parent: Stage | undefined;
  /** The image that FROM pulls; undefined when it names a stage or `scratch`. Unknown pieces stay unknown. */
  readonly pulls: ImageReference | undefined;
  readonly isScratch: boolean;
  /** After FROM, in order; triggers of its own ONBUILDs not among them. */
  readonly instructions: readonly Instruction[];
}

/** `registry/repository:tag@digest` piece by piece. A field is undefined when absent, `unknown` lists the fields only a build knows. */
export interface ImageReference {
  readonly word: Word;
  /** `docker.io` when none is written. */
  readonly registry: string | undefined;
  /** As written, without registry, tag and digest: `library/` is not added. */
  readonly repository: string | undefined;
  /** Known pieces of a repository that is not wholly known, unknown ones as NUL: `\u0000/app`. Equal to `repository` when that is known. */
  readonly repositoryPattern: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Known pieces of a tag that is not wholly known, unknown ones as NUL: `\u0000-slim`. Equal to `tag` when that is known. */
  readonly tagPattern: string | undefined;
  /** Fields that only a build can know. */
  readonly unknown: ReadonlySet<'registry' | 'repository' | 'tag' | 'digest'>;
  /** Registry and repository. */
  readonly nameAt: Place;
  readonly tagAt: Place | undefined;
  readonly digestAt: Place | undefined;
}

export interface Flag extends Located {
  /** Without dashes, as written: `from`. */
  readonly name: string;
  /** The place of `--name`. */
  readonly nameAt: Place;
  /** Undefined for a flag without `=`. */
  readonly value: Word | undefined;
}

export interface Heredoc {
  readonly name: string;
  /** Variables in the body are expanded (the delimiter is not quoted). */
  readonly expand: boolean;
  /** `<<-`: leading tabs are taken off. */
  readonly stripTabs: boolean;
  readonly fileDescriptor: number;
  /** The place of `<<EOF`. */
  readonly opener: Place;
  /** The body, tabs taken off when `stripTabs`; the terminator not in it. */
  readonly body: MappedText;
}

interface InstructionBase<K extends Keyword> extends Located {
  /** In upper case. */
  readonly keyword: K;
  /** The keyword as written, and where. */
  readonly keywordAt: Place;
  readonly keywordAsWritten: string;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  /** Its position among `Dockerfile.instructions`; a trigger has that of its ONBUILD. */
  readonly index: number;
  readonly flags: readonly Flag[];
  flag(name: string): Flag | undefined;
  /** What follows keyword and flags, continuations and comments taken out. */
  readonly rest: MappedText;
  readonly heredocs: readonly Heredoc[];
  /** The ONBUILD it is a trigger of. */
  readonly onbuild: OnbuildInstruction | undefined;
  /** Comment lines directly above it, without a blank line between (nearest last). */
  readonly comments: readonly Comment[];
  /** The variables as they are when this instruction is read: everything above it. */
  readonly scope: Scope;
}

/** A command in exec form (JSON) or shell form. */
export type CommandLine =
  | { readonly form: 'exec'; readonly words: readonly Word[]; readonly place: Place }
  | { readonly form: 'shell'; readonly script: MappedText; readonly place: Place };

/** `name=value` of ARG, ENV or LABEL. */
export interface KeyValue extends Located {
  readonly key: Word;
  /** Undefined for `ARG NAME`. */
  readonly value: Word | undefined;
}

export interface FromInstruction extends InstructionBase<'FROM'> {
  readonly image: Word | undefined;
  readonly platform: Word | undefined;
  /** The word `AS` as written, and where. */
  readonly as: Word | undefined;
  readonly name: Word | undefined;
}
export interface RunInstruction extends InstructionBase<'RUN'> {
  readonly command: CommandLine;
  /** Every simple command of it, heredoc bodies included when a shell reads them. */
  readonly commands: readonly Command[];
  readonly mounts: readonly Mount[];
}
export interface CmdInstruction extends InstructionBase<'CMD'> { readonly command: CommandLine; readonly commands: readonly Command[] }
export interface EntrypointInstruction extends InstructionBase<'ENTRYPOINT'> { readonly command: CommandLine; readonly commands: readonly Command[] }
export interface HealthcheckInstruction extends InstructionBase<'HEALTHCHECK'> {
  /** `none` for HEALTHCHECK NONE. */
  readonly test: 'none' | 'command';
  /** Undefined for NONE, and where the build refuses what stands in the place of CMD. */
  readonly command: CommandLine | undefined;
  readonly commands: readonly Command[];
}
export interface ShellInstruction extends InstructionBase<'SHELL'> { readonly command: CommandLine }
/** `sources` of COPY and ADD are paths and URLs, as words; files that heredocs hold are in `heredocs`, not among them. */
export interface CopyInstruction extends InstructionBase<'COPY'> { readonly sources: readonly Word[]; readonly destination: Word | undefined; readonly json: boolean; readonly from: Word | undefined }
export interface AddInstruction extends InstructionBase<'ADD'> { readonly sources: readonly Word[]; readonly destination: Word | undefined; readonly json: boolean; readonly from: undefined }
export interface ArgInstruction extends InstructionBase<'ARG'> { readonly pairs: readonly KeyValue[] }
export interface EnvInstruction extends InstructionBase<'ENV'> { readonly pairs: readonly KeyValue[]; /** `ENV key value` */ readonly legacy: boolean }
export interface LabelInstruction extends InstructionBase<'LABEL'> { readonly pairs: readonly KeyValue[]; readonly legacy: boolean }
export interface ExposeInstruction extends InstructionBase<'EXPOSE'> { readonly words: readonly Word[] }
export interface VolumeInstruction extends InstructionBase<'VOLUME'> { readonly words: readonly Word[]; readonly json: boolean }
export interface UserInstruction extends InstructionBase<'USER'> { readonly user: Word | undefined }
export interface WorkdirInstruction extends InstructionBase<'WORKDIR'> { readonly path: Word | undefined }
export interface StopsignalInstruction extends InstructionBase<'STOPSIGNAL'> { readonly signal: Word | undefined }
export interface MaintainerInstruction extends InstructionBase<'MAINTAINER'> { readonly name: Word | undefined }
export interface OnbuildInstruction extends InstructionBase<'ONBUILD'> { readonly trigger: Instruction | undefined }

export interface InstructionMap {
  readonly ADD: AddInstruction; readonly ARG: ArgInstruction; readonly CMD: CmdInstruction; readonly COPY: CopyInstruction;
  readonly ENTRYPOINT: EntrypointInstruction; readonly ENV: EnvInstruction; readonly EXPOSE: ExposeInstruction; readonly FROM: FromInstruction;
  readonly HEALTHCHECK: HealthcheckInstruction; readonly LABEL: LabelInstruction; readonly MAINTAINER: MaintainerInstruction; readonly ONBUILD: OnbuildInstruction;
  readonly RUN: RunInstruction; readonly SHELL: ShellInstruction; readonly STOPSIGNAL: StopsignalInstruction; readonly USER: UserInstruction;
  readonly VOLUME: VolumeInstruction; readonly WORKDIR: WorkdirInstruction;
}
export type Keyword = keyof InstructionMap;
export type Instruction = InstructionMap[Keyword];

/** `RUN --mount=…`, defaults filled in. */
export interface Mount extends Located {
  readonly flag: Flag;
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh' | undefined;
  /** All keys as written, lower case: `target`, `dst` and `destination` are all under `target`; `src` under `source`; a key without value is `true`. */
  readonly options: ReadonlyMap<string, Word>;
}
