import path from 'node:path';
import type { BuildContext } from '../context/model.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { BuildPorts } from '../build.ts';
import { unknownContext } from '../build.ts';
import { searchDisk } from '../context/disk.ts';
import type { FileSystem } from '../context/file-system.ts';
import { withIgnoreFile } from '../context/changed.ts';
import { shownInContext } from '../context/join.ts';
import { openListedContext } from '../context/listed.ts';
import { lacksAll, searchContext } from '../context/search.ts';
import type { Source } from '../source.ts';
import { shown } from '../discover.ts';
import { insideOf } from '../inside.ts';
import type { ContextList, World } from './world.ts';
import { slashed } from '../slashed.ts';

export interface ChosenFolder {
  readonly path: string;
  readonly why: string;
  /** A compose or Bake file that was found says so, nobody who asks for this run. */
  readonly isDeclared?: true;
}

/** Where the context of a file comes from when somebody said so; searched for otherwise. */
export interface ContextChoice {
  /** Absolute, or as the current folder sees it. */
  readonly folder?: ChosenFolder | undefined;
  readonly listed?: ContextList | undefined;
}

/**
 * What one Dockerfile's builds may ask of the disk and of git, opened on first use. `file` is absolute. `changed`: texts that fixes
 * made and nothing wrote yet; an ignore file among them counts as it is there.
 */
export function portsFor({ file, folder, choice, changed, world }: PortsOptions): BuildPorts {
  return {
    context: (dockerfile) => withChanged(contextFor(dockerfile, { file, folder, choice, world }), changed),
    git: (context) => (context.folder.is === 'known' && context.folder.list === undefined ? world.git(path.resolve(folder, context.folder.path)) : undefined),
  };
}

export interface PortsOptions {
  /** The Dockerfile, absolute. */
  readonly file: string;
  /** The current folder. */
  readonly folder: string;
  readonly choice: ContextChoice;
  readonly changed: ReadonlyMap<string, Source>;
  readonly world: World;
}

function contextFor(dockerfile: Dockerfile, { file, folder, choice, world }: Omit<PortsOptions, 'changed'>): BuildContext {
  const files: FileSystem = world.files;
  const disk = searchDisk(files);
  const dockerfilePath = slashed(file);
  if (choice.listed !== undefined) {
    const { source, folder: listed } = choice.listed;
    const at = path.resolve(folder, listed);
    return openListedContext({ list: source, folder: at, shownAs: slashed(listed), why: '`--context-files` lists it', inProject: inProject(at, folder, world), dockerfilePath, files });
  }
  if (choice.folder !== undefined) {
    const at = path.resolve(folder, choice.folder.path);
    // Templates for projects bring a compose file as well: where nothing is there, it is mostly not yet there.
    const guessed = choice.folder.isDeclared === true && lacksAll(dockerfile, slashed(at), disk) ? true : undefined;
    return world.context({ folder: slashed(at), shownAs: choice.folder.path, why: choice.folder.why, inProject: inProject(at, folder, world), dockerfilePath, guessed });
  }
  const root = world.root(path.dirname(file));
  const found = searchContext(dockerfile, { disk, folder: slashed(path.dirname(file)), top: slashed(root ?? folder), isOutside: root === undefined });
  if (found.is === 'unknown') return unknownContext(found.why);
  return world.context({ folder: found.path, shownAs: shown(found.path, folder), why: found.why, inProject: inProject(found.path, folder, world), dockerfilePath, guessed: found.guessed });
}

/** See `KnownFolder`. */
function inProject(context: string, currentFolder: string, world: World): string | undefined {
  const below = insideOf(world.root(context) ?? currentFolder, path.resolve(context));
  return below === '' ? undefined : below;
}

/** The context as it would be with an ignore file that a fix changed or made. */
function withChanged(context: BuildContext, changed: ReadonlyMap<string, Source>): BuildContext {
  if (changed.size === 0 || context.folder.is !== 'known') return context;
  const { folder, ignoreFile } = context;
  const name = ignoreFile.is === 'present' ? ignoreFile.source.path : shownInContext(folder.path, '.dockerignore');
  const source = changed.get(name);
  return source === undefined ? context : withIgnoreFile(context, source);
}
