import { containerPath } from '../container-path.ts';
import type { RunInstruction, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
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
  return places !== undefined && places.every((place) => !isWithin(place, folder) && !isWithin(folder, place));
}

/** Where the stage's chain copies from the context to; undefined when one of the places is not known, or nothing is copied. */
function placesOfSources({ image }: Build, stage: Stage): readonly string[] | undefined {
  const places: string[] = [];
  for (const { instructions } of chainOf(stage)) {
    for (const copy of instructions) {
      if ((copy.keyword !== 'COPY' && copy.keyword !== 'ADD') || copy.from !== undefined) continue;
      const { workdir } = image.before(copy);
      const to = copy.destination?.value;
      if (to === undefined || (!to.startsWith('/') && workdir.is !== 'present')) return undefined;
      places.push(containerPath(to, workdir.is === 'present' ? workdir.value : '/'));
    }
  }
  return places.length === 0 ? undefined : places;
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
