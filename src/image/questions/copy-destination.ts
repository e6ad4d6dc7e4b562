import { containerPath } from '../../container-path.ts';
import type { AddInstruction, CopyInstruction } from '../../dockerfile/model.ts';
import type { Image } from '../model.ts';

/** The path in the image that COPY or ADD names as its destination, absolute and clean; undefined when only the build knows it. */
export function copyDestination(image: Image, copy: CopyInstruction | AddInstruction): string | undefined {
  const destination = copy.destination?.value;
  if (destination === undefined) return undefined;
  if (destination.startsWith('/')) return containerPath(destination);
  const { workdir } = image.before(copy);
  return workdir.is === 'present' ? containerPath(destination, workdir.value) : undefined;
}
