import type { CopyInstruction, AddInstruction, Instruction, RunInstruction, Stage } from '../dockerfile/model.ts';
import { joinedBuilds } from '../image/questions/joined-builds.ts';
import { effectiveInstructions } from '../image/stage-changes.ts';
import { shownInContext } from '../context/join.ts';
import type { Build } from '../rule.ts';
import { containerPath, isBelow } from '../container-path.ts';
import { lineOf } from '../source.ts';
import type { Change, Outcome, StageCache, Step } from './model.ts';
import { entersRecipe, recipeWritten } from './recipe.ts';
import { sparedPaths } from './spared.ts';
import { ownVerdict, type Edit, type Verdict } from './verdicts.ts';

/** Instructions that make no layer: they only touch the image's config and void nothing below. */
const configOnly: ReadonlySet<string> = new Set([
  'ARG', 'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME',
]);

/**
 * Which steps run again when the content of files of the context changes, and why: every instruction of every stage that the
 * target needs, in the order of the file, triggers of ONBUILD where they run. `changed`: paths relative to the context, with `/`.
 * Keys as BuildKit's converter makes them.
 */
export function planCache(build: Build, changed: readonly string[]): readonly Step[] {
  const files = changed.map((file) => containerPath(file).slice(1));
  const stages = new Map<Stage, StageCache>();
  for (const owner of joinedBuilds(build)) {
    const edit = editOf(owner, owner === build ? files : filesIn(owner, build, files));
    for (const stage of owner.dockerfile.stages) if (build.image.isBuilt(stage)) stages.set(stage, planStage(owner, stage, edit, stages));
  }
  return [...stages.values()].flatMap((stage) => stage.steps);
}

/** The files as the context of another build has them: the same folder, or one around it or in it. */
function filesIn(owner: Build, build: Build, files: readonly string[]): readonly string[] {
  const [from, to] = [build.context.folder, owner.context.folder];
  if (from.is === 'unknown' || to.is === 'unknown' || `${from.path}/${to.path}`.includes('..')) return files;
  const [inner, outer] = [containerPath(from.path), containerPath(to.path)];
  if (inner === outer) return files;
  return files.map((file) => containerPath(file, inner)).filter((file) => isBelow(file, outer)).map((file) => file.slice(outer === '/' ? 1 : outer.length + 1));
}

/** An edit of the Dockerfile may change any step, one of the ignore file what COPY takes. */
function editOf(build: Build, files: readonly string[]): Edit {
  const { folder, ignoreFile } = build.context;
  const shown = (file: string): string => (folder.is === 'unknown' ? file : shownInContext(folder.path, file));
  const own = build.dockerfile.source.path;
  const ignore = ignoreFile.is === 'present' ? ignoreFile.source.path : shown('.dockerignore');
  return { files, dockerfile: files.some((file) => shown(file) === own), ignoreFile: files.find((file) => shown(file) === ignore) };
}

function planStage(build: Build, stage: Stage, edit: Edit, stages: ReadonlyMap<Stage, StageCache>): StageCache {
  const parent = stage.parent === undefined ? undefined : stages.get(stage.parent);
  const steps: Step[] = [];
  const changes: Change[] = [...(parent?.changes ?? [])];
  let broken = parent?.broken;
  for (const { instruction } of effectiveInstructions(stage)) {
    const isConfig = configOnly.has(instruction.keyword);
    const verdict: Verdict = isConfig ? { outcome: 'cached', why: 'it only touches the configuration of the image' } : judge(build, { instruction, stage, workdir: workdirOf(build, instruction, stage) }, edit, broken, stages);
    // What an edit of the Dockerfile does to a step that nothing else changes is not told.
    const told: Verdict = edit.dockerfile && verdict.outcome === 'cached' ? { outcome: 'unknown', why: 'an edit of the Dockerfile may change this instruction, or one above it', paths: 'anything' } : verdict;
    steps.push({ stage, instruction, outcome: told.outcome, why: told.why });
    if (told.outcome === 'cached' || isConfig) continue;
    if (broken === undefined || (broken.outcome === 'unknown' && told.outcome === 'runs')) broken = { instruction, outcome: told.outcome };
    changes.push({ instruction, paths: told.paths, spared: told.spared ?? [], outcome: told.outcome, why: told.why });
  }
  return { steps, broken, changes };
}

/** An instruction where it runs: a trigger runs in the stage that is built FROM the one that it stands in. */
export interface Running {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly workdir: string;
}

function judge(build: Build, running: Running, edit: Edit, broken: StageCache['broken'], stages: ReadonlyMap<Stage, StageCache>): Verdict {
  const { instruction, workdir } = running;
  const own = ownVerdict(build, running, edit, stages);
  if (own.outcome === 'runs' || broken === undefined || isLinked(instruction)) return instruction.keyword === 'RUN' ? runAgain(instruction, own, edit, workdir) : own;
  const line = lineOf(broken.instruction.place);
  const why = broken.outcome === 'runs' ? `line ${line} above runs again` : `line ${line} above may run again`;
  const below: Verdict = { outcome: broken.outcome, why, paths: pathsOf(instruction, own) };
  return instruction.keyword === 'RUN' ? runAgain(instruction, below, edit, workdir) : below;
}

/** `--link`: the layer depends on nothing above it. */
function isLinked(instruction: Instruction): instruction is CopyInstruction | AddInstruction {
  const flag = instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? instruction.flag('link') : undefined;
  return flag !== undefined && flag.value?.value !== 'false';
}

/** A RUN that runs again changes anything, but for what it surely leaves as it was: above all a recipe that stays the same. */
function runAgain(run: RunInstruction, verdict: Verdict, edit: Edit, workdir: string): Verdict {
  if (verdict.outcome === 'cached') return verdict;
  const recipe = recipeWritten(run, workdir);
  const manifest = edit.files.find(entersRecipe);
  const spared = sparedPaths(run, workdir, manifest === undefined);
  if (recipe === undefined) return { ...verdict, spared };
  if (manifest === undefined) return { ...verdict, spared, paths: recipe.alone ? [] : verdict.paths, why: `${verdict.why}; the recipe stays the same, since no manifest changed` };
  return { ...verdict, spared, paths: recipe.alone ? [recipe.path] : verdict.paths, why: `${verdict.why}; the recipe may change with \`${manifest}\`` };
}

function pathsOf(instruction: Instruction, own: Verdict): Change['paths'] {
  if (instruction.keyword === 'RUN') return 'anything';
  if (own.outcome !== 'cached') return own.paths;
  // Made again, but with the content it had: a COPY below a step that runs, a WORKDIR.
  return [];
}

function workdirOf(build: Build, instruction: Instruction, stage: Stage): string {
  const isTrigger = instruction.onbuild !== undefined && stage.parent !== undefined;
  const workdir = (isTrigger && stage.parent !== undefined ? build.image.final(stage.parent) : build.image.before(instruction)).workdir;
  return workdir.is === 'present' ? workdir.value : '/';
}

/** The outcome of the first step that installs or compiles by the given test; undefined when no step does. */
export function outcomeOf(steps: readonly Step[], wanted: (instruction: Instruction) => boolean): Outcome | undefined {
  return steps.find((step) => wanted(step.instruction))?.outcome;
}
