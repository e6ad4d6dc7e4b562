import type { Dockerfile, ImageReference, Instruction, Stage } from '../dockerfile/model.ts';
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
  const target = input.target ?? dockerfile.stages.at(-1);
  const bases = new Map<Stage, Base>();
  const links = new Map<Stage, Link>();
  const bottoms = new Map<Stage, Stage>();
  let chain: readonly Stage[] | undefined;
  let shippedStages: ReadonlySet<Stage> | undefined;
  let built: ReadonlySet<Stage> | undefined;

  const baseOf = (bottom: Stage): Base => {
    const known = bases.get(bottom);
    if (known !== undefined) return known;
    const base = createBase(bottom, input);
    bases.set(bottom, base);
    return base;
  };
  const linkOf = (stage: Stage): Link => {
    // The bases first and without recursion: a chain of stages is as long as the file.
    const missing: Stage[] = [];
    let below: Link | undefined;
    for (let at: Stage | undefined = stage; at !== undefined && below === undefined; at = at.parent) {
      below = links.get(at);
      if (below === undefined) missing.push(at);
    }
    let link = below;
    for (const at of missing.toReversed()) {
      link = { changes: changesOf(at), below: link, base: link?.base ?? baseOf(at), workdirs: [], known: { nearest: new Map(), workdir: undefined } };
      links.set(at, link);
    }
    return link ?? { changes: changesOf(stage), below: undefined, base: baseOf(stage), workdirs: [], known: { nearest: new Map(), workdir: undefined } };
  };
  const stateAt = (stage: Stage | undefined, before: number): StageState => (stage === undefined ? headState : new StateView(linkOf(stage), before));
  const stageOf = (instruction: Instruction): Stage | undefined => instruction.stage ?? instruction.onbuild?.stage;

  return {
    dockerfile,
    target,
    before: (instruction) => stateAt(stageOf(instruction), instruction.index),
    after: (instruction) => stateAt(stageOf(instruction), instruction.index + 1),
    final: (stage) => stateAt(stage, Infinity),
    get shipped() {
      return target === undefined ? undefined : stateAt(target, Infinity);
    },
    get shippedChain() {
      return (chain ??= chainOf(target));
    },
    isShipped: (stage) => (shippedStages ??= new Set(chain ??= chainOf(target))).has(stage),
    isBuilt: (stage) => (built ??= reachableStages(dockerfile, target)).has(stage),
    baseReference: (stage) => bottomOf(stage, bottoms).pulls,
    base: (stage) => baseOf(bottomOf(stage, bottoms)).image,
  };
}

/** The stage and those it is built FROM, itself first. */
function chainOf(stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at = stage; at !== undefined; at = at.parent) chain.push(at);
  return chain;
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
