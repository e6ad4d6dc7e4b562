import { knownParts } from './tag.ts';

/** How far a tag moves: `moving` to any new build of the project, `release-line` to the next release that the project calls so. */
export interface FloatingTag {
  readonly word: string;
  readonly kind: 'moving' | 'release-line';
}

/** Words that name no release (source: tags of Docker's official images and of images in public Dockerfiles, 2026-11-23). */
const moving: readonly string[] = [
  'latest', 'nightly', 'edge', 'main', 'master', 'trunk', 'head', 'dev', 'develop', 'development', 'canary', 'next', 'tip', 'snapshot', 'unstable', 'rawhide', 'sid',
];
const releaseLines: readonly string[] = ['stable', 'lts', 'mainline', 'current', 'rolling', 'oldstable', 'testing', 'beta', 'release'];

/**
 * The word that makes a tag float: `stable` in `stable-alpine3.20`, `latest` in `latest-rust-1`. Undefined for tags that begin
 * otherwise, and where a date, a commit or (but for `latest`, which then is another product's) a version says which one it is.
 */
export function floatingTag(tag: string): FloatingTag | undefined {
  const [word = '', ...rest] = tag.toLowerCase().split('-');
  const isMoving = moving.includes(word);
  if (!isMoving && !releaseLines.includes(word)) return undefined;
  const others = knownParts(rest.join('-'));
  if (others.length < rest.length) return undefined;
  if (others.some((part) => /^(?:\d{6,}|20\d\d|v?\d+\.\d+\.\d.*|(?=.*\d)[0-9a-f]{7,64})$/.test(part) && !(word === 'latest' && part.includes('.')))) return undefined;
  if (word !== 'latest' && others.some((part) => /^v?\d/.test(part))) return undefined;
  return { word, kind: isMoving ? 'moving' : 'release-line' };
}

/** Words of tags that choose a variant and no release (source: tags of Docker's official images, 2026-11-28). */
const variants: ReadonlySet<string> = new Set(['alpine', 'slim', 'fpm', 'apache', 'cli', 'zts', 'perl', 'otel', 'management', 'jdk', 'jre']);

/**
 * A tag of an image of some product that chooses a variant alone, and so goes on to whatever release is the newest: `node:alpine`, `php:fpm-alpine`. Docker's
 * official images, whose names are one word, write their tags so, whether or not the tables know the product.
 */
export function variantTag(tag: string, image: { readonly name: string | undefined; readonly product: { readonly release: string | undefined } | undefined }): FloatingTag | undefined {
  const { name, product } = image;
  if (product === undefined ? name === undefined || name.includes('/') : product.release !== undefined) return undefined;
  return tag.split('-').every((word) => variants.has(word)) ? { word: tag, kind: 'release-line' } : undefined;
}

/** An image whose floating tags another rule tells of, with more to say: in files that run the program which the image is there for. */
interface OwnRule {
  readonly repository: string;
  /** The first words of the command. */
  readonly runs: readonly string[];
  /** A tag that names this much is not told of there. */
  readonly names: RegExp;
}

/** Which rule: `cargo-chef-image` (README of cargo-chef, "Docker images", 2026-11-23: `<cargo-chef>-rust-<Rust>`). */
const ownRules: readonly OwnRule[] = [{ repository: 'lukemathwalker/cargo-chef', runs: ['cargo', 'chef', 'cook'], names: /rust-(?:\d+\.\d|nightly-)/ }];

/** The command in whose files another rule tells that this tag floats; undefined when none does. `latest` itself is every tag's matter. */
export function toldElsewhere(repository: string | undefined, tag: string): readonly string[] | undefined {
  if (tag === 'latest') return undefined;
  return ownRules.find((rule) => rule.repository === repository && !rule.names.test(tag))?.runs;
}

/**
 * Whether an image is published with tags that name a release. Google's distroless images have `latest`, `nonroot` and `debug` only, Chainguard's free ones
 * `latest` and `latest-dev` (source: GoogleContainerTools/distroless, README; Chainguard Academy, 2026-11-28).
 */
export function hasReleaseTags({ registry, repository }: { readonly registry: string | undefined; readonly repository: string | undefined }): boolean {
  return !(registry === 'gcr.io' && repository?.startsWith('distroless/') === true) && !(registry === 'cgr.dev' && repository?.startsWith('chainguard/') === true);
}
