import { isBakeName } from './bake-file.ts';
import { composeDeclarations, isComposeName } from './compose.ts';
import type { Declaration, DeclarationDisk, DeclarationProblem, Declarations } from './declaration.ts';
import { foldersUp } from './search.ts';
import type { Source } from '../source.ts';

export interface DeclarationOptions {
  /** The Dockerfile: absolute, with `/`. */
  readonly dockerfile: string;
  /** The folder above which nothing is read: the repository root. Absolute, with `/`. */
  readonly top: string;
  readonly disk: DeclarationDisk;
}

/** More files of one folder are not read. */
const MOST_FILES = 50;

/** Bake merges its files in this order. */
const BAKE_ORDER: readonly string[] = ['docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl'];

/**
 * How compose and Bake files, from the Dockerfile's folder up, say that this Dockerfile is built: one declaration for each
 * service or target, those of the nearest folder first; what several declare in the same way is one. A file that cannot be
 * read is a problem; the others still count.
 */
export async function findDeclarations({ dockerfile, top, disk }: DeclarationOptions): Promise<Declarations> {
  const problems: DeclarationProblem[] = [];
  const declarations: Declaration[] = [];
  const folders = foldersUp(dockerfile.slice(0, Math.max(dockerfile.lastIndexOf('/'), 1)), top);
  for (const [index, folder] of folders.entries()) {
    const found = await declarationsIn(folder, folders.slice(index), dockerfile, disk);
    problems.push(...found.problems);
    declarations.push(...found.declarations);
  }
  return { declarations: withoutCopies(declarations), problems };
}

async function declarationsIn(folder: string, folders: readonly string[], dockerfile: string, disk: DeclarationDisk): Promise<Declarations> {
  const names = disk.names(folder).toSorted();
  const files = (is: (name: string) => boolean): readonly { readonly name: string; readonly source: Source }[] =>
    names.filter(is).slice(0, MOST_FILES).flatMap((name) => {
      const source = disk.read(folder.endsWith('/') ? folder + name : `${folder}/${name}`);
      return source === undefined ? [] : [{ name, source }];
    });
  const compose = await composeDeclarations(files(isComposeName), folder, dockerfile);
  const bake = files(isBakeName).toSorted((one, other) => BAKE_ORDER.indexOf(one.name) - BAKE_ORDER.indexOf(other.name));
  if (bake.length === 0) return compose;
  const { bakeDeclarations } = await import('./bake.ts');
  const baked = bakeDeclarations(bake.map(({ source }) => source), folders, dockerfile);
  return { declarations: [...compose.declarations, ...baked.declarations], problems: [...compose.problems, ...baked.problems] };
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
