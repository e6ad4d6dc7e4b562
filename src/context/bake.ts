import type { Source } from '../source.ts';
import { readBakeFile, type BakeBlock, type BakeFile } from './bake-file.ts';
import { isRemoteContext, resolvePath, type Declaration, type Declarations } from './declaration.ts';
import type { HclExpression } from './hcl.ts';
import { asText, evaluate, isList, unknown, type HclNames, type HclValue } from './hcl-evaluate.ts';

/** A target with what it inherits. */
type Settings = ReadonlyMap<string, HclValue>;

/** Targets that inherit from each other in a row, variables that rest on each other, and builds of one matrix: more are not followed. */
const LONGEST_CHAIN = 20;
const LARGEST_MATRIX = 100;
const MOST_TARGETS = 1000;

/**
 * What the Bake files of one folder (in the order in which Bake merges them) declare for a Dockerfile. Bake takes paths from the
 * folder it is called in, which the files do not say: the first of `folders` (from their own up) in which a target means this
 * Dockerfile is taken. Paths are absolute, with `/`.
 */
export function bakeDeclarations(sources: readonly Source[], folders: readonly string[], dockerfile: string): Declarations {
  const files = sources.map(readBakeFile);
  const problems = files.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const bake = createBake(files);
  for (const folder of folders) {
    const declarations = bake.targets.flatMap((target) => declare(target, bake, folder, dockerfile));
    if (declarations.length > 0) return { declarations, problems };
  }
  return { declarations: [], problems };
}

interface Bake {
  /** Merged over the files; those that only lend their settings to others left out. */
  readonly targets: readonly BakeBlock[];
  readonly all: ReadonlyMap<string, BakeBlock>;
  readonly names: HclNames;
}

function createBake(files: readonly BakeFile[]): Bake {
  const all = new Map<string, BakeBlock>();
  for (const target of files.flatMap(({ targets }) => targets).slice(0, MOST_TARGETS)) {
    const earlier = all.get(target.name);
    all.set(target.name, earlier === undefined ? target : { ...earlier, attributes: new Map([...earlier.attributes, ...target.attributes]) });
  }
  const names = namesOf(new Map(files.flatMap(({ variables }) => [...variables])));
  const listed = new Set(files.flatMap(({ groups }) => groups.flatMap((group) => textsOf(group.attributes.get('targets'), names))));
  const inherited = new Set([...all.values()].flatMap((target) => textsOf(target.attributes.get('inherits'), names)));
  const targets = [...all.values()].filter(({ name, attributes }) => listed.has(name) || !inherited.has(name) || ['context', 'dockerfile', 'target'].some((key) => attributes.has(key)));
  return { targets, all, names };
}

function textsOf(expression: HclExpression | undefined, names: HclNames): readonly string[] {
  const value = expression === undefined ? undefined : evaluate(expression, names);
  return isList(value) ? value.flatMap((item) => asText(item) ?? []) : [];
}

/** Variables by their defaults. One that rests on itself is not known. */
function namesOf(variables: ReadonlyMap<string, HclExpression>): HclNames {
  const values = new Map<string, HclValue>();
  let depth = 0;
  const names: HclNames = (name) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const expression = variables.get(name);
    if (expression === undefined || depth >= LONGEST_CHAIN) return unknown;
    values.set(name, unknown);
    depth++;
    const value = evaluate(expression, names);
    depth--;
    values.set(name, value);
    return value;
  };
  return names;
}

function declare(target: BakeBlock, bake: Bake, folder: string, dockerfile: string): readonly Declaration[] {
  return combinations(target, bake.names).flatMap((names) => {
    const settings = settingsOf(target, bake, names, new Map());
    if (settings.has('dockerfile-inline')) return [];
    const context = textIn(settings, 'context', '.');
    const file = textIn(settings, 'dockerfile', 'Dockerfile');
    if (context === undefined || file === undefined || isRemoteContext(context)) return [];
    const contextFolder = resolvePath(folder, context);
    if (resolvePath(contextFolder, file) !== dockerfile) return [];
    const named = target.attributes.get('name');
    const name = named === undefined ? undefined : asText(evaluate(named, names));
    const namedContexts = [...pairsIn(settings, 'contexts')].map(([key, value]) => [key, isRemoteContext(value) ? value : resolvePath(folder, value)] as const);
    const stage = textIn(settings, 'target', '');
    return [{
      by: 'bake' as const, name: name ?? target.name, place: target.place, context: contextFolder, dockerfile,
      target: stage === '' ? undefined : stage, args: pairsIn(settings, 'args'), namedContexts: new Map(namedContexts),
    }];
  });
}

/** The names in force for each build of a target: one, or one for each combination of its matrix. */
function combinations(target: BakeBlock, names: HclNames): readonly HclNames[] {
  const matrix = target.attributes.get('matrix');
  const axes = matrix === undefined ? undefined : evaluate(matrix, names);
  if (!(axes instanceof Map)) return [names];
  let found: readonly ReadonlyMap<string, HclValue>[] = [new Map<string, HclValue>()];
  for (const [name, values] of axes) {
    if (!isList(values)) return [names];
    found = found.flatMap((earlier) => values.map((value: HclValue) => new Map<string, HclValue>([...earlier, [name, value]]))).slice(0, LARGEST_MATRIX);
  }
  return found.map((values): HclNames => (name) => values.get(name) ?? names(name));
}

/** `known`: settings that are ready, or (empty) being made: a target that inherits from itself gets nothing from itself. */
function settingsOf(target: BakeBlock, bake: Bake, names: HclNames, known: Map<string, Settings>, depth = 0): Settings {
  const ready = known.get(target.name);
  if (ready !== undefined || depth > LONGEST_CHAIN) return ready ?? new Map<string, HclValue>();
  known.set(target.name, new Map());
  const settings = new Map<string, HclValue>();
  const merge = (key: string, value: HclValue): void => {
    const earlier = settings.get(key);
    // Arguments, labels and named contexts are joined; everything else is replaced.
    settings.set(key, earlier instanceof Map && value instanceof Map ? new Map<string, HclValue>([...earlier, ...value]) : value);
  };
  for (const name of new Set(textsOf(target.attributes.get('inherits'), names))) {
    const parent = bake.all.get(name);
    if (parent === undefined) continue;
    for (const [key, value] of settingsOf(parent, bake, names, known, depth + 1)) if (key !== 'name' && key !== 'matrix') merge(key, value);
  }
  for (const [key, expression] of target.attributes) {
    const value = evaluate(expression, names);
    // Null leaves what is inherited.
    if (value !== null) merge(key, value);
  }
  known.set(target.name, settings);
  return settings;
}

/** Undefined when it is said but not known. */
function textIn(settings: Settings, key: string, otherwise: string): string | undefined {
  const value = settings.get(key);
  return value === undefined ? otherwise : asText(value);
}

function pairsIn(settings: Settings, key: string): ReadonlyMap<string, string> {
  const value = settings.get(key);
  if (!(value instanceof Map)) return new Map();
  return new Map([...value].flatMap(([name, each]) => {
    const text = asText(each);
    return text === undefined ? [] : [[name, text] as const];
  }));
}
