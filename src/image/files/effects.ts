import { containerPath } from '../../container-path.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Located } from '../../source.ts';
import type { StageState } from '../model.ts';
import { effectiveInstructions } from '../stage-changes.ts';
import { copyDeeds } from './effects-copy.ts';
import { placesOfVariable } from './mentioned-places.ts';
import { runDeeds } from './effects-run.ts';
import type { Deed } from './model.ts';
import type { StageWork } from './stage-work.ts';
import type { Surroundings } from './tree.ts';

/** Of more places that variables name, the last ones count. */
const MOST_PLACES = 32;

/** Reads every instruction of the stage into its tree. */
export function addEffects(work: StageWork): void {
  const { build, stage, tree } = work;
  if (build.image.base(stage)?.operatingSystem === 'windows') {
    tree.add({ does: 'anything', why: 'paths on Windows are not followed', at: stage.from, by: stage.from });
    return;
  }
  // A line that is no instruction may have been one: what it would have made is not known.
  const unread = build.dockerfile.syntaxErrors.find(({ place }) => place.span.start > stage.from.place.span.start && place.span.start < endOf(build, stage));
  if (unread !== undefined) tree.add({ does: 'anything', why: 'a line of the stage cannot be read', at: unread, by: stage.from });
  for (const { instruction } of effectiveInstructions(stage)) {
    const add = (deed: Deed, at: Located): void => tree.add({ ...deed, at, by: instruction });
    addInstruction(work, instruction, add);
  }
}

function endOf({ dockerfile }: Build, stage: Stage): number {
  return dockerfile.stages[stage.index + 1]?.from.place.span.start ?? dockerfile.source.text.length;
}

function addInstruction(work: StageWork, instruction: Instruction, add: (deed: Deed, at: Located) => void): void {
  switch (instruction.keyword) {
    case 'USER':
      work.tree.surroundings = { ...work.tree.surroundings, user: surroundingsAt(work.build.image.after(instruction)).user };
      break;
    case 'WORKDIR': {
      const workdir = work.build.image.after(instruction).workdir;
      work.tree.surroundings = { ...work.tree.surroundings, workdir: workdir.is === 'present' ? workdir.value : undefined };
      const at = instruction.path ?? instruction;
      if (workdir.is === 'present') addFolder(work, workdir.value, work.tree.surroundings.user, at, add);
      else if (workdir.is === 'unknown') add({ does: 'anything', why: `only the build knows which folder \`${instruction.path?.raw ?? 'WORKDIR'}\` is` }, at);
      break;
    }
    case 'ENV': case 'ARG': {
      const places = instruction.pairs.flatMap(placesOfVariable);
      if (places.length > 0) work.tree.surroundings = { ...work.tree.surroundings, places: [...work.tree.surroundings.places, ...places].slice(-MOST_PLACES) };
      break;
    }
    case 'COPY': case 'ADD': copyDeeds(work, instruction, add); break;
    case 'RUN': runDeeds(work, instruction, add); break;
    case 'VOLUME':
      for (const word of instruction.words) if (word.value?.startsWith('/') === true) addFolder(work, containerPath(word.value), 'root', word, add);
      break;
    default: break;
  }
}

/** What of a state matters to files. */
export function surroundingsAt(state: StageState): Surroundings {
  const user = state.user.is === 'present' ? state.user.value.user : undefined;
  return { workdir: state.workdir.is === 'present' ? state.workdir.value : undefined, user: user !== undefined && /^(?:0*|root)$/.test(user) ? 'root' : user, places: [] };
}

/** WORKDIR makes its folder when it is not there yet, the user's (source: BuildKit, `dispatchWorkdir`), and a container that of a VOLUME, root's. */
function addFolder(work: StageWork, path: string, owner: string | undefined, at: Located, add: (deed: Deed, at: Located) => void): void {
  const fact = work.tree.at(path);
  if (fact.is === 'present' && fact.kind !== 'either') return;
  add({ does: 'makes', path, kind: 'directory', owner: fact.is === 'absent' ? owner : undefined }, at);
}
