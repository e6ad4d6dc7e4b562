import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Git } from './model.ts';
import { slashed } from '../slashed.ts';

/** A call of git may take so long. Milliseconds. */
const TIME_LIMIT = 5000;
/** The longest answer that is read. Bytes. */
const LARGEST_ANSWER = 256 * 1024 * 1024;
/** Paths of a batch that git refused as a whole are asked one by one, so many at most. */
const MOST_SINGLE_QUESTIONS = 20;

/** The nearest folder, from the given one up, that holds `.git` (a folder, or the file of a worktree or submodule). No process is run. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** What git says of the paths below a folder; undefined outside of a repository. Git is first run when it is asked, and once for all tracked files. */
export function createGit(folder: string): Git | undefined {
  const root = repositoryRoot(folder);
  if (root === undefined) return undefined;
  const environment = cleanEnvironment(root);
  let tracked: { readonly paths: ReadonlySet<string> | undefined } | undefined;
  const ignored = new Map<string, boolean | undefined>();
  const prepare = (paths: readonly string[]): void => {
    const open = [...new Set(paths)].filter((each) => !ignored.has(each));
    const answer = askIgnored(folder, environment, open.filter(isAskable));
    for (const each of open) ignored.set(each, answer?.get(each));
  };
  return {
    isTracked: (each) => {
      tracked ??= { paths: listTracked(folder, environment) };
      return tracked.paths?.has(each);
    },
    isIgnored: (each) => {
      if (!ignored.has(each)) prepare([each]);
      return ignored.get(each);
    },
    prepare,
  };
}

/** A file as it was at a revision, or why it cannot be had: without a full stop. */
export type Shown = { readonly is: 'shown'; readonly bytes: Buffer } | { readonly is: 'failed'; readonly why: string };

/**
 * The bytes of a file at a revision, as they are stored: no filter, no text conversion. `file` is on the disk, whether it is still there or
 * not; one that was renamed since, as far as the index knows, is taken under its old name.
 */
