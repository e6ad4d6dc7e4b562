import path from 'node:path';
import type { Config } from '../config/model.ts';
import type { Declaration } from '../context/declaration.ts';
import { declarationDisk } from '../context/disk.ts';
import { foldersUp } from '../context/search.ts';
import { shown } from '../discover.ts';
import { lineOf } from '../source.ts';
import type { Source } from '../source.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';
import type { World } from './world.ts';
import { slashed } from '../slashed.ts';

export interface DeclaredBuilds {
  readonly declarations: readonly Declaration[];
  /** Files that could not be read as what they are, one sentence each. */
  readonly notes: readonly string[];
  /** The text of another Dockerfile of the repository; undefined when it is not there, or outside of it. */
  read(dockerfile: string): Source | undefined;
}

export interface Asking {
  readonly world: World;
  /** The context is asked for, whatever the rules do. */
  readonly always?: boolean;
}

const none: DeclaredBuilds = { declarations: [], notes: [], read: () => undefined };

/** More builds of one file say nothing new. */
const mostBuilds = 16;

/**
 * How compose and Bake files declare that this Dockerfile is built. Nothing is looked for when the command line names the context,
 * or when no rule that runs asks for it (and nobody else: `always`).
 */
export async function declaredBuilds(file: string, plan: FilePlan, options: RunOptions, { world, always = false }: Asking): Promise<DeclaredBuilds> {
  if ((!always && !asksForContext(plan)) || options.context !== undefined || options.contextFiles !== undefined) return none;
  const folder = path.dirname(file);
  const root = slashed(world.root(folder) ?? options.folder);
  // A Dockerfile that was named from elsewhere has its own folder, not the current one.
  const top = foldersUp(slashed(folder), root).at(-1) ?? root;
  const disk = declarationDisk({ shownAs: (at) => shown(at, options.folder), top, files: world.files, sources: world.sources });
  const { findDeclarations } = await import('../context/declarations.ts');
  const found = await findDeclarations({ dockerfile: slashed(file), top, disk });
  const notes = found.problems.map(({ place, message }) => `${place.source.path}:${String(lineOf(place))}: ${message}`);
  return { declarations: asSaid(found.declarations, options, plan.config).slice(0, mostBuilds), notes, read: (dockerfile) => disk.read(dockerfile) };
}

/**
 * A target or arguments that somebody named are the one build that is judged: declarations then only tell its context, the one of
 * that target before others. A context that the config names holds for all builds.
 */
function asSaid(declarations: readonly Declaration[], options: RunOptions, config: Config): readonly Declaration[] {
  const target = options.target ?? config.target;
  if (target === undefined && options.buildArgs.size === 0 && config.buildArgs.size === 0) return declarations;
  const [first] = declarations;
  const fitting = declarations.find((declaration) => declaration.target === target) ?? first;
  return fitting === undefined ? [] : [{ ...fitting, target, args: new Map() }];
}

/** Whether anything that judges the file asks for the build context. */
export function asksForContext({ policies, activation }: FilePlan): boolean {
  return policies.length > 0 || activation.active.some(({ rule }) => rule.needs?.includes('context') === true);
}
