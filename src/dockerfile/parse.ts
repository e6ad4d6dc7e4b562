import type { Source } from '../source.ts';
import { MappedText } from '../mapped-text.ts';
import { commentTable } from './comments.ts';
import type { CommentTable } from './comments.ts';
import { DocumentNode } from './document.ts';
import type { Head } from './head.ts';
import { triggerHead } from './head.ts';
import type { DocumentParts, NodeOptions } from './instruction-node.ts';
import type { ArgInstruction, EnvInstruction, Dockerfile, Instruction, NamedContexts, OnbuildInstruction, PlatformArguments, ShellInstruction } from './model.ts';
import { CmdNode, EntrypointNode, HealthcheckNode, RunNode, ShellNode } from './nodes-command.ts';
import { AddNode, CopyNode, VolumeNode } from './nodes-files.ts';
import { ArgNode, EnvNode, LabelNode } from './nodes-pairs.ts';
import { ExposeNode, FromNode, MaintainerNode, OnbuildNode, StopsignalNode, UserNode, WorkdirNode } from './nodes-simple.ts';
import { createScopes } from './scope.ts';
import type { BaseVariable } from './scope-timeline.ts';
import type { ShellComment } from './shells.ts';
import { shellComment, ShellTable } from './shells.ts';
import { splitFile } from './split.ts';
import type { SplitFile } from './split.ts';
import { StageIndex, StageNode } from './stages.ts';
import { findSyntaxErrors } from './syntax-errors.ts';
import { LazyWord } from './words.ts';

/** What is known beside the file: the contexts that the build names, what base images set, and which of the file's `platforms` is built for. */
export interface Surroundings {
  readonly outside?: NamedContexts | undefined;
  readonly baseVariable?: BaseVariable | undefined;
  readonly platform?: PlatformArguments | undefined;
}

/**
 * A Dockerfile as one build of it, with the arguments that the build gives. Never throws: what BuildKit refuses is among
 * `syntaxErrors`, and the rest is read all the same. Where instructions begin and end is decided by BuildKit's rules; words,
 * scopes and indexes are made when they are asked for.
 */
export function parseDockerfile(source: Source, buildArgs?: ReadonlyMap<string, string>, around: Surroundings = {}): Dockerfile {
  return new Reader(source, splitFile(source), buildArgs, around).read();
}

class Reader {
  readonly #source: Source;
  readonly #split: SplitFile;
  readonly #document: DocumentParts;
  readonly #instructions: Instruction[] = [];
  readonly #globalArgs: ArgInstruction[] = [];
  readonly #headEnvs: EnvInstruction[] = [];
  readonly #headShells: ShellInstruction[] = [];
  readonly #shells: ShellTable;
  readonly #stages: StageNode[] = [];
  readonly #stageIndex: StageIndex;
  /** Instructions by the number of their logical line. */
  readonly #byLine: (Instruction | undefined)[] = [];

