import path from 'node:path';
import type { Config } from '../config/model.ts';
import type { Declaration, DeclarationDisk } from '../context/declaration.ts';
import { declarationDisk } from '../context/disk.ts';
import { repositoryRoot } from '../context/git.ts';
import { shown } from '../discover.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';

export interface DeclaredBuilds {
  readonly declarations: readonly Declaration[];
  /** Files that could not be read as what they are, one sentence each. */
  readonly notes: readonly string[];
}

const none: DeclaredBuilds = { declarations: [], notes: [] };

/** More builds of one file say nothing new. */
const mostBuilds = 16;

/**
 * How compose and Bake files declare that this Dockerfile is built. Nothing is looked for when the command line or the config says
 * how, or when no rule that runs asks for the build context.
 */
export async function declaredBuilds(file: string, plan: FilePlan, options: RunOptions): Promise<DeclaredBuilds> {
  if (isSaid(options, plan.config) || !asksForContext(plan)) return none;
  const root = repositoryRoot(path.dirname(file)) ?? options.folder;
  const disk = diskOf(options);
  const { findDeclarations } = await import('../context/declarations.ts');
  const found = await findDeclarations({ dockerfile: slashed(file), top: slashed(root), disk });
  const notes = found.problems.map(({ place, message }) => `${place.source.path}:${String(place.source.position(place.span.start).line)}: ${message}`);
  return { declarations: found.declarations.slice(0, mostBuilds), notes };
}

/** Files of one run lie in the same folders: each is listed once, each compose file read once. */
const disks = new WeakMap<RunOptions, DeclarationDisk>();

function diskOf(options: RunOptions): DeclarationDisk {
  const known = disks.get(options);
  if (known !== undefined) return known;
  const disk = declarationDisk((at) => shown(at, options.folder));
  const listed = new Map<string, readonly string[]>();
  const read = new Map<string, ReturnType<DeclarationDisk['read']>>();
  const remembering: DeclarationDisk = {
    names: (folder) => {
      const names = listed.get(folder) ?? disk.names(folder);
      listed.set(folder, names);
      return names;
    },
    read: (file) => {
      if (!read.has(file)) read.set(file, disk.read(file));
      return read.get(file);
    },
  };
  disks.set(options, remembering);
  return remembering;
}

function isSaid(options: RunOptions, config: Config): boolean {
  return options.context !== undefined || options.contextFiles !== undefined || options.target !== undefined || options.buildArgs.size > 0
    || config.context !== undefined || config.target !== undefined || config.buildArgs.size > 0;
}

function asksForContext({ policies, activation }: FilePlan): boolean {
  return policies.length > 0 || activation.active.some(({ rule }) => rule.needs?.includes('context') === true);
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}
