import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { suggest } from '../../dockerfile/suggest.ts';
import { onceEach } from '../../once-each.ts';
import type { Word } from '../../word.ts';
import { pattern } from '../../word.ts';
import { sourcesOf } from './used-images.ts';

/** Names are not compared one by one where there are more. */
const most = 300;

/** Every word that names a stage in FROM, `COPY --from` and mounts, by the name in lower case. Numbers are not names. */
export function stageReferences(dockerfile: Dockerfile): ReadonlyMap<string, readonly Word[]> {
  const found = new Map<string, Word[]>();
  const sources = dockerfile.all('COPY', 'RUN').flatMap((instruction) => (instruction.flags.length === 0 ? [] : sourcesOf(instruction)));
  for (const word of [...dockerfile.stages.flatMap(({ from }) => from.image ?? []), ...sources]) {
    const name = word.raw.toLowerCase();
    const same = found.get(name);
    if (same === undefined) found.set(name, [word]);
    else same.push(word);
  }
  return found;
}

/** The stages that nothing in the file is made of or takes files from; a name that only the build knows may mean any that fits. */
export const unusedStages = onceEach((dockerfile: Dockerfile): readonly Stage[] => {
  const used = new Set<Stage>();
  const patterns = new Map<string, RegExp>();
  for (const { parent, from } of dockerfile.stages) {
    if (parent !== undefined) used.add(parent);
    if (from.image !== undefined && from.image.value === undefined) patterns.set(from.image.raw, namePattern(from.image));
  }
  for (const instruction of dockerfile.all('COPY', 'RUN')) {
    if (instruction.flags.length === 0) continue;
    for (const { value } of sourcesOf(instruction)) {
      const stage = value === undefined ? undefined : dockerfile.stage(value, instruction.stage);
      if (stage !== undefined) used.add(stage);
    }
  }
  const mayBeMeant = ({ name }: Stage): boolean => name !== undefined && (patterns.size > most || [...patterns.values()].some((one) => one.test(name.raw)));
  return dockerfile.stages.filter((stage) => !used.has(stage) && !mayBeMeant(stage));
});

/**
 * The stage that a name which no stage has was most likely to be of: the only one above without a name, of which nothing takes anything.
 * Somebody forgot to write `AS`.
 */
export function namelessStage(instruction: Instruction, dockerfile: Dockerfile): Stage | undefined {
  if (instruction.stage === undefined || dockerfile.stages.length > most) return undefined;
  const { index } = instruction.stage;
  const nameless = unusedStages(dockerfile).filter((stage) => stage.name === undefined && stage.index < index);
  return nameless.length === 1 ? nameless[0] : undefined;
}

function namePattern(word: Word): RegExp {
  const known = pattern(word.text).split(/\u0000+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${known.join('.*')}$`, 'i');
}

/** Of another name BuildKit says that it is none (source: `parseBuildStageName`). */
const validName = /^[a-z][a-z0-9-_.]*$/i;

/** The name of a stage that a mistyped word most likely means; undefined when none is near. Short names are never guessed. */
export function nearStage(name: string, dockerfile: Dockerfile): Stage | undefined {
  if (name.length < 4 || dockerfile.stages.length > most) return undefined;
  const near = suggest(name, dockerfile.stages.flatMap((stage) => (validName.test(stage.name?.raw ?? '') ? (stage.name?.raw ?? []) : [])));
  return near === undefined ? undefined : dockerfile.stage(near);
}
