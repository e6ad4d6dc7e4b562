import { onceByText } from '../once-each.ts';
import type { ImageReference } from '../dockerfile/model.ts';
import { families } from './base-images/families.ts';
import { factsOf, productOf } from './base-images/evaluate.ts';
import type { ImageFamily } from './base-images/family.ts';
import { shellLess } from './base-images/flavours.ts';
import { entryFor, withEntry } from './base-image-entries.ts';
import { imageName, splitImage, tagOf } from './image-name.ts';
import type { BaseImage, BaseImageEntry } from './model.ts';

export type { BaseImageEntry } from './model.ts';

const unknownFacts = {
  user: undefined, dropsPrivileges: undefined, users: undefined, workdir: undefined, shell: undefined, shellDialect: undefined, bash: undefined,
  packageManager: undefined, curl: undefined, wget: undefined, healthcheck: undefined, entrypoint: undefined, minimal: undefined, buildTools: undefined,
  libc: undefined, operatingSystem: undefined, distribution: undefined, product: undefined, labels: undefined,
} as const satisfies Partial<BaseImage>;

/** `FROM scratch`: the empty image (source: Docker's page on base images). It has no user names at all, and runs as uid 0. */
export const scratchImage: BaseImage = {
  ...unknownFacts, ...shellLess, image: 'scratch', tag: undefined, user: 'root', dropsPrivileges: false, users: [], workdir: '/', healthcheck: false,
  entrypoint: [], libc: 'none', labels: [], source: 'Docker documentation, base images', date: '2026-11-23',
};

/**
 * What is known of an image, from the tables and from the config's entries (`extra`: they win). Facts that the unknown pieces of a
 * reference could change are undefined. Undefined when nothing is known. Never throws.
 */
export function baseImage(reference: ImageReference, extra: readonly BaseImageEntry[] = []): BaseImage | undefined {
  const name = imageName(reference);
  if (name === undefined) return undefined;
  const tag = tagOf(reference);
  const known = knownImage(name, tag);
  const entry = extra.length === 0 ? undefined : entryFor(reference, name, tag, extra);
  if (entry === undefined) return known;
  const like = entry.like === undefined ? known : likeImage(entry.like, name, tag);
  return withEntry(like ?? { ...unknownFacts, image: name, tag: shownTag(tag), source: 'baseImages of the config', date: '' }, entry);
}

/** What the tables know of an image by its canonical name and its tag (NUL for unknown pieces). */
export function knownImage(name: string, tag: string): BaseImage | undefined {
  return name === 'scratch' ? scratchImage : fromTables(`${name}:${tag}`);
}

/** Whether the tables know an image as `like:` in the config has it. */
export function isKnownImage(image: string): boolean {
  const { name, tag } = splitImage(image);
  return knownImage(name, tag) !== undefined;
}

/** The same few images are asked for again and again, in every file of a repository. A name holds no colon but that of a port. */
const fromTables = onceByText((image): BaseImage | undefined => {
  const colon = image.lastIndexOf(':');
  const [name, tag] = [image.slice(0, colon), image.slice(colon + 1)];
  // These bring triggers that copy the project, install it and choose the folder (source: docker-library/official-images#2076; given up in 2016).
  if (/(?:^|-)onbuild(?:-|$)/.test(tag)) return undefined;
  const found = familyOf(name);
  if (found === undefined) return undefined;
  const { family, groups } = found;
  const product = productOf(family, tag, groups['product']);
  const facts = factsOf(family, tag, groups['release'], product?.release);
  return { ...unknownFacts, ...facts, product, image: name, tag: shownTag(tag), source: family.source, date: family.date };
});

function likeImage(like: string, name: string, tag: string): BaseImage | undefined {
  const { name: likeName, tag: likeTag } = splitImage(like);
  const known = knownImage(likeName, likeTag);
  return known && { ...known, image: name, tag: shownTag(tag) };
}

/** Filled when the first image is looked up: joining the tables is no work for a start that asks nothing. */
const byName = new Map<string, ImageFamily>();

function familiesByName(): ReadonlyMap<string, ImageFamily> {
  if (byName.size === 0) for (const family of families) for (const name of family.names) if (!byName.has(name)) byName.set(name, family);
  return byName;
}

function familyOf(name: string): { readonly family: ImageFamily; readonly groups: Readonly<Record<string, string | undefined>> } | undefined {
  const named = familiesByName().get(name);
  if (named) return { family: named, groups: {} };
  for (const family of families) {
    const match = family.pattern?.exec(name);
    if (match) return { family, groups: match.groups ?? {} };
  }
  return undefined;
}

function shownTag(tag: string): string | undefined {
  return tag.includes('\u0000') ? undefined : tag;
}
