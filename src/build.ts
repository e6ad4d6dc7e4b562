import { createImage } from './image/image.ts';
import type { FileTree } from './image/files/model.ts';
import { createFileTrees } from './image/files/trees.ts';
import type { Image } from './image/model.ts';
import { environmentOf, isKnownOfBases } from './knowledge/base-environment.ts';
import { baseImage } from './knowledge/base-images.ts';
import type { BaseImageEntry } from './knowledge/base-images.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import type { BuildContext, Git } from './context/model.ts';
import type { Dockerfile, NamedContexts, PlatformArguments, Stage } from './dockerfile/model.ts';
import type { Build } from './rule.ts';
import type { ShellCheckComment } from './shellcheck/model.ts';
import type { Place, Source } from './source.ts';

/** How one Dockerfile is built: what a command line, a compose file or a test says of it. */
export interface BuildRequest {
  readonly source: Source;
  /** A stage by name or number; the last stage without it, or when there is none of that name (see `missingTarget`). */
  readonly target?: string | undefined;
  readonly args?: ReadonlyMap<string, string> | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Facts of private images, from the configuration. */
  readonly baseImages?: readonly BaseImageEntry[] | undefined;
  /** One of the `platforms` of the file; the first one without it. */
  readonly platform?: PlatformArguments | undefined;
  readonly declaredBy?: Place | undefined;
  readonly namedContexts?: ReadonlyMap<string, string> | undefined;
  /** Named contexts that are builds of other Dockerfiles. */
  readonly linked?: ReadonlyMap<string, Build> | undefined;
  readonly ports?: BuildPorts | undefined;
}

/** What a build may ask of the world, each opened when the first rule asks, and once. */
export interface BuildPorts {
  readonly context?: (dockerfile: Dockerfile) => BuildContext;
  readonly git?: (context: BuildContext) => Git | undefined;
  readonly baseline?: () => Build | undefined;
  readonly shellcheck?: (build: Build) => readonly ShellCheckComment[] | undefined;
}

/** Reads one Dockerfile as one build of it. Never throws. */
export function createBuild(request: BuildRequest): Build {
  const args = request.args ?? new Map<string, string>();
  const linked = request.linked ?? new Map<string, Build>();
  const dockerfile = parseDockerfile(request.source, args, {
    outside: outsideNames(request.namedContexts, linked),
    platform: request.platform,
    baseVariable: (reference, name) => {
      const image = isKnownOfBases(name) ? baseImage(reference, request.baseImages) : undefined;
      return image === undefined ? undefined : environmentOf(image, name);
    },
  });
  return new ReadBuild(request, dockerfile, args, linked);
}

/** The build on each platform that the file has stages for: one where no FROM chooses its stage by platform. */
export function createBuilds(request: BuildRequest): readonly [Build, ...(readonly Build[])] {
  const first = createBuild(request);
  return [first, ...first.dockerfile.platforms.slice(1).map((platform) => createBuild({ ...request, platform }))];
}

/** What needs a port is asked for on first use, and once. */
class ReadBuild implements Build {
  readonly dockerfile: Dockerfile;
  readonly target: Stage | undefined;
  readonly args: ReadonlyMap<string, string>;
  readonly image: Image;
  readonly today: string;
  readonly declaredBy: Place | undefined;
  readonly namedContexts: ReadonlyMap<string, string>;
  readonly linked: ReadonlyMap<string, Build>;
  readonly #ports: BuildPorts;
  #context: BuildContext | undefined;
  #git: Once<Git> | undefined;
  #baseline: Once<Build> | undefined;
  #shellcheck: Once<readonly ShellCheckComment[]> | undefined;
  #trees: ((stage: Stage) => FileTree) | undefined;
  readonly files = (stage: Stage): FileTree => (this.#trees ??= createFileTrees(this))(stage);

  constructor(request: BuildRequest, dockerfile: Dockerfile, args: ReadonlyMap<string, string>, linked: ReadonlyMap<string, Build>) {
    this.dockerfile = dockerfile;
    this.target = findTarget(dockerfile, request.target);
    this.args = args;
    this.image = createImage(dockerfile, { target: this.target, baseImage: (reference) => baseImage(reference, request.baseImages) });
    this.today = request.today;
    this.declaredBy = request.declaredBy;
    this.namedContexts = request.namedContexts ?? new Map<string, string>();
    this.linked = linked;
    this.#ports = request.ports ?? {};
  }

  get context(): BuildContext {
    return (this.#context ??= this.#ports.context?.(this.dockerfile) ?? unknownContext('no build context was asked for'));
  }

  get git(): Git | undefined {
    return (this.#git ??= { value: this.#ports.git?.(this.context) }).value;
  }

  get baseline(): Build | undefined {
    return (this.#baseline ??= { value: this.#ports.baseline?.() }).value;
  }

  get shellcheck(): readonly ShellCheckComment[] | undefined {
    return (this.#shellcheck ??= { value: this.#ports.shellcheck?.(this) }).value;
  }
}

interface Once<T> {
  readonly value: T | undefined;
}

/** A tag that is written down as the default one makes no other name. */
function outsideNames(names: ReadonlyMap<string, string> | undefined, linked: ReadonlyMap<string, Build>): NamedContexts | undefined {
  if (names === undefined || names.size === 0) return undefined;
  const plain = (name: string): string => name.toLowerCase().replace(/:latest$/, '');
  const known = new Map([...names.keys()].map((name) => [plain(name), linked.get(name)?.target] as const));
  return { has: (name) => known.has(plain(name)), stage: (name) => known.get(plain(name)) };
}

/** Why a target cannot be built, as a sentence; undefined when it can. */
export function missingTarget(dockerfile: Dockerfile, target: string | undefined): string | undefined {
  if (target === undefined || dockerfile.stage(target) !== undefined) return undefined;
  const names = dockerfile.stages.map((stage) => stage.name?.value ?? String(stage.index));
  return `there is no stage \`${target}\` to build (stages: ${names.join(', ') || 'none'})`;
}

/** The context of a build of which nothing is known. */
export function unknownContext(why: string): BuildContext {
  return {
    folder: { is: 'unknown', why },
    ignoreFile: { is: 'unknown', why },
    ignoreRules: undefined,
    ignores: () => false,
    entry: () => ({ is: 'unknown', why }),
    list: () => undefined,
    takes: () => undefined,
    problems: [],
    read: () => undefined,
  };
}

function findTarget(dockerfile: Dockerfile, target: string | undefined): Stage | undefined {
  const named = target === undefined ? undefined : dockerfile.stage(target);
  return named ?? dockerfile.stages.at(-1);
}
