import type { Source } from '../source.ts';
import { readBakeFile, type BakeBlock, type BakeFile } from './bake-file.ts';
import { createNames } from './bake-names.ts';
import { isRemoteContext, LONGEST_LINK, resolvePath, type Declaration, type DeclarationProblem, type Declarations } from './declaration.ts';
import { asText, evaluate, isList, type HclNames, type HclValue } from './hcl-evaluate.ts';
import type { HclExpression } from './hcl-expression.ts';

/** A target with what it inherits. */
type Settings = ReadonlyMap<string, HclValue>;

/** Targets that inherit from each other in a row, and builds of one matrix: more are not followed. */
const LONGEST_CHAIN = 20;
const LARGEST_MATRIX = 100;
const MOST_TARGETS = 1000;

/** Bake merges the files that it finds by itself in this order. */
const ORDER: readonly string[] = ['docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl'];

export interface BakeSource {
  readonly name: string;
  readonly source: Source;
}

/**
 * What the Bake files of one folder declare for a Dockerfile: those that Bake finds by itself as one, each other one on top of
 * them. Bake takes paths from the folder it is called in, which the files do not say: the first of `folders` (from their own up)
 * in which a target means this Dockerfile is taken. Paths are absolute, with `/`.
 */
export function bakeDeclarations(sources: readonly BakeSource[], folders: readonly string[], dockerfile: string): Declarations {
  const problems: DeclarationProblem[] = [];
  const read = ({ source }: BakeSource): BakeFile => {
    const file = readBakeFile(source);
    if (file.problem !== undefined) problems.push(file.problem);
    return file;
  };
  const found = sources.filter(({ name }) => ORDER.includes(name)).toSorted((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name)).map(read);
  const bakes = [createBake(found, found), ...sources.filter(({ name }) => !ORDER.includes(name)).map((each) => read(each)).map((file) => createBake([...found, file], [file]))];
  const declarations = bakes.flatMap((bake) => {
    for (const folder of folders) {
      const here = bake.targets.flatMap((target) => declare(target, { bake, folder, depth: 0 }).filter((declared) => declared.dockerfile === dockerfile));
      if (here.length > 0) return here;
    }
    return [];
  });
  return { declarations, problems };
}

interface Bake {
  /** Merged over the files; those that only lend their settings to others left out. */
  readonly targets: readonly BakeBlock[];
  readonly all: ReadonlyMap<string, BakeBlock>;
  readonly names: HclNames;
}

/** `own`: the files whose targets count; the others only lend to them. */
function createBake(files: readonly BakeFile[], own: readonly BakeFile[]): Bake {
  const all = new Map<string, BakeBlock>();
  for (const target of files.flatMap(({ targets }) => targets).slice(0, MOST_TARGETS)) {
    const earlier = all.get(target.name);
    all.set(target.name, earlier === undefined ? target : { ...earlier, place: own.length < files.length ? target.place : earlier.place, attributes: joined(earlier, target) });
  }
  const names = createNames(new Map(files.flatMap(({ variables }) => [...variables])), new Map(files.flatMap(({ functions }) => [...functions])), all);
  const listed = new Set(files.flatMap(({ groups }) => groups.flatMap((group) => textsOf(group.attributes.get('targets'), names))));
  const inherited = new Set([...all.values()].flatMap((target) => textsOf(target.attributes.get('inherits'), names)));
  const ownNames = new Set(own.flatMap(({ targets }) => targets.map(({ name }) => name)));
  const targets = [...all.values()].filter(({ name, attributes }) => ownNames.has(name) && (listed.has(name) || !inherited.has(name) || ['context', 'dockerfile', 'target'].some((key) => attributes.has(key))));
  return { targets, all, names };
}

/** Mappings that are joined where one target stands over another; everything else is replaced. */
const JOINED: ReadonlySet<string> = new Set(['args', 'contexts', 'labels']);

function joined(earlier: BakeBlock, target: BakeBlock): BakeBlock['attributes'] {
  const attributes = new Map([...earlier.attributes, ...target.attributes]);
  for (const key of JOINED) {
    const [below, above] = [earlier.attributes.get(key), target.attributes.get(key)];
    if (below?.is === 'object' && above?.is === 'object') attributes.set(key, { is: 'object', entries: [...below.entries, ...above.entries] });
  }
  return attributes;
}

function textsOf(expression: HclExpression | undefined, names: HclNames): readonly string[] {
  const value = expression === undefined ? undefined : evaluate(expression, names);
  return isList(value) ? value.flatMap((item) => asText(item) ?? []) : [];
}

interface Declaring {
  readonly bake: Bake;
  readonly folder: string;
  /** How many builds stand on this one. */
  readonly depth: number;
}

function declare(target: BakeBlock, { bake, folder, depth }: Declaring): readonly Declaration[] {
  return combinations(target, bake.names).flatMap((names) => {
    const settings = settingsOf(target, bake, names, new Map());
    if (settings.has('dockerfile-inline')) return [];
    const context = textIn(settings, 'context', '.');
    const file = textIn(settings, 'dockerfile', 'Dockerfile');
    if (context === undefined || file === undefined) return [];
    const contextFolder = local(folder, context);
    if (contextFolder === undefined) return [];
    const named = target.attributes.get('name');
    const name = named === undefined ? undefined : asText(evaluate(named, names));
    const pairs = [...pairsIn(settings, 'contexts')];
    const stage = textIn(settings, 'target', '');
    return [{
      by: 'bake' as const, name: name ?? target.name, place: target.place, context: contextFolder,
      dockerfile: file.startsWith('cwd://') ? resolvePath(folder, file.slice('cwd://'.length)) : resolvePath(contextFolder, file),
      target: stage === '' ? undefined : stage, args: pairsIn(settings, 'args'),
      namedContexts: new Map(pairs.map(([key, value]) => [key, local(folder, value) ?? value] as const)),
      linked: new Map(pairs.flatMap(([key, value]) => {
        const linked = linkedTo(value, { bake, folder, depth });
        return linked === undefined ? [] : [[key, linked] as const];
      })),
    }];
  });
}

/** The build that `target:…` names. */
function linkedTo(value: string, { bake, folder, depth }: Declaring): Declaration | undefined {
  if (!value.startsWith('target:') || depth >= LONGEST_LINK) return undefined;
  const name = value.slice('target:'.length);
  const direct = bake.all.get(name);
  // A target of a matrix is named by its combination.
  const candidates = direct === undefined ? [...bake.all.values()].filter(({ attributes }) => attributes.has('matrix')) : [direct];
  return candidates.flatMap((target) => declare(target, { bake, folder, depth: depth + 1 })).find((declared) => direct !== undefined || declared.name === name);
}

/** The folder that is meant; undefined for one that is fetched, or built. `cwd://` is where Bake is called, also for remote files. */
function local(folder: string, context: string): string | undefined {
  if (context.startsWith('cwd://')) return resolvePath(folder, context.slice('cwd://'.length));
  return isRemoteContext(context) ? undefined : resolvePath(folder, context);
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
  const { call } = names;
  return found.map((values): HclNames => Object.assign((name: string) => values.get(name) ?? names(name), call === undefined ? {} : { call }));
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
