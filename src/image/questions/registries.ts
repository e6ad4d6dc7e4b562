import { imageReference } from '../../dockerfile/image-reference.ts';
import type { Dockerfile, ImageReference } from '../../dockerfile/model.ts';
import { copiedImages, sourcesOf } from './used-images.ts';

/** An image that the build pulls. */
export interface PulledImage {
  readonly reference: ImageReference;
  /** Undefined: it may as well be a build context of that name. */
  readonly isImage: true | undefined;
}

/** What FROM, `COPY --from` and mounts pull, triggers included: another build pulls for them. Stages are no images. */
export function pulledImages(dockerfile: Dockerfile): readonly PulledImage[] {
  const pulled: PulledImage[] = [];
  for (const { pulls, from } of dockerfile.stages) if (pulls !== undefined && from.image?.value !== '') pulled.push({ reference: pulls, isImage: true });
  pulled.push(...copiedImages(dockerfile));
  for (const instruction of dockerfile.all('COPY', 'RUN')) {
    if (instruction.onbuild === undefined || instruction.flags.length === 0) continue;
    // The stages of the build that runs a trigger are not known; only a name with a slash is an image for sure.
    for (const word of sourcesOf(instruction)) if (word.value?.includes('/') === true) pulled.push({ reference: imageReference(word), isImage: true });
  }
  return pulled;
}

/** What people call Docker Hub, beside `docker.io` (source: the addresses that `docker login` and browsers show, read 2026-11-28). */
const namesOfHub = /^(?:registry\.)?hub\.docker\.com(?=$|\/)|^(?:index|registry-1)\.docker\.io(?=$|\/)/;

/** `*` stands for any characters. A pattern with a slash is about registry and repository, any other about the registry. */
export function matchesRegistry(pattern: string, registry: string, repository: string): boolean {
  const address = registry.toLowerCase().replace(namesOfHub, 'docker.io');
  const subject = pattern.includes('/') ? `${address}/${repository.toLowerCase()}` : address;
  const parts = pattern.toLowerCase().replace(namesOfHub, 'docker.io').split('*');
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return subject === first;
  if (!subject.startsWith(first) || subject.length < first.length + last.length || !subject.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    at = subject.indexOf(part, at);
    if (at === -1) return false;
    at += part.length;
  }
  return at <= subject.length - last.length;
}