export function showRevision(revision: string, file: string): Shown {
  const resolved = path.resolve(file);
  const root = repositoryRoot(path.dirname(resolved));
  if (root === undefined) return { is: 'failed', why: `\`${file}\` is in no git repository, so there is no revision \`${revision}\` of it` };
  const environment = cleanEnvironment(root);
  const commit = run(root, environment, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (commit.problem !== undefined) return { is: 'failed', why: commit.problem };
  const name = commit.output.toString('utf8').trim();
  if (commit.status !== 0 || !/^[0-9a-f]{40,64}$/.test(name)) return { is: 'failed', why: `\`${revision}\` is no revision of the repository` };
  const inside = slashed(path.relative(root, resolved));
  let found = run(root, environment, ['cat-file', 'blob', `${name}:${inside}`]);
  const old = found.status === 0 || found.problem !== undefined ? undefined : oldName(root, environment, name, inside);
  if (old !== undefined) found = run(root, environment, ['cat-file', 'blob', `${name}:${old}`]);
  if (found.problem !== undefined) return { is: 'failed', why: found.problem };
  if (found.status !== 0) return { is: 'failed', why: `\`${inside}\` does not exist at \`${revision}\`, and was not renamed since` };
  return { is: 'shown', bytes: found.output };
}

/** What a file of the index was called at a commit, when git takes it for a renamed one. */
function oldName(root: string, environment: NodeJS.ProcessEnv, commit: string, inside: string): string | undefined {
  const answer = run(root, environment, ['diff-index', '--cached', '--no-ext-diff', '--no-textconv', '--find-renames', '--diff-filter=R', '--name-status', '-z', commit, '--']);
  if (answer.status !== 0) return undefined;
  const words = answer.output.toString('utf8').split('\0');
  for (let at = 0; at + 2 < words.length; at += 3) if (words[at + 2] === inside) return words[at + 1];
  return undefined;
}

function listTracked(folder: string, environment: NodeJS.ProcessEnv): ReadonlySet<string> | undefined {
  const answer = run(folder, environment, ['ls-files', '-z', '--cached']);
  if (answer.status !== 0) return undefined;
  const paths = new Set<string>();
  for (const file of answer.output.toString('utf8').split('\0')) {
    // A folder is tracked when something in it is.
    for (let at = file; at !== '' && !paths.has(at); at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) paths.add(at);
  }
  return paths;
}

/** Git refuses a path out of the repository, and the empty one, and with it the whole batch. */
function isAskable(each: string): boolean {
  return each !== '' && each !== '.' && !each.includes('\0') && !each.startsWith('/') && !each.split('/').includes('..');
}

function askIgnored(folder: string, environment: NodeJS.ProcessEnv, paths: readonly string[]): ReadonlyMap<string, boolean> | undefined {
  if (paths.length === 0) return new Map();
  // The dot keeps a name such as `:x` from being read as an instruction to git.
  const answer = run(folder, environment, ['check-ignore', '-z', '--stdin'], paths.map((each) => `./${each}\0`).join(''));
  if (answer.status === 0 || answer.status === 1) {
    const ignored = new Set(answer.output.toString('utf8').split('\0'));
    return new Map(paths.map((each) => [each, ignored.has(`./${each}`)]));
  }
  // One path that git cannot answer for (it lies in a submodule) must not cost the answers for the others.
  if (paths.length === 1 || paths.length > MOST_SINGLE_QUESTIONS || answer.problem !== undefined) return undefined;
  return new Map(paths.flatMap((each) => [...(askIgnored(folder, environment, [each]) ?? [])]));
}

interface Answer {
  /** Undefined when git did not end by itself. */
  readonly status: number | undefined;
  readonly output: Buffer;
  /** Why git did not answer at all. */
  readonly problem?: string;
}

/** Nothing that the repository names is run: no hooks, no file system monitor, no pager, nothing is fetched. */
const SAFE_OPTIONS: readonly string[] = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`, '-c', 'core.untrackedCache=false'];

function run(folder: string, environment: NodeJS.ProcessEnv, arguments_: readonly string[], input = ''): Answer {
  const nothing = Buffer.alloc(0);
  if (arguments_.some((each) => each.includes('\0'))) return { status: 128, output: nothing };
  const result = spawnSync('git', [...SAFE_OPTIONS, ...arguments_], {
    cwd: folder, env: environment, input, timeout: TIME_LIMIT, killSignal: 'SIGKILL', maxBuffer: LARGEST_ANSWER, shell: false, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (result.error === undefined) return { status: result.status ?? undefined, output: result.stdout, ...(result.status === null ? { problem: 'git was ended by a signal' } : {}) };
  const code = 'code' in result.error ? result.error.code : undefined;
  const problem = code === 'ENOENT' ? 'git is not installed, or its folder is gone' : code === 'ETIMEDOUT' ? `git did not answer within ${TIME_LIMIT / 1000} seconds` : code === 'ENOBUFS' ? 'the answer of git is too long' : `git cannot be run (${String(code)})`;
  return { status: undefined, output: nothing, problem };
}

/**
 * The environment without git's own variables: a hook or an alias sets them for its repository, which need not be the linted
 * one, and some name programs. One is kept: `git commit -a` and pre-commit put what is about to be committed into an index of
 * their own (GIT_INDEX_FILE), and that is what must be judged; but only when that index belongs to this repository.
 */
function cleanEnvironment(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  const index = indexOf(root);
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone would fetch what it lacks, by a program that its configuration names.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // Windows looks for programs in the current folder first, which is the linted one.
    NoDefaultCurrentDirectoryInExePath: '1',
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
  };
}

function indexOf(root: string): string | undefined {
  const given = process.env['GIT_INDEX_FILE'];
  if (given === undefined || given === '') return undefined;
  const index = path.resolve(given);
  const folder = gitFolder(root);
  return folder !== undefined && index.startsWith(folder + path.sep) && existsSync(index) ? index : undefined;
}

/** Where the repository keeps its index: `.git`, or what the `.git` file of a worktree or submodule names. */
function gitFolder(root: string): string | undefined {
  const marker = path.join(root, '.git');
  try {
    if (statSync(marker).isDirectory()) return marker;
    const named = /^gitdir: (.+)$/m.exec(readFileSync(marker, 'utf8'))?.[1];
    return named === undefined ? undefined : path.resolve(root, named.trim());
  } catch {
    return undefined;
  }
}
