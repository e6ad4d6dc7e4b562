import { containerPath, isBelow } from '../container-path.ts';
import type { CopyInstruction, Stage } from '../dockerfile/model.ts';
import { copyDestination } from '../image/questions/copy-destination.ts';
import { joinedBuilds } from '../image/questions/joined-builds.ts';
import type { Build } from '../rule.ts';
import type { CargoStep, Cooked } from './model.ts';

/** Of every stage, what cooked artifacts it holds at its end; made in the order of the file, for stages only name earlier ones. */
export function createArrivals(build: Build, cooks: readonly CargoStep[]): (step: CargoStep) => readonly Cooked[] {
  const ends = new Map<Stage, readonly Cooked[]>();
  const own = new Map<Stage | undefined, Cooked[]>();
  for (const cook of cooks) {
    const list = own.get(cook.stage) ?? [];
    list.push({ cook, path: cook.targetDir.path, copy: undefined, since: cook.run.index });
    own.set(cook.stage, list);
  }
  for (const stage of joinedBuilds(build).flatMap(({ dockerfile }) => dockerfile.stages)) {
    const inherited = inheritedBy(stage, ends);
    const copied = cooks.length === 0 ? [] : copiesInto(build, stage, ends);
    const added = [...(own.get(stage) ?? []), ...copied];
    ends.set(stage, added.length === 0 ? inherited : [...inherited.slice(-MOST), ...added.slice(-MOST)]);
  }
  return (step) => {
    const held = step.stage === undefined ? (own.get(undefined) ?? []) : (ends.get(step.stage) ?? []);
    const before = held.filter(({ cook, since }) => (cook.run === step.run ? cook.order < step.order : since < step.run.index));
    return [...before, ...mountsOf(build, step, ends)];
  };
}

/** What the stage below holds; what came from another file was there before any line of this one. */
function inheritedBy(stage: Stage, ends: ReadonlyMap<Stage, readonly Cooked[]>): readonly Cooked[] {
  const held = (stage.parent && ends.get(stage.parent)) ?? [];
  return stage.parent === undefined || stage.parent.from.place.source === stage.from.place.source ? held : held.map((one) => ({ ...one, since: -1 }));
}

/** More artifacts than this in one stage are not followed. */
const MOST = 120;

function copiesInto(build: Build, stage: Stage, ends: ReadonlyMap<Stage, readonly Cooked[]>): readonly Cooked[] {
  const found: Cooked[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'COPY' || instruction.from === undefined) continue;
    const from = stageOf(build, instruction.from.value, stage);
    const held = from === undefined ? undefined : ends.get(from);
    if (held === undefined || held.length === 0) continue;
    for (const one of held) {
      const path = whereCopied(build, instruction, one.path);
      if (path !== undefined) found.push({ ...one, path: path === '' ? undefined : path, copy: instruction, since: instruction.index });
    }
    if (found.length > MOST) break;
  }
  return found;
}

/** Where COPY --from puts a folder; the empty text when only the build knows, undefined when it does not take it. */
function whereCopied(build: Build, copy: CopyInstruction, folder: string | undefined): string | undefined {
  for (const source of copy.sources) {
    if (source.value === undefined || folder === undefined) return '';
    const taken = containerPath(source.value.replace(/\/\*+$/, ''), '/');
    const inside = isBelow(folder, taken);
    if (!inside && !isBelow(taken, folder)) continue;
    // Programs that were built beside the dependencies are no dependencies: `target/release/app`.
    if (!inside && !holdsArtifacts(taken.slice(folder.length + 1))) continue;
    const to = copyDestination(build.image, copy);
    if (to === undefined) return '';
    if (inside) return containerPath(folder.slice(taken === '/' ? 0 : taken.length).replace(/^\//, '') || '.', to);
    const tail = taken.slice(folder.length);
    return to.endsWith(tail) ? to.slice(0, -tail.length) || '/' : containerPath('..', to);
  }
  return undefined;
}

/** Folders of a target folder that hold compiled dependencies: `release`, `debug`, `x86_64-unknown-linux-musl`, with `deps` or without. */
function holdsArtifacts(tail: string): boolean {
  return /^(?:[a-z0-9_]+-[a-z0-9_-]+(?:\/(?:release|debug))?|release|debug)(?:\/deps)?$/.test(tail);
}

function mountsOf(build: Build, step: CargoStep, ends: ReadonlyMap<Stage, readonly Cooked[]>): readonly Cooked[] {
  return step.run.mounts.flatMap((mount) => {
    const from = mount.options.get('from')?.value;
    const stage = from === undefined ? undefined : stageOf(build, from, step.stage);
    const held = stage === undefined ? undefined : ends.get(stage);
    if (held === undefined || mount.type === 'secret' || mount.type === 'ssh') return [];
    const source = containerPath(mount.options.get('source')?.value ?? '/');
    const target = mount.options.get('target')?.value;
    return held.flatMap((one): readonly Cooked[] => {
      if (one.path === undefined || target === undefined || step.workdir === undefined) return [{ ...one, path: undefined }];
      if (!isBelow(one.path, source)) return [];
      return [{ ...one, path: containerPath(one.path.slice(source === '/' ? 0 : source.length).replace(/^\//, '') || '.', containerPath(target, step.workdir)) }];
    });
  });
}

function stageOf(build: Build, reference: string | undefined, before: Stage | undefined): Stage | undefined {
  return reference === undefined ? undefined : build.dockerfile.stage(reference, before);
}
