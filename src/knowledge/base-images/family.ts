import type { BaseImage, KnowledgeSource } from '../model.ts';
import type { ReleaseDigits } from '../tag.ts';

export interface ImageUser {
  readonly name: string;
  readonly uid: number | undefined;
}

/** What a table says of an image. A fact that is left out is unknown. */
export type Facts = Partial<Omit<BaseImage, 'image' | 'tag' | 'source' | 'date' | 'product'>>;

/** All of the groups must be in the tag, in this order; of a group, one of its words. */
export type TagTest = readonly (readonly string[])[];

export interface TaggedFacts {
  readonly tag: TagTest;
  readonly facts: Facts;
  /** A flavour whose words may stand beside those of an earlier one: `bookworm` beside `slim`. */
  readonly beside?: true;
}

/** Images that have their facts in common, and how the tag changes them. */
export interface ImageFamily extends KnowledgeSource {
  readonly names: readonly string[];
  /** Instead of names. Group `release`: the release of the distribution; group `product`: that of the product. */
  readonly pattern?: RegExp;
  /** True for every tag; what a flavour or a trait says comes on top. */
  readonly facts: Facts;
  /** What the image is built on: at most one is true of a tag. */
  readonly flavours: readonly TaggedFacts[];
  /** What it is built on when no flavour's words are in the tag. */
  readonly otherwise: Facts;
  /** Independent of flavours and of each other: `nonroot`, `jre`. */
  readonly traits?: readonly TaggedFacts[];
  /** Users beside those of the flavour; leaving it out says that the list is not known. */
  readonly users?: readonly ImageUser[];
  /** What the version at the front of the tag is a release of. */
  readonly product?: { readonly name: string; readonly digits: ReleaseDigits; readonly aliases?: readonly (readonly [string, string])[] };
  /** For distributions: the version at the front of the tag is their own. */
  readonly releaseDigits?: ReleaseDigits;
  /** The release of Debian under tags that name none. */
  readonly unnamedDebian?: (tag: string) => string | undefined;
  /** What no words of the tag can say, such as facts that changed with a release. Gets what was found so far. */
  readonly refine?: (found: Facts, release: string | undefined) => Facts;
}
