import { realpathSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, runGit } from './git-program.ts';
import type { Git } from './model.ts';
import { onceByText } from '../once-each.ts';
import { insideOf } from '../inside.ts';
import { repositoryRoot } from '../repository-root.ts';
import { slashed } from '../slashed.ts';

/** Paths of a batch that git refused as a whole are asked one by one, so many at most. */
const MOST_SINGLE_QUESTIONS = 20;

/** What git says of the paths below a folder; undefined outside of a repository. Git is first run when it is asked, and once for all tracked files. */
export function createGit(folder: string, list: List = listAlone): Git | undefined {
  const root = repositoryRoot(folder);
  if (root === undefined) return undefined;
  const environment = cleanEnvironment(root);
  let listing: Listing | undefined;
  let problem: string | undefined;
  const ignored = new Map<string, boolean | undefined>();
  const ask: Ask = (...question) => {
    const answer = runGit(...question);
    problem ??= answer.problem;
    return answer;
  };
  const prepare = (paths: readonly string[]): void => {
    const open = [...new Set(paths)].filter((each) => !ignored.has(each));
    const answer = askIgnored(folder, environment, open.filter(isAskable), ask);
    for (const each of open) ignored.set(each, answer?.get(each));
  };
  return {
    isTracked: (each) => {
      listing ??= list({ root, folder, environment, ask });
      if (listing.index === undefined) return undefined;
      return hasPath(listing.index, listing.folder, listing.folder === folder ? each : `${slashed(path.relative(listing.folder, folder))}/${each}`);
    },
    isIgnored: (each) => {
      if (!ignored.has(each)) prepare([each]);
      return ignored.get(each);
    },
    prepare,
    problem: () => problem,
  };
}

/**
 * The same for the folders of a run. Git reads its whole index whichever folder is asked about: from the second folder of a repository
 * on it is asked once for all of them.
 */
export function createGits(): (folder: string) => Git | undefined {
  const wholes = new Map<string, Listing | 'next time'>();
  const list: List = (request) => {
    const { root, environment, ask } = request;
    const known = wholes.get(root);
    if (known === undefined) {
      wholes.set(root, 'next time');
      return listAlone(request);
    }
    const whole = known === 'next time' ? { folder: root, index: readIndex(root, environment, ask) } : known;
    wholes.set(root, whole);
    return whole.index === undefined ? listAlone(request) : whole;
  };
  return onceByText((folder) => createGit(folder, list));
}

/** What git has below a folder, which may be one further up than the one that was asked about. */
interface Listing {
  readonly folder: string;
  /** Undefined when git did not answer. */
  readonly index: Index | undefined;
}

/** Runs git, and keeps why it did not answer. */
type Ask = typeof runGit;

type List = (request: { readonly root: string; readonly folder: string; readonly environment: NodeJS.ProcessEnv; readonly ask: Ask }) => Listing;

const listAlone: List = ({ folder, environment, ask }) => ({ folder, index: readIndex(folder, environment, ask) });

/** What git has below a folder, by the paths as they are seen from there. */
interface Index {
  /** All of it, with the folders in which something of it lies. */
  readonly paths: ReadonlySet<string>;
  /** Submodules, and symbolic links: what lies behind one of them is not listed. */
  readonly modules: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

function readIndex(folder: string, environment: NodeJS.ProcessEnv, ask: Ask): Index | undefined {
  const answer = ask(folder, environment, ['ls-files', '-z', '--stage']);
  if (answer.status !== 0) return undefined;
  const paths = new Set<string>();
  const modules = new Set<string>();
  const links = new Set<string>();
  // Mode, object and stage, a tab, the path.
  for (const entry of answer.output.toString('utf8').split('\0')) {
    const file = entry.slice(entry.indexOf('\t') + 1);
    if (entry.startsWith('160000 ')) modules.add(file);
    else if (entry.startsWith('120000 ')) links.add(file);
    for (let at = file; at !== '' && !paths.has(at); at = parentOf(at)) paths.add(at);
  }
  return { paths, modules, links };
}

/** Behind a link it is what the link leads to that git has or not; what it has of a submodule only that one's own repository knows. */
function hasPath(index: Index, folder: string, each: string): boolean | undefined {
  if (index.paths.has(each)) return true;
  for (let at = parentOf(each); at !== ''; at = parentOf(at)) {
    if (index.modules.has(at)) return undefined;
    if (!index.links.has(at)) continue;
    const real = realPath(folder, each);
    return real === undefined || real === each ? undefined : hasPath(index, folder, real);
  }
  return false;
}

/** A path without links, as the folder sees it; undefined when it is not there, or lies outside. */
function realPath(folder: string, each: string): string | undefined {
  try {
    return insideOf(realpathSync(folder), realpathSync(path.join(folder, each))) || undefined;
  } catch {
    return undefined;
  }
}

function parentOf(each: string): string {
  return each.slice(0, Math.max(each.lastIndexOf('/'), 0));
}

/** Git refuses a path out of the repository, and the empty one, and with it the whole batch. */
function isAskable(each: string): boolean {
  return each !== '' && each !== '.' && !each.includes('\0') && !each.startsWith('/') && !each.split('/').includes('..');
}

function askIgnored(folder: string, environment: NodeJS.ProcessEnv, paths: readonly string[], ask: Ask): ReadonlyMap<string, boolean> | undefined {
  if (paths.length === 0) return new Map();
  // The dot keeps a name such as `:x` from being read as an instruction to git.
  const answer = ask(folder, environment, ['check-ignore', '-z', '--stdin'], paths.map((each) => `./${each}\0`).join(''));
  if (answer.status === 0 || answer.status === 1) {
    const ignored = new Set(answer.output.toString('utf8').split('\0'));
    return new Map(paths.map((each) => [each, ignored.has(`./${each}`)]));
  }
  // One path that git cannot answer for (it lies in a submodule) must not cost the answers for the others.
  if (paths.length === 1 || paths.length > MOST_SINGLE_QUESTIONS || answer.problem !== undefined) return undefined;
  return new Map(paths.flatMap((each) => [...(askIgnored(folder, environment, [each], ask) ?? [])]));
}
