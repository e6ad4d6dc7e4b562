import path from 'node:path';
import type { BuildContext } from '../context/model.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { BuildPorts } from '../build.ts';
import { unknownContext } from '../build.ts';
import { openContext, searchDisk } from '../context/disk.ts';
import { withIgnoreFile } from '../context/changed.ts';
import { openListedContext } from '../context/listed.ts';
import { createGit, repositoryRoot } from '../context/git.ts';
import { searchContext } from '../context/search.ts';
import type { Source } from '../source.ts';
import { shown } from '../discover.ts';

/** Where the context of a file comes from when somebody said so; searched for otherwise. */
export interface ContextChoice {
  /** Absolute, or as the current folder sees it. */
  readonly folder?: { readonly path: string; readonly why: string } | undefined;
  /** The paths of `--context-files`. */
  readonly listed?: { readonly source: Source; readonly why: string } | undefined;
}

/**
 * What one Dockerfile's builds may ask of the disk and of git, opened on first use. `file` is absolute. `changed`: texts that fixes
 * made and nothing wrote yet; an ignore file among them counts as it is there.
 */
export function portsFor(file: string, folder: string, choice: ContextChoice, changed: ReadonlyMap<string, Source> = new Map()): BuildPorts {
  return {
    context: (dockerfile) => withChanged(contextFor(dockerfile, file, folder, choice), changed),
    git: (context) => (context.folder.is === 'known' ? createGit(path.resolve(folder, context.folder.path)) : undefined),
  };
}

function contextFor(dockerfile: Dockerfile, file: string, folder: string, choice: ContextChoice): BuildContext {
  const dockerfilePath = slashed(file);
  if (choice.listed !== undefined) return openListedContext({ list: choice.listed.source, why: choice.listed.why, dockerfilePath });
  if (choice.folder !== undefined) return openContext({ folder: slashed(path.resolve(folder, choice.folder.path)), shownAs: choice.folder.path, why: choice.folder.why, dockerfilePath });
  const top = repositoryRoot(path.dirname(file)) ?? folder;
  const found = searchContext(dockerfile, { disk: searchDisk, folder: slashed(path.dirname(file)), top: slashed(top) });
  if (found.is === 'unknown') return unknownContext(found.why);
  return openContext({ folder: found.path, shownAs: shown(found.path, folder), why: found.why, dockerfilePath, guessed: found.guessed });
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}

/** The context as it would be with an ignore file that a fix changed or made. */
function withChanged(context: BuildContext, changed: ReadonlyMap<string, Source>): BuildContext {
  if (changed.size === 0 || context.folder.is !== 'known') return context;
  const { folder, ignoreFile } = context;
  const name = ignoreFile.is === 'present' ? ignoreFile.source.path : folder.path === '.' ? '.dockerignore' : `${folder.path}/.dockerignore`;
  const source = changed.get(name);
  return source === undefined ? context : withIgnoreFile(context, source);
}
