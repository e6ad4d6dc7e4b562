import type { AddInstruction, CopyInstruction, Instruction, Mount, RunInstruction, Stage } from '../dockerfile/model.ts';
import { joinedBuilds } from '../image/questions/joined-builds.ts';
import type { Build } from '../rule.ts';
import { containerPath, isBelow } from '../container-path.ts';
import type { Change, Outcome, StageCache, Step } from './model.ts';
import { entersRecipe, recipeWritten } from './recipe.ts';
import { matchSource, takenFiles } from './taken-files.ts';

/** What one instruction does after the edit: `cached`, or the change that it makes. */
type Verdict = { readonly outcome: 'cached'; readonly why: string } | { readonly outcome: 'runs' | 'unknown'; readonly why: string; readonly paths: Change['paths'] };

/** Instructions that make no layer: they only touch the image's config and void nothing below. */
const configOnly: ReadonlySet<string> = new Set([
  'ARG', 'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME',
]);

/**
 * Which steps run again when the content of files of the context changes, and why: every instruction of every stage that the
 * target needs, in the order of the file. `changed`: paths relative to the context, with `/`. Keys as BuildKit's converter makes them.
 */
export function planCache(build: Build, changed: readonly string[]): readonly Step[] {
  const files = changed.map((file) => containerPath(file).slice(1));
  const stages = new Map<Stage, StageCache>();
  for (const owner of joinedBuilds(build)) {
    const own = owner === build ? files : filesIn(owner, build, files);
    for (const stage of owner.dockerfile.stages) if (build.image.isBuilt(stage)) stages.set(stage, planStage(owner, stage, own, stages));
  }
  return [...stages.values()].flatMap((stage) => stage.steps);
}

/** The files as the context of another build has them: the same folder, or one around it or in it. */
function filesIn(owner: Build, build: Build, files: readonly string[]): readonly string[] {
  const [from, to] = [build.context.folder, owner.context.folder];
  if (from.is === 'unknown' || to.is === 'unknown') return files;
  const [inner, outer] = [containerPath(from.path), containerPath(to.path)];
  if (inner === outer) return files;
  return files.map((file) => containerPath(file, inner)).filter((file) => isBelow(file, outer)).map((file) => file.slice(outer === '/' ? 1 : outer.length + 1));
}

function planStage(build: Build, stage: Stage, files: readonly string[], stages: ReadonlyMap<Stage, StageCache>): StageCache {
  const parent = stage.parent === undefined ? undefined : stages.get(stage.parent);
  const steps: Step[] = [];
  const changes: Change[] = [...(parent?.changes ?? [])];
  let broken = parent?.broken;
  for (const instruction of stage.instructions) {
    if (configOnly.has(instruction.keyword)) {
      steps.push({ stage, instruction, outcome: 'cached', why: 'it only touches the configuration of the image' });
      continue;
    }
    const verdict = judge(build, instruction, files, broken, stages);
    steps.push({ stage, instruction, outcome: verdict.outcome, why: verdict.why });
    if (verdict.outcome === 'cached') continue;
    if (broken === undefined || (broken.outcome === 'unknown' && verdict.outcome === 'runs')) broken = { instruction, outcome: verdict.outcome };
    changes.push({ instruction, paths: verdict.paths, outcome: verdict.outcome, why: verdict.why });
  }
  return { steps, broken, changes };
}

function judge(build: Build, instruction: Instruction, files: readonly string[], broken: StageCache['broken'], stages: ReadonlyMap<Stage, StageCache>): Verdict {
  const workdir = workdirOf(build, instruction);
  const own = ownVerdict(build, instruction, files, workdir, stages);
  const linked = (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.flag('link') !== undefined;
  if (own.outcome === 'runs' || broken === undefined || linked) return instruction.keyword === 'RUN' ? runAgain(instruction, own, files, workdir) : own;
  const line = lineOf(broken.instruction);
  const why = broken.outcome === 'runs' ? `line ${line} above runs again` : `line ${line} above may run again`;
  const below: Verdict = { outcome: broken.outcome, why, paths: pathsOf(instruction, own) };
  return instruction.keyword === 'RUN' ? runAgain(instruction, below, files, workdir) : below;
}

/** A RUN that runs again changes anything, unless all it does is to write a recipe that stays the same. */
function runAgain(run: RunInstruction, verdict: Verdict, files: readonly string[], workdir: string): Verdict {
  if (verdict.outcome === 'cached') return verdict;
  const recipe = recipeWritten(run, workdir);
  if (recipe === undefined) return verdict;
  const manifests = files.filter(entersRecipe);
  if (manifests.length === 0) return { ...verdict, paths: [], why: `${verdict.why}; the recipe stays the same, since no manifest changed` };
  return { ...verdict, paths: [recipe], why: `${verdict.why}; the recipe may change with \`${manifests[0] ?? ''}\`` };
}

/** What the edit does to this instruction, its parents left aside. */
function ownVerdict(build: Build, instruction: Instruction, files: readonly string[], workdir: string, stages: ReadonlyMap<Stage, StageCache>): Verdict {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
    return instruction.from === undefined ? contextVerdict(build, instruction, files, workdir) : stageVerdict(build, instruction, workdir, stages);
  }
  if (instruction.keyword === 'RUN') return mountsVerdict(build, instruction, files, stages);
  return { outcome: 'cached', why: 'nothing it depends on changes' };
}

