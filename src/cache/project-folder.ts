import { isBelow } from '../container-path.ts';
import type { RunInstruction, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import { copyDestination } from '../image/questions/copy-destination.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';

/**
 * Whether the project that a command installs for surely is another one than that of the build context: the folder is known, the command names
 * no other, and no COPY or ADD of the context reaches into it or stands around it. It was cloned there, or unpacked.
 * @param folder Where the command runs, as far as that is known.
 */
export function isForeignProject(build: Build, { command, run, folder }: { readonly command: Command; readonly run: RunInstruction; readonly folder: string | undefined }): boolean {
  if (folder === undefined || folder === '/' || run.stage === undefined || command.words.slice(1).some(({ raw }) => raw.includes('/') || raw.includes('$'))) return false;
  const places = placesOfSources(build, run.stage);
  return places !== undefined && places.every((place) => !isBelow(place, folder) && !isBelow(folder, place));
}

/** Where the stage's chain copies from the context to; undefined when one of the places is not known, or nothing is copied. */
function placesOfSources({ image }: Build, stage: Stage): readonly string[] | undefined {
  const places: string[] = [];
  for (const { instructions } of chainOf(stage)) {
    for (const copy of instructions) {
      if ((copy.keyword !== 'COPY' && copy.keyword !== 'ADD') || copy.from !== undefined) continue;
      const place = copyDestination(image, copy);
      if (place === undefined) return undefined;
      places.push(place);
    }
  }
  return places.length === 0 ? undefined : places;
}
