import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A call of git may take so long. Milliseconds. */
const TIME_LIMIT = 5000;
/** The longest answer that is read. Bytes. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** What git answered. */
export interface Answer {
  /** Undefined when git did not end by itself. */
  readonly status: number | undefined;
  readonly output: Buffer;
  /** Why git did not answer at all: a sentence without a full stop. */
  readonly problem?: string;
}

/** Nothing that the repository names is run: no hooks, no file system monitor, no pager, nothing is fetched. */
const SAFE_OPTIONS: readonly string[] = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`, '-c', 'core.untrackedCache=false'];

/** Runs git in a folder. Never throws. */
export function runGit(folder: string, environment: NodeJS.ProcessEnv, arguments_: readonly string[], input = ''): Answer {
  const nothing = Buffer.alloc(0);
  if (arguments_.some((each) => each.includes('\0'))) return { status: 128, output: nothing };
  const result = spawnSync('git', [...SAFE_OPTIONS, ...arguments_], {
    cwd: folder, env: environment, input, timeout: TIME_LIMIT, killSignal: 'SIGKILL', maxBuffer: LARGEST_ANSWER, shell: false, windowsHide: true, stdio: 'pipe',
  });
  const code = result.error !== undefined && 'code' in result.error ? result.error.code : undefined;
  // One that ends before it has read all questions has its reasons, and tells them.
  if (result.error === undefined || code === 'EPIPE') {
    const problem = result.status === null ? 'git was ended by a signal' : result.status === 128 ? distrust(result.stderr) : undefined;
    return { status: result.status ?? undefined, output: result.stdout, ...(problem === undefined ? {} : { problem }) };
  }
  const problem = code === 'ENOENT' ? 'git is not installed, or its folder is gone' : code === 'ETIMEDOUT' ? `git did not answer within ${TIME_LIMIT / 1000} seconds` : code === 'ENOBUFS' ? 'the answer of git is too long' : `git cannot be run (${String(code)})`;
  return { status: undefined, output: nothing, problem };
}

/** Git reads no repository that belongs to somebody else, as a checkout that is mounted into a container does. Its own sentence (in LC_ALL=C) tells that from other failures. */
function distrust(complaint: Buffer): string | undefined {
  const [, root] = /(?:dubious ownership in repository at |unsafe repository \()'([^'\n]+)'/.exec(complaint.toString('utf8')) ?? [];
  return root === undefined ? undefined : `git does not read the repository, since it belongs to somebody else (\`git config --global --add safe.directory ${root}\` lets it)`;
}

/**
 * The environment without git's own variables: a hook or an alias sets them for its repository, which need not be the linted
 * one, and some name programs. One is kept: `git commit -a` and pre-commit put what is about to be committed into an index of
 * their own (GIT_INDEX_FILE), and that is what must be judged; but only when that index belongs to this repository.
 */
export function cleanEnvironment(root: string): NodeJS.ProcessEnv {
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
