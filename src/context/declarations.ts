import { isBakeName, isComposeName } from './declaring-names.ts';
import type { Declaration, DeclarationDisk, DeclarationProblem, Declarations } from './declaration.ts';
import { join } from './join.ts';
import { foldersUp } from './search.ts';
import { Source } from '../source.ts';

export interface DeclarationOptions {
  /** The Dockerfile: absolute, with `/`. */
  readonly dockerfile: string;
  /** The folder above which nothing is read: the repository root. Absolute, with `/`. */
  readonly top: string;
  readonly disk: DeclarationDisk;
}

/** More files of one folder are not read. */
const MOST_FILES = 50;

/** Folders beside a Dockerfile's in which projects keep the files that build it: those of every folder up are looked into. */
const BUILD_FOLDERS: ReadonlySet<string> = new Set(['docker', '.docker', 'deploy', 'deployment', 'deployments', 'compose', 'docker-compose', '.devcontainer', 'infra', 'build', 'ci', 'bake']);

/**
 * How compose and Bake files, from the Dockerfile's folder up, say that this Dockerfile is built: one declaration for each
 * service or target, those of the nearest folder first; what several declare in the same way is one. A file that cannot be
 * read is a problem; the others still count.
 */
export async function findDeclarations({ dockerfile, top, disk }: DeclarationOptions): Promise<Declarations> {
  const problems: DeclarationProblem[] = [];
  const declarations: Declaration[] = [];
  const guarded = below(top, disk);
  const folders = foldersUp(dockerfile.slice(0, Math.max(dockerfile.lastIndexOf('/'), 1)), top);
  for (const [index, folder] of folders.entries()) {
    const names = disk.names(folder).toSorted();
    const inner = names.filter((name) => BUILD_FOLDERS.has(name)).map((name) => join(folder, name)).filter((path) => !folders.includes(path));
    const up = folders.slice(index);
    for (const [at, own] of [[folder, up], ...inner.map((path) => [path, [path, ...up]] as const)] as const) {
      const found = await declarationsIn({ folder: at, names: at === folder ? names : disk.names(at).toSorted(), folders: own, dockerfile, disk: guarded });
      problems.push(...found.problems);
      declarations.push(...found.declarations);
    }
  }
  return { declarations: withoutCopies(declarations), problems };
}

/** Files above the top, which a compose file may name, are not read. */
function below(top: string, disk: DeclarationDisk): DeclarationDisk {
  const inside = top.endsWith('/') ? top : `${top}/`;
  return { names: (folder) => disk.names(folder), shown: (path) => disk.shown(path), read: (path) => (path.startsWith(inside) ? disk.read(path) : undefined) };
}

interface Looked {
  readonly folder: string;
  readonly names: readonly string[];
  /** Where Bake may be called. */
  readonly folders: readonly string[];
  readonly dockerfile: string;
  readonly disk: DeclarationDisk;
}

async function declarationsIn({ folder, names, folders, dockerfile, disk }: Looked): Promise<Declarations> {
  const unread: DeclarationProblem[] = [];
  const files = (is: (name: string) => boolean): readonly { readonly name: string; readonly source: Source }[] =>
    names.filter(is).slice(0, MOST_FILES).flatMap((name) => {
      const path = join(folder, name);
      const source = disk.read(path);
      if (source !== undefined) return [{ name, source }];
      unread.push({ place: new Source(disk.shown(path), '').place(0, 0), message: 'this is no text file of the repository that can be read, of at most 1 MiB' });
      return [];
    });
  const [composeFiles, bakeFiles] = [files(isComposeName), files(isBakeName)];
  const found: Declarations[] = [];
  if (composeFiles.length > 0) found.push(await (await import('./compose.ts')).composeDeclarations(composeFiles, folder, dockerfile, disk));
  if (bakeFiles.length > 0) found.push((await import('./bake.ts')).bakeDeclarations(bakeFiles, folders, dockerfile));
  return { declarations: found.flatMap(({ declarations }) => declarations), problems: [...unread, ...found.flatMap(({ problems }) => problems)] };
}

/** A build that several files declare in the same way is one build. */
function withoutCopies(declarations: readonly Declaration[]): readonly Declaration[] {
  const seen = new Map<string, Declaration>();
  for (const each of declarations) {
    const key = JSON.stringify([each.context, each.target, [...each.args].toSorted(), [...each.namedContexts].toSorted()]);
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}
