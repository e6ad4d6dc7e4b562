import { imageReference, isDigest } from '../../dockerfile/image-reference.ts';
import type { Dockerfile, ImageReference, Instruction } from '../../dockerfile/model.ts';
import { knownImage } from '../../knowledge/base-images.ts';
import type { Located, Place } from '../../source.ts';
import type { Word } from '../../word.ts';

/** An image that files are taken from with `COPY --from` or `RUN --mount=from=`. */
export interface CopiedImage {
  /** The name as written. */
  readonly word: Word;
  readonly reference: ImageReference;
  readonly instruction: Instruction;
  /** Undefined: it may as well be a build context of that name. A name with a slash, a tag or a digest, or of a known image, is an image. */
  readonly isImage: true | undefined;
}

/** What `COPY --from` and mounts name that is no stage of the file, whatever stands above or below. Triggers are left out: another build runs them. */
export function copiedImages(dockerfile: Dockerfile): readonly CopiedImage[] {
  const found: CopiedImage[] = [];
  for (const instruction of dockerfile.all('COPY', 'RUN')) {
    if (instruction.onbuild !== undefined || instruction.flags.length === 0) continue;
    for (const word of sourcesOf(instruction)) {
      const name = word.value;
      if (name === undefined || name === '' || name === 'scratch' || /^\d+$|\$/.test(name) || dockerfile.stage(name) !== undefined || dockerfile.isNamedContext(name)) continue;
      const isImage = /[/:@]/.test(name) || knownImage(name, 'latest') !== undefined ? true : undefined;
      found.push({ word, reference: imageReference(word), instruction, isImage });
    }
  }
  return found;
}

/** The words with which an instruction names stages, images and contexts that it takes files from. */
export function sourcesOf(instruction: Instruction): readonly Word[] {
  if (instruction.keyword === 'COPY') return instruction.from === undefined ? [] : [instruction.from];
  if (instruction.keyword !== 'RUN') return [];
  return instruction.mounts.flatMap((mount) => {
    const from = mount.type === 'bind' || mount.type === 'cache' ? mount.options.get('from') : undefined;
    return from === undefined ? [] : [from];
  });
}

/** How a reference says which image it means. Places are of the tag, or of the whole name. */
export type Pinning =
  | { readonly by: 'digest'; readonly at: Place }
  | { readonly by: 'tag'; readonly tag: string; readonly at: Place }
  /** No tag is written, so it is `latest`. */
  | { readonly by: 'nothing'; readonly at: Place }
  /** Only the build can tell. */
  | { readonly by: 'unknown'; readonly why: string; readonly at: Place };

/** How much of the image is said. A reference of which only the build knows the end is unknown. */
export function pinningOf(reference: ImageReference): Pinning {
  const { word, tag, digest, unknown, tagAt, digestAt, nameAt } = reference;
  if (digestAt !== undefined) {
    if (unknown.has('digest') || (digest !== undefined && isDigest(digest))) return { by: 'digest', at: digestAt };
    return { by: 'unknown', why: 'its digest is for the build to give', at: digestAt };
  }
  if (unknown.has('tag')) return { by: 'unknown', why: whyUnknown(word), at: word.place };
  return tag === undefined ? { by: 'nothing', at: nameAt } : { by: 'tag', tag, at: tagAt ?? word.place };
}

/** Why the build alone knows what the word becomes. */
function whyUnknown(word: Word): string {
  const piece = word.text.find((each) => 'unknown' in each);
  return piece !== undefined && 'unknown' in piece ? piece.unknown : `only the build knows what \`${word.raw}\` is`;
}

/** The place lies within: in a word itself, say, and not in the ARG that a variable of it names. */
export function isWithin(place: Place, around: Located): boolean {
  const { span } = around.place;
  return place.source === around.place.source && place.span.start >= span.start && place.span.end <= span.end;
}

/** Where the end of the word's value is written: in the word itself, or in the ARG whose default it is. */
export function lastPieceAt(word: Word): Place {
  const piece = word.text.at(-1);
  return piece !== undefined && 'text' in piece ? piece.from : word.place;
}

/** The image as messages show it: its value, or as written where only the build knows it; without its digest. */
export function shownReference(word: Word): string {
  const shown = word.value ?? word.raw;
  return shown.split('@')[0] || shown;
}