function contextVerdict(build: Build, copy: CopyInstruction | AddInstruction, files: readonly string[], workdir: string): Verdict {
  const takings = takenFiles(copy, files, build.context, workdir);
  const taken = takings.filter((taking) => taking.is === 'taken');
  const first = taken[0];
  if (first !== undefined) {
    const more = taken.length > 1 ? ` and ${taken.length - 1} more` : '';
    return { outcome: 'runs', why: `it copies \`${first.file}\`${more}`, paths: taken.map((taking) => taking.path) };
  }
  const doubt = takings.find((taking) => taking.is === 'unknown');
  if (doubt !== undefined) return { outcome: 'unknown', why: doubt.why, paths: 'anything' };
  return { outcome: 'cached', why: 'it copies none of the edited files' };
}

function stageVerdict(build: Build, copy: CopyInstruction | AddInstruction, workdir: string, stages: ReadonlyMap<Stage, StageCache>): Verdict {
  const name = copy.from?.value;
  const source = name === undefined ? undefined : build.dockerfile.stage(name, copy.stage);
  const cache = source === undefined ? undefined : stages.get(source);
  const destination = copy.destination?.value;
  const paths = destination === undefined ? 'anything' : [containerPath(destination, workdir)];
  if (source === undefined || cache === undefined) return outsideVerdict(build, name) ?? { outcome: 'cached', why: 'it copies from an image, not from the context' };
  for (const word of copy.sources) {
    const taken = word.value === undefined ? '/' : containerPath(word.value);
    const change = changeOf(cache.changes, taken);
    if (change !== undefined) return { outcome: change.outcome, why: `what it takes from \`${name ?? ''}\` is made again at line ${lineOf(change.instruction)}`, paths };
  }
  return { outcome: 'cached', why: `what it takes from \`${name ?? ''}\` stays the same` };
}

/** Of a named context that is a folder: it may hold the edited files. Undefined for images, and for what is fetched. */
function outsideVerdict({ namedContexts }: Build, name: string | undefined): Verdict | undefined {
  const folder = namedContexts.get(name ?? '');
  if (folder === undefined || /^[a-z][a-z0-9+.-]*:/i.test(folder)) return undefined;
  return { outcome: 'unknown', why: `\`${name ?? ''}\` is a build context of its own: only the build knows whether it holds them`, paths: 'anything' };
}

function mountsVerdict(build: Build, run: RunInstruction, files: readonly string[], stages: ReadonlyMap<Stage, StageCache>): Verdict {
  for (const mount of run.mounts) {
    if (mount.type !== 'bind') continue;
    const verdict = bindVerdict(build, run, mount, files, stages);
    if (verdict !== undefined) return verdict;
  }
  return { outcome: 'cached', why: 'nothing above it changes' };
}

function bindVerdict(build: Build, run: RunInstruction, mount: Mount, files: readonly string[], stages: ReadonlyMap<Stage, StageCache>): Verdict | undefined {
  const from = mount.options.get('from')?.value;
  const source = mount.options.get('source')?.value ?? '/';
  if (from === undefined) {
    const file = files.find((candidate) => matchSource(source, candidate) !== undefined && !build.context.ignores(candidate));
    return file === undefined ? undefined : { outcome: 'runs', why: `it mounts \`${file}\``, paths: 'anything' };
  }
  const stage = build.dockerfile.stage(from, run.stage);
  const change = stage === undefined ? undefined : changeOf(stages.get(stage)?.changes ?? [], containerPath(source));
  if (change === undefined) return undefined;
  return { outcome: change.outcome, why: `what it mounts from \`${from}\` is made again at line ${lineOf(change.instruction)}`, paths: 'anything' };
}

/** The latest change that reaches a path (a part of it, or a folder around it). */
function changeOf(changes: readonly Change[], path: string): Change | undefined {
  return changes.findLast((change) => change.paths === 'anything' || change.paths.some((changed) => isBelow(changed, path) || isBelow(path, changed)));
}

function pathsOf(instruction: Instruction, own: Verdict): Change['paths'] {
  if (instruction.keyword === 'RUN') return 'anything';
  if (own.outcome !== 'cached') return own.paths;
  // Made again, but with the content it had: a COPY below a step that runs, a WORKDIR.
  return [];
}

function workdirOf(build: Build, instruction: Instruction): string {
  const workdir = build.image.before(instruction).workdir;
  return workdir.is === 'present' ? workdir.value : '/';
}

function lineOf(instruction: Instruction): number {
  return instruction.place.source.position(instruction.place.span.start).line;
}

/** The outcome of the first step that installs or compiles by the given test; undefined when no step does. */
export function outcomeOf(steps: readonly Step[], wanted: (instruction: Instruction) => boolean): Outcome | undefined {
  return steps.find((step) => wanted(step.instruction))?.outcome;
}
