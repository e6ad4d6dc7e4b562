import type { Dockerfile, CommandLine, HealthcheckInstruction, ImageReference, Instruction, Stage } from '../dockerfile/model.ts';
import type { Located } from '../source.ts';
import type { Scope, Text, Word } from '../word.ts';
import type { BaseImage } from '../knowledge/model.ts';

/** A fact that comes from the knowledge of base images, not from the file. */
export interface BaseImageFact {
  readonly image: string;
  readonly fact: string;
  /** Where it was read, and when (YYYY-MM-DD). */
  readonly source: string;
  readonly date: string;
}

export type Origin = { readonly at: Located } | { readonly base: BaseImageFact; readonly at: Located };

/** Three values, never collapsed: it is there, it is not there, only the build can tell. */
export type Fact<T> =
  | { readonly is: 'present'; readonly value: T; readonly from: Origin }
  | { readonly is: 'absent'; readonly why: string }
  | { readonly is: 'unknown'; readonly why: string; readonly at?: Located };

export interface User {
  /** As the image config will have it: `app`, `1000:1000`, `root`. Unknown pieces as in any text. */
  readonly text: Text;
  /** The part before the colon, when known. */
  readonly user: string | undefined;
  readonly group: string | undefined;
  /** Three-valued: undefined when only the build can tell, or when the base image starts as root and its entrypoint, still in force, leaves it. */
  readonly isRoot: boolean | undefined;
}

export interface Label {
  readonly key: string;
  readonly value: Text;
  readonly from: Origin;
}

/** What a stage is after an instruction (or before its first). A view: making one costs nothing, facts are looked up. */
export interface StageState {
  readonly user: Fact<User>;
  /** Absolute, cleaned; `/` by default. */
  readonly workdir: Fact<string>;
  /** What ENV sets: the environment of containers. Variables of the build, ARGs among them, are in `Instruction.scope`. */
  readonly env: Scope;
  /** `["/bin/sh", "-c"]` by default; absent where the image has no shell. */
  readonly shell: Fact<readonly string[]>;
  /** A label by its key; unknown when a base image that is not known might set it. */
  label(key: string): Fact<Label>;
  /** Labels that are set for sure, in order of their keys' first appearance. */
  labels(): readonly Label[];
  readonly entrypoint: Fact<CommandLine>;
  readonly cmd: Fact<CommandLine>;
  /** HEALTHCHECK NONE is absent. */
  readonly healthcheck: Fact<HealthcheckInstruction | BaseImageFact>;
  readonly ports: readonly Word[];
  readonly volumes: readonly Word[];
  readonly stopSignal: Fact<string>;
  /** Instructions that wrote layers on the chain up to here, base first: stages reached through FROM included. */
  readonly history: readonly Instruction[];
}

/** The build's stages, linked and followed. Lazy per stage. */
export interface Image {
  readonly dockerfile: Dockerfile;
  readonly target: Stage | undefined;
  /** The state the instruction is run in. */
  before(instruction: Instruction): StageState;
  after(instruction: Instruction): StageState;
  /** The state at the end of a stage. */
  final(stage: Stage): StageState;
  /** The state of what is shipped; undefined without stages. */
  readonly shipped: StageState | undefined;
  /** The target and the stages it is built FROM, target first. */
  readonly shippedChain: readonly Stage[];
  isShipped(stage: Stage): boolean;
  /** The stages that building the target runs: over FROM, COPY --from and mounts. */
  isBuilt(stage: Stage): boolean;
  /** The external image at the bottom of the stage's chain; undefined for scratch. */
  baseReference(stage: Stage): ImageReference | undefined;
  /** What is known of that image; undefined when nothing is. `scratch` is known. */
  base(stage: Stage): BaseImage | undefined;
}