  constructor(source: Source, split: SplitFile, buildArgs: ReadonlyMap<string, string> | undefined, { outside, baseVariable, platform }: Surroundings) {
    this.#source = source;
    this.#split = split;
    this.#stageIndex = new StageIndex(this.#stages, outside, platform);
    const shells = new ShellTable(this.#headShells, () => this.#shellComments, this.#stages);
    const scopes = createScopes({ escape: split.escape, globalArgs: this.#globalArgs, headEnvs: this.#headEnvs, baseVariable, buildArgs, start: source.place(0, 0) });
    this.#shells = shells;
    this.#document = {
      source,
      escape: split.escape,
      buildArgs,
      scopeOf: scopes,
      commentsAbove: (line) => this.#comments.above(line),
      shellAt: (instruction) => shells.at(instruction),
    };
  }

  #commentTable: CommentTable | undefined;
  get #comments(): CommentTable {
    return (this.#commentTable ??= commentTable(this.#source, this.#split.comments, this.#split.lines, (line) => this.#byLine[line]));
  }

  #shellCommentList: readonly ShellComment[] | undefined;
  get #shellComments(): readonly ShellComment[] {
    return (this.#shellCommentList ??= this.#source.text.includes('hadolint') ? this.#comments.all.flatMap((comment) => shellComment(comment) ?? []) : []);
  }

  read(): Dockerfile {
    for (const [lineNumber, line] of this.#split.lines.entries()) {
      const stage = line.head.name === 'FROM' ? new StageNode(this.#stages.length, this.#stageIndex) : this.#stages.at(-1);
      const instruction = createInstruction({
        document: this.#document, line, lineNumber, head: line.head, index: this.#instructions.length, stage, onbuild: undefined,
      });
      this.#byLine.push(instruction);
      if (instruction === undefined) continue;
      this.#instructions.push(instruction);
      if (instruction instanceof FromNode && stage !== undefined) {
        stage.begin(instruction);
        this.#stages.push(stage);
      } else if (stage !== undefined) stage.instructions.push(instruction);
      else if (instruction.keyword === 'ARG') this.#globalArgs.push(instruction);
      else if (instruction.keyword === 'ENV') this.#headEnvs.push(instruction);
      else if (instruction.keyword === 'SHELL') this.#headShells.push(instruction);
    }
    const dockerfile: Dockerfile = new DocumentNode({
      source: this.#source,
      escape: this.#split.escape,
      directives: this.#split.directives.map(({ name, span, place }) => ({
        name, place: { source: this.#source, span }, value: new LazyWord(undefined, MappedText.of(this.#source, place.span), { start: 0, end: place.span.end - place.span.start }, undefined, false),
      })),
      globalArgs: this.#globalArgs,
      stages: this.#stages,
      stageIndex: this.#stageIndex,
      instructions: this.#instructions,
      emptyContinuations: this.#split.emptyContinuations.map((place) => ({ place })),
      comments: () => this.#comments.all,
      shell: (instruction) => this.#shells.at(instruction),
      syntaxErrors: () => findSyntaxErrors(dockerfile, this.#split, this.#byLine),
    });
    return dockerfile;
  }
}

type Create = (options: NodeOptions) => Instruction;

const creators = {
  ADD: (options) => new AddNode(options),
  ARG: (options) => new ArgNode(options),
  CMD: (options) => new CmdNode(options),
  COPY: (options) => new CopyNode(options),
  ENTRYPOINT: (options) => new EntrypointNode(options),
  ENV: (options) => new EnvNode(options),
  EXPOSE: (options) => new ExposeNode(options),
  FROM: (options) => new FromNode(options),
  HEALTHCHECK: (options) => new HealthcheckNode(options),
  LABEL: (options) => new LabelNode(options),
  MAINTAINER: (options) => new MaintainerNode(options),
  ONBUILD: (options) => new OnbuildNode(options, (onbuild) => createTrigger(options, onbuild)),
  RUN: (options) => new RunNode(options),
  SHELL: (options) => new ShellNode(options),
  STOPSIGNAL: (options) => new StopsignalNode(options),
  USER: (options) => new UserNode(options),
  VOLUME: (options) => new VolumeNode(options),
  WORKDIR: (options) => new WorkdirNode(options),
} satisfies Record<NonNullable<Head['name']>, Create>;

function createInstruction(options: NodeOptions): Instruction | undefined {
  return options.head.name === undefined ? undefined : creators[options.head.name](options);
}

/** The trigger of an ONBUILD; FROM, MAINTAINER and ONBUILD cannot be one. */
function createTrigger(options: NodeOptions, onbuild: OnbuildInstruction): Instruction | undefined {
  const head = triggerHead(options.line.text.text, options.head, options.document.escape);
  if (head.name === 'ONBUILD' || head.name === 'FROM' || head.name === 'MAINTAINER') return undefined;
  return createInstruction({ ...options, head, onbuild });
}
