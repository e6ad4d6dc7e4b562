import { containerPath, isBelow } from '../container-path.ts';
import type { AddInstruction, CopyInstruction, Instruction, Stage } from '../dockerfile/model.ts';
import { copyDestination } from '../image/questions/copy-destination.ts';
import type { Build } from '../rule.ts';
import type { Located } from '../source.ts';
import type { Word } from '../word.ts';
import { chainAbove, isBuiltOn } from './chain.ts';
import type { CargoStep, CargoWork } from './model.ts';

/** Where the recipe of a `cook` comes from. */
export type RecipeOrigin =
  /** COPY --from or a mount takes it out of a stage. `source`: its path there, `prepares`: what writes recipes in that stage. */
  | { readonly is: 'stage'; readonly stage: Stage; readonly source: Word | undefined; readonly sourcePath: string; readonly at: Located; readonly prepares: readonly CargoStep[] }
  /** It is prepared on the same chain of stages. */
  | { readonly is: 'prepared'; readonly prepare: CargoStep }
  /** Out of the build context. */
  | { readonly is: 'context'; readonly at: Located }
  /** A recipe is copied, to another path than `cook` reads. */
  | { readonly is: 'elsewhere'; readonly path: string; readonly wanted: string; readonly at: Located }
  | { readonly is: 'missing'; readonly wanted: string }
  | { readonly is: 'unknown'; readonly why: string };

/** The absolute path of a step's recipe: `recipe.json` of its folder unless `--recipe-path` says otherwise. */
export function recipePath(step: CargoStep): string | undefined {
  const word = step.invocation.recipePath;
  const path = word === undefined ? 'recipe.json' : word.value;
  // A heredoc with CRLF ends its words with `\r`.
  if (path === undefined || path.includes('\r')) return undefined;
  return path.startsWith('/') ? containerPath(path) : step.workdir === undefined ? undefined : containerPath(path, step.workdir);
}

export function recipeOrigin(build: Build, work: CargoWork, cook: CargoStep): RecipeOrigin {
  const wanted = recipePath(cook);
  if (wanted === undefined) return { is: 'unknown', why: cook.workdir === undefined ? 'where `cargo chef cook` looks for the recipe is not known: the base image sets the working directory' : 'only the build knows where `cargo chef cook` looks for the recipe' };
  const mounted = mountedRecipe(build, work, cook, wanted);
  if (mounted !== undefined) return mounted;
  const prepare = work.prepares.find((one) => isBuiltOn(cook.stage, one.stage) && one.order < cook.order && recipePath(one) === wanted);
  if (prepare !== undefined) return { is: 'prepared', prepare };
  let near: RecipeOrigin | undefined;
  let why: string | undefined;
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  for (const instruction of chainAbove(build, cook.run)) {
    if (instruction.keyword === 'RUN' && instruction.rest.text.includes(name)) why ??= 'a script above may make the recipe';
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    const found = copiedRecipe(build, work, instruction, wanted);
    if (found?.is === 'elsewhere') near ??= found;
    else if (found !== undefined) return found;
  }
  if (near !== undefined) return near;
  if (why !== undefined) return { is: 'unknown', why };
  const known = cook.stage !== undefined && (build.image.base(cook.stage) !== undefined);
  return known ? { is: 'missing', wanted } : { is: 'unknown', why: 'the base image may hold the recipe' };
}

function copiedRecipe(build: Build, work: CargoWork, copy: CopyInstruction | AddInstruction, wanted: string): RecipeOrigin | undefined {
  const to = copyDestination(build.image, copy);
  if (to === undefined) return undefined;
  const stage = copy.from === undefined ? undefined : stageNamed(build, copy.from.value, copy.stage);
  let near: RecipeOrigin | undefined;
  for (const source of copy.sources) {
    if (source.value === undefined) {
      if (isBelow(wanted, to)) return { is: 'unknown', why: `only the build knows what \`${source.raw}\` is` };
      continue;
    }
    const name = source.value.slice(source.value.replace(/\/+$/, '').lastIndexOf('/') + 1);
    const intoFolder = /(?:^|\/)\.?$/.test(copy.destination?.value ?? '') || copy.sources.length > 1;
    const exact = (!intoFolder && to === wanted) || containerPath(name, to) === wanted;
    const covers = !isFile(build, copy, source.value, name) && isBelow(wanted, to);
    if (exact || covers) return takenFrom(work, copy, stage, source, exact ? undefined : wanted.slice(to === '/' ? 0 : to.length));
    if (/\.json$/.test(name) && stage !== undefined && preparesOf(work, stage).length > 0) near ??= { is: 'elsewhere', path: intoFolder ? containerPath(name, to) : to, wanted, at: copy.destination ?? copy };
  }
  return near;
}

/** What surely is no folder with a recipe in it: a file of the context, or by its name one of cargo's, a script or the like. */
function isFile({ context }: Build, copy: CopyInstruction | AddInstruction, source: string, name: string): boolean {
  const entry = copy.from === undefined ? context.entry(source.replace(/^(?:\.?\/)+/, '')) : undefined;
  if (entry?.is === 'file') return true;
  return entry?.is !== 'directory' && /^[^*?[]*\.(?:json|toml|lock|sh|ya?ml|rs|txt)$/.test(name);
}

function takenFrom(work: CargoWork, copy: Instruction & { readonly from: Word | undefined }, stage: Stage | undefined, source: Word, tail: string | undefined): RecipeOrigin {
  if (copy.from === undefined) return { is: 'context', at: source };
  if (stage === undefined) return { is: 'unknown', why: `\`${copy.from.raw}\` is not a stage of this file` };
  const sourcePath = containerPath(`${source.value ?? ''}${tail ?? ''}`, '/');
  return { is: 'stage', stage, source, sourcePath, at: source, prepares: preparesOf(work, stage) };
}

function mountedRecipe(build: Build, work: CargoWork, cook: CargoStep, wanted: string): RecipeOrigin | undefined {
  for (const mount of cook.run.mounts) {
    if (mount.type !== 'bind' && mount.type !== undefined) continue;
    const source = mount.options.get('source');
    const target = mount.options.get('target')?.value;
    if (target === undefined || cook.workdir === undefined) continue;
    const to = containerPath(target, cook.workdir);
    if (!isBelow(wanted, to)) continue;
    const from = mount.options.get('from');
    if (from === undefined) return { is: 'context', at: mount };
    const stage = stageNamed(build, from.value, cook.stage);
    if (stage === undefined) return { is: 'unknown', why: `\`${from.raw}\` is not a stage of this file` };
    const sourcePath = containerPath(`${source?.value ?? '/'}${wanted.slice(to === '/' ? 0 : to.length)}`);
    return { is: 'stage', stage, source, sourcePath, at: source ?? mount, prepares: preparesOf(work, stage) };
  }
  return undefined;
}

function preparesOf(work: CargoWork, stage: Stage): readonly CargoStep[] {
  return work.prepares.filter((one) => isBuiltOn(stage, one.stage));
}

function stageNamed(build: Build, reference: string | undefined, before: Stage | undefined): Stage | undefined {
  return reference === undefined ? undefined : build.dockerfile.stage(reference, before);
}
