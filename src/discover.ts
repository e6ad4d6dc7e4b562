import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { isIgnoreFile, kindOfFile } from './dockerfile-kind.ts';
import { insideOf } from './inside.ts';
import { slashed } from './slashed.ts';

/** What the arguments name. `explicit`: named by itself, not found in a folder or by a glob. */
export interface FoundFile {
  /** To read it from. */
  readonly file: string;
  /** As it is shown: relative to the current folder where it lies below it, with `/`. */
  readonly shownAs: string;
  readonly explicit: boolean;
  /** It has the name of `file`, its text comes from standard input. */
  readonly standardInput?: boolean;
}

export interface Discovery {
  readonly files: readonly FoundFile[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** What the run should say of the search. */
  readonly notes: readonly string[];
}

/** Of a folder or a glob. */
interface Search {
  readonly files: readonly string[];
  /** Templates of Dockerfiles, and parts of some: nothing that a build could read. */
  readonly parts: readonly string[];
}

export interface DiscoverOptions {
  readonly folder: string;
  readonly exclude: readonly string[];
}

/** Arguments to files. Without arguments the current folder is searched, `.gitignore` respected. */
export async function discover(names: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const files = new Map<string, FoundFile>();
  const problems: { path: string; message: string }[] = [];
  const parts = new Set<string>();
  const add = (file: string, explicit: boolean): void => {
    const absolute = path.resolve(options.folder, file);
    if (!files.has(absolute)) files.set(absolute, { file: absolute, shownAs: shown(absolute, options.folder), explicit });
  };
  for (const name of names.length === 0 ? ['.'] : names) {
    if (name === '') {
      problems.push({ path: "''", message: 'an empty name names no file' });
      continue;
    }
    const kind = kindOf(path.resolve(options.folder, name));
    if (kind === 'file') add(name, true);
    else if (kind === 'folder') {
      const found = await searchFolder(path.resolve(options.folder, name));
      for (const file of found.files) add(file, false);
      for (const file of found.parts) parts.add(file);
      if (found.files.length === 0) problems.push({ path: name, message: await whyNothing(path.resolve(options.folder, name)) });
    } else if (kind === 'absent' && /[*?{[]/.test(name)) {
      const found = await searchGlob(name, options.folder);
      for (const file of found.files) add(file, false);
      for (const file of found.parts) parts.add(file);
      if (found.files.length === 0) problems.push({ path: name, message: 'no file matches this pattern' });
    } else problems.push({ path: name, message: kind === 'other' ? 'it is neither a file nor a folder' : 'there is no such file or folder' });
  }
  return { files: await withoutExcluded([...files.values()], options), problems, notes: noteOf([...parts].filter((file) => !files.has(file)).map((file) => shown(file, options.folder))) };
}

function noteOf([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [others.length === 0 ? `${first} is a template or a part of a Dockerfile, and was passed over` : `${first} and ${String(others.length)} more are templates or parts of Dockerfiles, and were passed over`];
}

/** A path as people see it: relative to the folder when it lies below it, else absolute; with `/`. */
export function shown(absolute: string, folder: string): string {
  const inside = insideOf(folder, absolute);
  return inside === '' ? '.' : inside ?? slashed(absolute);
}

function kindOf(file: string): 'file' | 'folder' | 'absent' | 'other' {
  try {
    const status = statSync(file);
    return status.isDirectory() ? 'folder' : status.isFile() || status.isFIFO() ? 'file' : 'other';
  } catch {
    try {
      lstatSync(file);
      return 'file';
    } catch {
      return 'absent';
    }
  }
}

async function whyNothing(folder: string): Promise<string> {
  const ignored = await searchFolder(folder, false);
  return ignored.files.length === 0 ? 'no Dockerfile or Containerfile lies in this folder or below it' : 'git ignores every Dockerfile in this folder and below it; name the files to lint them';
}

async function searchFolder(folder: string, gitignore = true): Promise<Search> {
  const { globby } = await import('globby');
  const found = await globby(
    ['**/{dockerfile,containerfile}', '**/{dockerfile,containerfile}[._-]*', '**/*.{dockerfile,containerfile}'],
    {
      cwd: folder, absolute: true, dot: true, gitignore, followSymbolicLinks: false, caseSensitiveMatch: false,
      suppressErrors: true, ignore: ['**/.git/**', '**/node_modules/**'], expandDirectories: false,
    },
  );
  return sorted(found);
}

function sorted(found: readonly string[]): Search {
  const kinds = found.map((file) => ({ file, kind: kindOfFile(file) }));
  const of = (wanted: 'dockerfile' | 'part'): readonly string[] => kinds.flatMap(({ file, kind }) => (kind === wanted ? [file] : [])).sort();
  return { files: of('dockerfile'), parts: of('part') };
}

async function searchGlob(pattern: string, folder: string): Promise<Search> {
  const { globby } = await import('globby');
  const found = await globby(slashed(pattern), {
    cwd: folder, absolute: true, dot: true, followSymbolicLinks: false, suppressErrors: true, expandDirectories: false,
    ignore: ['**/.git/**', '**/node_modules/**'],
  });
  // `docker/*` means the Dockerfiles there; `*.docker` says itself which files are some.
  const named = /[^*/]/.test(pattern.slice(pattern.lastIndexOf('/') + 1));
  return named ? { files: found.filter((file) => !isIgnoreFile(file)).sort(), parts: [] } : sorted(found);
}

async function withoutExcluded(files: readonly FoundFile[], options: DiscoverOptions): Promise<readonly FoundFile[]> {
  if (options.exclude.length === 0) return files;
  const { compileGlob } = await import('./config/glob.ts');
  const excluded = options.exclude.map(compileGlob);
  return files.filter((file) => !excluded.some((matches) => matches(file.shownAs)));
}
