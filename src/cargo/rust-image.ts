import type { ImageReference, Stage } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import { imageName } from '../knowledge/image-name.ts';

/** What a tag of `rust` or `lukemathwalker/cargo-chef` says. */
export interface RustImage {
  readonly reference: ImageReference;
  /** As written: `rust:1-bookworm`. */
  readonly shown: string;
  readonly chef: boolean;
  /** `1.93.1`, `1.93`, `1`, `nightly`; undefined for the latest. */
  readonly rust: string | undefined;
  /** `bookworm`, `alpine3.20`, `alpine`; undefined for the Debian that the image takes by default. */
  readonly distribution: string | undefined;
  /** Of cargo-chef: `0.1.77`; undefined for the latest, and for `rust`. */
  readonly chefVersion: string | undefined;
  readonly pinned: boolean;
}

/** The Rust image at the bottom of a stage; undefined for other images, and where only the build knows the tag. */
export function rustImageOf(build: Build, stage: Stage | undefined): RustImage | undefined {
  const reference = stage === undefined ? undefined : build.image.baseReference(stage);
  if (reference === undefined) return undefined;
  const name = imageName(reference);
  const chef = name === 'lukemathwalker/cargo-chef';
  if ((!chef && name !== 'rust') || reference.unknown.has('tag')) return undefined;
  const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
  if (tag === undefined) return undefined;
  const [chefVersion, variant] = chef ? splitChef(tag) : [undefined, tag];
  const parts = variant.split('-').filter((part) => part !== 'slim' && part !== 'latest' && part !== '');
  const [first, ...others] = parts;
  const versioned = first !== undefined && /^(?:\d|nightly|beta|stable)/.test(first);
  const distribution = (versioned ? others : parts).join('-');
  return {
    reference, chef, pinned: reference.digest !== undefined,
    shown: reference.word.value ?? reference.word.raw,
    rust: versioned ? first : undefined,
    distribution: distribution === '' ? undefined : distribution,
    chefVersion,
  };
}

/** `0.1.77-rust-1.93-slim-bookworm`, `latest-rust-1`, `latest`, `0.1.77`. */
function splitChef(tag: string): readonly [string | undefined, string] {
  const at = tag.indexOf('rust-');
  const version = (at < 0 ? tag : tag.slice(0, at)).replace(/-$/, '');
  return [version === 'latest' || version === '' ? undefined : version, at < 0 ? '' : tag.slice(at + 'rust-'.length)];
}

/** The tag moves from one Rust to the next: it says no more than the major version. */
export function rustFloats({ rust, pinned }: RustImage): boolean {
  return !pinned && (rust === undefined || !/^\d+\.\d+/.test(rust)) && rust?.startsWith('nightly-') !== true;
}

/** Whether two images have the same Rust on the same distribution, and in what they differ. */
export function imageDifference(one: RustImage, other: RustImage): { readonly what: 'Rust' | 'distribution' | 'floating'; readonly text: string } | undefined {
  if (one.reference.digest !== undefined && one.reference.digest === other.reference.digest) return undefined;
  const short = (version: string | undefined, length: number): string | undefined => version?.split('.').slice(0, length).join('.');
  const length = Math.min((one.rust ?? '').split('.').length, (other.rust ?? '').split('.').length);
  const sameRust = one.rust === undefined || other.rust === undefined ? undefined : short(one.rust, length) === short(other.rust, length);
  if (sameRust === false) return { what: 'Rust', text: `Rust ${one.rust ?? ''} and Rust ${other.rust ?? ''}` };
  if (one.distribution !== other.distribution) {
    const named = (image: RustImage): string => image.distribution ?? 'the current Debian';
    return { what: 'distribution', text: `${named(one)} and ${named(other)}` };
  }
  if (one.rust !== other.rust) return { what: 'floating', text: `${namedRust(one)} and ${namedRust(other)}` };
  return undefined;
}

function namedRust({ rust }: RustImage): string {
  return rust === undefined ? 'the current Rust' : `Rust ${rust}`;
}
