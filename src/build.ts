import { parseDockerfile } from './dockerfile/parse.ts';
import { createImage } from './image/image.ts';
import { baseImage } from './knowledge/base-images.ts';
import type { BaseImageEntry } from './knowledge/base-images.ts';
import type { BuildContext, Git } from './context/model.ts';
import type { Dockerfile, Stage } from './dockerfile/model.ts';
import type { Build } from './rule.ts';
import type { Place, Source } from './source.ts';

/** How one Dockerfile is built: what a command line, a compose file or a test says of it. */
export interface BuildRequest {
  readonly source: Source;
  /** A stage by name or number; the last stage without it. */
  readonly target?: string | undefined;
  readonly args?: ReadonlyMap<string, string> | undefined;
  readonly context?: BuildContext | undefined;
  readonly git?: Git | undefined;
  readonly baseline?: Build | undefined;
  /** Facts of private images, from the configuration. */
  readonly baseImages?: readonly BaseImageEntry[] | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly declaredBy?: Place | undefined;
}

/** The context of a build of which nothing is known. */
export function unknownContext(why: string): BuildContext {
  return {
    folder: { is: 'unknown', why },
    ignoreFile: { is: 'unknown', why },
    ignores: () => false,
    entry: () => ({ is: 'unknown', why }),
    list: () => undefined,
    read: () => undefined,
  };
}

/** Reads one Dockerfile as one build of it. A target that names no stage is `undefined` target with the last stage judged: see `missingTarget`. */
export function createBuild(request: BuildRequest): Build {
  const args = request.args ?? new Map<string, string>();
  const dockerfile = parseDockerfile(request.source, args);
  const target = findTarget(dockerfile, request.target);
  const image = createImage(dockerfile, {
    ...(target === undefined ? {} : { target }),
    baseImage: (reference) => baseImage(reference, request.baseImages),
  });
  return {
    dockerfile,
    target,
    args,
    image,
    context: request.context ?? unknownContext('no build context was asked for'),
    git: request.git,
    baseline: request.baseline,
    today: request.today,
    ...(request.declaredBy === undefined ? {} : { declaredBy: request.declaredBy }),
  };
}

/** Why a target cannot be built, as a sentence; undefined when it can. */
export function missingTarget(dockerfile: Dockerfile, target: string | undefined): string | undefined {
  if (target === undefined || dockerfile.stage(target) !== undefined) return undefined;
  const names = dockerfile.stages.map((stage) => stage.name?.value ?? String(stage.index));
  return `there is no stage \`${target}\` to build (stages: ${names.join(', ') || 'none'})`;
}

function findTarget(dockerfile: Dockerfile, target: string | undefined): Stage | undefined {
  const named = target === undefined ? undefined : dockerfile.stage(target);
  return named ?? dockerfile.stages.at(-1);
}
