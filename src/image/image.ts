import type { Dockerfile, ImageReference, Instruction, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import { scratchImage } from '../knowledge/base-images.ts';
import type { BaseImage } from '../knowledge/model.ts';
import type { Base } from './base-facts.ts';
import { headState } from './head-state.ts';
import type { Image, StageState } from './model.ts';
import { reachableStages } from './reach.ts';
import { changesOf } from './stage-changes.ts';
import { StateView } from './state.ts';
import type { Link } from './state.ts';

export interface ImageInput {
  /** The last stage when not given. */
  readonly target?: Stage | undefined;
  readonly baseImage: (reference: ImageReference) => BaseImage | undefined;
}

/** The stages of a build, linked and followed: each state is looked up in lists of changes that are made once a stage. Never throws. */
export function createImage(dockerfile: Dockerfile, input: ImageInput): Image {
  return new FollowedImage(dockerfile, input);
}

class FollowedImage implements Image {
  readonly dockerfile: Dockerfile;
  readonly target: Stage | undefined;
  readonly #input: ImageInput;
  readonly #bases = new Map<Stage, Base>();
  readonly #links = new Map<Stage, Link>();
  readonly #bottoms = new Map<Stage, Stage>();
  #chain: readonly Stage[] | undefined;
  #shippedStages: ReadonlySet<Stage> | undefined;
  #built: ReadonlySet<Stage> | undefined;

  constructor(dockerfile: Dockerfile, input: ImageInput) {
    this.dockerfile = dockerfile;
    this.target = input.target ?? dockerfile.stages.at(-1);
    this.#input = input;
  }

  before(instruction: Instruction): StageState {
    return this.#stateAt(stageOf(instruction), instruction.index);
  }

  after(instruction: Instruction): StageState {
    return this.#stateAt(stageOf(instruction), instruction.index + 1);
  }

  final(stage: Stage): StageState {
    return this.#stateAt(stage, Infinity);
  }

  get shipped(): StageState | undefined {
    return this.target === undefined ? undefined : this.#stateAt(this.target, Infinity);
  }

  get shippedChain(): readonly Stage[] {
    return (this.#chain ??= chainOf(this.target));
  }

  isShipped(stage: Stage): boolean {
    return (this.#shippedStages ??= new Set(this.shippedChain)).has(stage);
  }

  isBuilt(stage: Stage): boolean {
    return (this.#built ??= reachableStages(this.dockerfile, this.target)).has(stage);
  }

  baseReference(stage: Stage): ImageReference | undefined {
    return bottomOf(stage, this.#bottoms).pulls;
  }

  base(stage: Stage): BaseImage | undefined {
    return this.#baseOf(bottomOf(stage, this.#bottoms)).image;
  }

  #stateAt(stage: Stage | undefined, before: number): StageState {
    return stage === undefined ? headState : new StateView(this.#linkOf(stage), before);
  }

  #baseOf(bottom: Stage): Base {
    const known = this.#bases.get(bottom);
    if (known !== undefined) return known;
    const base = createBase(bottom, this.#input);
    this.#bases.set(bottom, base);
    return base;
  }

  #linkOf(stage: Stage): Link {
    const known = this.#links.get(stage);
    if (known !== undefined) return known;
    // The bases first and without recursion: a chain of stages is as long as the file.
    const missing: Stage[] = [];
    let link: Link | undefined;
    for (let at: Stage | undefined = stage; at !== undefined && link === undefined; at = at.parent) {
      link = this.#links.get(at);
      if (link === undefined) missing.push(at);
    }
    for (const at of missing.toReversed()) {
      link = this.#linkAbove(link, at);
      this.#links.set(at, link);
    }
    return link ?? this.#linkAbove(undefined, stage);
  }

  #linkAbove(below: Link | undefined, stage: Stage): Link {
    return { changes: changesOf(stage), below, base: below?.base ?? this.#baseOf(stage), workdirs: [], known: { nearest: new Map(), workdir: undefined } };
  }
}

function stageOf(instruction: Instruction): Stage | undefined {
  return instruction.stage ?? instruction.onbuild?.stage;
}

/** The stage at the bottom of a chain; stages that were passed are remembered in `known`. */
function bottomOf(stage: Stage, known: Map<Stage, Stage>): Stage {
  const passed: Stage[] = [];
  let at = stage;
  for (let parent = at.parent; parent !== undefined && !known.has(at); parent = at.parent) {
    passed.push(at);
    at = parent;
  }
  const bottom = known.get(at) ?? at;
  for (const one of passed) known.set(one, bottom);
  return bottom;
}

function createBase(bottom: Stage, input: ImageInput): Base {
  const image = bottom.isScratch ? scratchImage : bottom.pulls === undefined ? undefined : input.baseImage(bottom.pulls);
  return { image, isScratch: bottom.isScratch, at: bottom.from, name: bottom.from.image?.value ?? bottom.from.image?.raw ?? 'the base image' };
}
