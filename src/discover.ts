import { closeSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
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
}

export interface DiscoverOptions {
  readonly folder: string;
  readonly exclude: readonly string[];
}

/** Never Dockerfiles, whatever their name begins with. */
const ignoreFiles = /\.(?:dockerignore|containerignore|gitignore)$/i;

/** Names that look like a Dockerfile's and mostly belong to something else: code, prose, data, templates. */
const otherKinds =
  /\.(?:go|md|mdx|rst|adoc|txt|html?|css|js|mjs|cjs|ts|tsx|jsx|py|rb|rs|java|kt|scala|c|cc|cpp|h|hpp|cs|php|pl|lua|sh|bash|ps1|bat|json|jsonc|ya?ml|toml|ini|xml|lock|sum|log|patch|diff|orig|bak|swp|tmpl|tpl|j2|jinja2?|erb|mustache|ejs|gotmpl|in|svg|png)$/i;

const dockerfileName = /^(?:(?:dockerfile|containerfile)(?:[.-].*)?|.+\.(?:dockerfile|containerfile))$/i;

/** A name that people give to Dockerfiles: `Dockerfile`, `Dockerfile.dev`, `prod.Dockerfile`, `Containerfile`. */
export function isDockerfileName(file: string): boolean {
  const name = path.basename(file);
  return dockerfileName.test(name) && !ignoreFiles.test(name);
}

/** `dockerfile.go` is Go, `Dockerfile.cpp` may be the Dockerfile of the C++ variant: where the name leaves it open, the text decides. */
function isDockerfile(file: string): boolean {
  return isDockerfileName(file) && (!otherKinds.test(path.basename(file)) || beginsAsDockerfile(file));
}

/** The first line that is no comment is a FROM or an ARG. */
function beginsAsDockerfile(file: string): boolean {
  const buffer = Buffer.alloc(16_384);
  try {
    const descriptor = openSync(file, 'r');
    try {
      const text = buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, 0));
      const first = text.replace(/^\ufeff/, '').split('\n').find((line) => !/^\s*(?:#|$)/.test(line)) ?? '';
      return /^\s*(?:FROM|ARG)\s+\S/i.test(first);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** Arguments to files. Without arguments the current folder is searched, `.gitignore` respected. */
export async function discover(names: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const files = new Map<string, FoundFile>();
  const problems: { path: string; message: string }[] = [];
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
      for (const file of found) add(file, false);
      if (found.length === 0) problems.push({ path: name, message: await whyNothing(path.resolve(options.folder, name)) });
    } else if (kind === 'absent' && /[*?{[]/.test(name)) {
      const found = await searchGlob(name, options.folder);
      for (const file of found) add(file, false);
      if (found.length === 0) problems.push({ path: name, message: 'no file matches this pattern' });
    } else problems.push({ path: name, message: kind === 'other' ? 'it is neither a file nor a folder' : 'there is no such file or folder' });
  }
  return { files: await withoutExcluded([...files.values()], options), problems };
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
  return ignored.length === 0 ? 'no Dockerfile or Containerfile lies in this folder or below it' : 'git ignores every Dockerfile in this folder and below it; name the files to lint them';
}

async function searchFolder(folder: string, gitignore = true): Promise<readonly string[]> {
  const { globby } = await import('globby');
  const found = await globby(
    ['**/{dockerfile,containerfile}', '**/{dockerfile,containerfile}[.-]*', '**/*.{dockerfile,containerfile}'],
    {
      cwd: folder, absolute: true, dot: true, gitignore, followSymbolicLinks: false, caseSensitiveMatch: false,
      suppressErrors: true, ignore: ['**/.git/**', '**/node_modules/**'], expandDirectories: false,
    },
  );
  return found.filter(isDockerfile).sort();
}

async function searchGlob(pattern: string, folder: string): Promise<readonly string[]> {
  const { globby } = await import('globby');
  const found = await globby(slashed(pattern), {
    cwd: folder, absolute: true, dot: true, followSymbolicLinks: false, suppressErrors: true, expandDirectories: false,
    ignore: ['**/.git/**', '**/node_modules/**'],
  });
  // `docker/*` means the Dockerfiles there; `*.docker` says itself which files are some.
  const named = /[^*/]/.test(pattern.slice(pattern.lastIndexOf('/') + 1));
  return found.filter((file) => !ignoreFiles.test(file) && (named || isDockerfile(file))).sort();
}

async function withoutExcluded(files: readonly FoundFile[], options: DiscoverOptions): Promise<readonly FoundFile[]> {
  if (options.exclude.length === 0) return files;
  const { compileGlob } = await import('./config/glob.ts');
  const excluded = options.exclude.map(compileGlob);
  return files.filter((file) => !excluded.some((matches) => matches(file.shownAs)));
}
