import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createBuild } from '../../src/build.ts';
import type { BuildContext, Git } from '../../src/context/model.ts';
import { listedContext, pathsOfList } from '../../src/context/path-list.ts';
import { searchContext } from '../../src/context/search.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { isDockerfileName } from '../../src/dockerfile-kind.ts';
import { readSource } from '../../src/read-source.ts';
import type { Build } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';
import { today } from '../judge.ts';
import type { Candidate, Corpus, World } from './model.ts';

/** A Dockerfile and its context as one build, nothing of which is read from the disk any more. */
export function buildOf(source: Source, world: World | undefined): Build {
  if (world === undefined) return createBuild({ source, today });
  const texts = new Map<string, Source>();
  const context = (): BuildContext => listedContext({
    paths: [...world.files.keys()], folder: '.', why: 'the corpus says so', guessed: world.guessed,
    ...(world.dockerfilePath === undefined ? {} : { dockerfilePath: world.dockerfilePath }),
    read: (file) => textOf(world, file, texts),
  });
  const git: Git = { isTracked: (file) => world.files.has(file) && !world.untracked.has(file), isIgnored: (file) => world.untracked.get(file) === 'ignored' };
  return createBuild({ source, today, ports: { context, git: () => git } });
}

function textOf(world: World, file: string, texts: Map<string, Source>): Source | undefined {
  const text = world.files.get(file);
  if (text === undefined) return undefined;
  const known = texts.get(file) ?? new Source(file, text);
  texts.set(file, known);
  return known;
}

/** All Dockerfiles of a corpus in the order of their paths, taken turn by turn from its repositories: the first ten are of ten of them. */
export function candidatesOf(shared: string, corpus: Corpus): readonly Candidate[] {
  const folder = path.join(shared, 'corpus', corpus);
  const repositories = readdirSync(folder).sort().map((repository) => candidatesIn(corpus, path.join(folder, repository), repository));
  const turns: Candidate[] = [];
  for (let turn = 0; repositories.some(({ length }) => length > turn); turn++) {
    for (const candidates of repositories) {
      const candidate = candidates[turn];
      if (candidate !== undefined) turns.push(candidate);
    }
  }
  return turns;
}

function candidatesIn(corpus: Corpus, folder: string, repository: string): readonly Candidate[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
  const list = path.join(folder, 'context.txt');
  const tracked = existsSync(list) ? pathsOfList(readSource(list, 'context.txt')) : undefined;
  return files.filter((file) => corpus === 'dockerfiles' || isDockerfileName(path.basename(file))).flatMap((file): readonly Candidate[] => {
    const source = readSource(path.join(folder, file), `${repository}/${file}`);
    // What BuildKit refuses is no good file to begin with.
    if (parseDockerfile(source).syntaxErrors.length > 0) return [];
    const world = tracked === undefined ? undefined : worldOf(folder, file, source, tracked, files);
    return [{ corpus, repository, path: file, source, world, build: buildOf(source, world) }];
  });
}

/** The context that the search finds among the tracked paths; undefined when it finds none. */
function worldOf(folder: string, file: string, source: Source, tracked: readonly string[], present: readonly string[]): World | undefined {
  const all = new Set(tracked.flatMap((one) => one.split('/').map((_, index, parts) => `/repository/${parts.slice(0, index + 1).join('/')}`)));
  const own = path.posix.dirname(`/repository/${file}`);
  const found = searchContext(parseDockerfile(source), { disk: { exists: (one) => all.has(one), names: () => [], text: () => undefined }, folder: own, top: '/repository' });
  if (found.is !== 'known') return undefined;
  const root = found.path === '/repository' ? '' : `${found.path.slice('/repository/'.length)}/`;
  const has = new Set(present);
  const files = new Map<string, string | undefined>();
  for (const one of tracked) {
    if (one.startsWith(root)) files.set(one.slice(root.length), has.has(one) ? readFileSync(path.join(folder, one), 'utf8') : undefined);
  }
  return { files, untracked: new Map(), guessed: found.guessed, dockerfilePath: file.startsWith(root) ? file.slice(root.length) : undefined };
}
