import type { Place } from '../source.ts';
import type { Word } from '../word.ts';
import { imageReference } from './image-reference.ts';
import type { ImageReference, Instruction, NamedContexts, PlatformArguments, Stage } from './model.ts';
import { lastBelow } from './ordered.ts';
import type { FromNode } from './nodes-simple.ts';
import { imageUnder, platformsOf } from './platform-stages.ts';

/** Finds stages by name or number. */
export class StageIndex {
  readonly #stages: readonly StageNode[];
  readonly #platform: PlatformArguments | undefined;
  #platforms: readonly PlatformArguments[] | undefined;
  #byName: ReadonlyMap<string, readonly Stage[]> | undefined;

  readonly #outside: NamedContexts | undefined;

  /** `stages` may grow until the first question. `platform`: one of the `platforms` of the file, the first one when it is left out. */
  constructor(stages: readonly StageNode[], outside?: NamedContexts, platform?: PlatformArguments) {
    this.#stages = stages;
    this.#outside = outside;
    this.#platform = platform;
  }

  /** The platforms that the file has stages for, where FROM chooses them by platform. */
  get platforms(): readonly PlatformArguments[] {
    return (this.#platforms ??= platformsOf(this.#stages));
  }

  get platform(): PlatformArguments | undefined {
    return this.#platform ?? this.platforms[0];
  }

  /** Whether the build gives a context of that name. */
  isOutside(name: string): boolean {
    return this.#outside?.has(name) === true;
  }

  /** The stage of that name, in any case; of several the last one above `before`. */
  byName(name: string, before: Stage | undefined): Stage | undefined {
    if (this.#outside?.has(name) === true) return this.#outside.stage(name);
    const found = this.#names.get(name.toLowerCase());
    if (found === undefined || before === undefined) return found?.at(-1);
    return lastBelow(found, before.index);
  }

  /** By number as well, as `--from=0` and `--target` have it. */
  find(reference: string, before: Stage | undefined): Stage | undefined {
    // A stage of another file names stages of that one.
    if (before instanceof StageNode && !before.isOf(this)) return before.find(reference);
    const named = this.byName(reference, before);
    if (named !== undefined || !/^\d+$/.test(reference)) return named;
    const stage = this.#stages[Number(reference)];
    return stage === undefined || (before !== undefined && stage.index >= before.index) ? undefined : stage;
  }

  get #names(): ReadonlyMap<string, readonly Stage[]> {
    if (this.#byName === undefined) {
      const byName = new Map<string, Stage[]>();
      for (const stage of this.#stages) {
        const name = stage.name?.raw.toLowerCase();
        if (name === undefined) continue;
        const same = byName.get(name);
        if (same === undefined) byName.set(name, [stage]);
        else same.push(stage);
      }
      this.#byName = byName;
    }
    return this.#byName;
  }
}

/** One build stage; its instructions are added while the file is read. */
export class StageNode implements Stage {
  readonly index: number;
  readonly instructions: Instruction[] = [];
  readonly #stages: StageIndex;
  #from: FromNode | undefined;
  #parent: Stage | 'none' | undefined;
  #pulls: ImageReference | undefined;

  constructor(index: number, stages: StageIndex) {
    this.index = index;
    this.#stages = stages;
  }

  /** Called once, by the reader of the file: stage and FROM know each other. */
  begin(from: FromNode): void {
    this.#from = from;
  }

  get from(): FromNode {
    if (this.#from === undefined) throw new Error('a stage begins with FROM');
    return this.#from;
  }

  isOf(stages: StageIndex): boolean {
    return this.#stages === stages;
  }

  /** The stage that an instruction of this one names. */
  find(reference: string): Stage | undefined {
    return this.#stages.find(reference, this);
  }

  /** From FROM to the end of its last instruction. */
  get place(): Place {
    const { source, span } = this.from.place;
    return { source, span: { start: span.start, end: this.instructions.at(-1)?.place.span.end ?? span.end } };
  }

  get name(): Word | undefined {
    return this.from.name;
  }

  get parent(): Stage | undefined {
    if (this.#parent === undefined) {
      const image = this.from.image?.value ?? this.#imageOnPlatform;
      this.#parent = (image === undefined ? undefined : this.named(image)) ?? 'none';
    }
    return this.#parent === 'none' ? undefined : this.#parent;
  }

  /** The stage that FROM means by a name. It knows names in lower case alone, however they are written at the stage: what has capitals is an image. */
  named(image: string): Stage | undefined {
    return image === image.toLowerCase() || this.#stages.isOutside(image) ? this.#stages.byName(image, this) : undefined;
  }

  get #imageOnPlatform(): string | undefined {
    const { platform } = this.#stages;
    return platform === undefined ? undefined : imageUnder(this.from, platform);
  }

  get isScratch(): boolean {
    return this.from.image?.value === 'scratch' && this.parent === undefined && !this.#stages.isOutside('scratch');
  }

  get pulls(): ImageReference | undefined {
    const { image } = this.from;
    if (image === undefined || this.parent !== undefined || this.isScratch || this.#stages.isOutside(image.value ?? '')) return undefined;
    return (this.#pulls ??= imageReference(image));
  }
}
