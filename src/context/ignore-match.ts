import { cleanPath } from './go-path.ts';
import { firstWildcard } from './go-pattern.ts';
import type { IgnorePattern, IgnoreRules } from './model.ts';
import { type PathTest, pathTest } from './path-test.ts';

/** No file has a longer path (PATH_MAX, in bytes); such a path is matched by nothing. */
const LONGEST_PATH = 4096;
/** Folders whose answer is remembered; above that all are forgotten, so that memory stays bounded. */
const MOST_FOLDERS = 200_000;

/** Patterns in a row that are all exceptions, or all not: only the last match of each run can decide. */
interface Run {
  readonly negated: boolean;
  /** Literal patterns by their text. */
  readonly exact: ReadonlyMap<string, number>;
  readonly others: readonly { readonly index: number; readonly test: PathTest }[];
}

const NONE = -1;

/**
 * What the patterns say of paths, as `MatchesOrParentMatches` of moby/patternmatcher does. Nothing is compiled before the first
 * question. The answers of folders are remembered, so that a listing asks each pattern once a path.
 */
export function createIgnoreRules(patterns: readonly IgnorePattern[]): IgnoreRules {
  let runs: readonly Run[] | undefined;
  let tests: readonly PathTest[] | undefined;
  const folders = new Map<string, readonly number[]>();
  const decide = (path: string): number => {
    runs ??= runsOf(patterns);
    const cleaned = cleanPath(path);
    if (cleaned === '.' || cleaned.length > LONGEST_PATH) return NONE;
    // A loop, for a hostile file has more runs than a call may have arguments.
    let last = NONE;
    for (const match of matchesOf(cleaned, runs, folders)) last = Math.max(last, match);
    return last;
  };
  const allTests = (): readonly PathTest[] => (tests ??= patterns.map((pattern) => (pattern.error === undefined ? pathTest(pattern.pattern) : () => false)));
  return {
    patterns,
    decidedBy: (path) => patterns[decide(path)],
    ignores: (path) => {
      const decided = patterns[decide(path)];
      return decided !== undefined && !decided.negated;
    },
    matches: (pattern, path) => {
      const cleaned = cleanPath(path);
      const test = patterns[pattern.index] === pattern ? allTests()[pattern.index] : pathTest(pattern.pattern);
      if (test === undefined || pattern.error !== undefined || cleaned === '.' || cleaned.length > LONGEST_PATH) return false;
      return withParents(cleaned).some((each) => test(each, nameOf(each)));
    },
    count: (paths) => countMatches(allTests(), paths),
    hasExceptionsBelow: (folder) => patterns.some((pattern) => pattern.negated && pattern.error === undefined && reachesBelow(pattern.pattern, folder)),
  };
}

function runsOf(patterns: readonly IgnorePattern[]): readonly Run[] {
  const runs: { readonly negated: boolean; readonly exact: Map<string, number>; readonly others: { readonly index: number; readonly test: PathTest }[] }[] = [];
  for (const { pattern, negated, index, error } of patterns) {
    if (error !== undefined) continue;
    let run = runs.at(-1);
    if (run === undefined || run.negated !== negated) {
      run = { negated, exact: new Map(), others: [] };
      runs.push(run);
    }
    if (/[*?[\]\\]/.test(pattern)) run.others.push({ index, test: pathTest(pattern) });
    else run.exact.set(pattern, index);
  }
  return runs;
}

/** Of each run the last pattern that matches the path or a parent of it. */
function matchesOf(path: string, runs: readonly Run[], folders: Map<string, readonly number[]>): readonly number[] {
  // An absolute path has the empty path among its parents; it is no path of a context, so nothing is gained by remembering it.
  if (path.startsWith('/')) {
    let matches: readonly number[] = runs.map(() => NONE);
    for (const each of withParents(path)) matches = ownMatches(each, runs, matches);
    return matches;
  }
  const parents: string[] = [];
  let above: readonly number[] | undefined;
  for (let end = path.lastIndexOf('/'); end > 0 && above === undefined; end = path.lastIndexOf('/', end - 1)) {
    const parent = path.slice(0, end);
    above = folders.get(parent);
    if (above === undefined) parents.push(parent);
  }
  above ??= runs.map(() => NONE);
  for (const parent of parents.reverse()) {
    above = ownMatches(parent, runs, above);
    if (folders.size >= MOST_FOLDERS) folders.clear();
    folders.set(parent, above);
  }
  return ownMatches(path, runs, above);
}

function ownMatches(path: string, runs: readonly Run[], above: readonly number[]): readonly number[] {
  const matches = above.slice();
  const name = nameOf(path);
  for (let number = 0; number < runs.length; number++) {
    const run = runs[number];
    if (run === undefined) continue;
    let best = Math.max(matches[number] ?? NONE, run.exact.get(path) ?? NONE);
    for (let at = run.others.length - 1; at >= 0; at--) {
      const other = run.others[at];
      if (other === undefined || other.index < best) break;
      if (!other.test(path, name)) continue;
      best = other.index;
      break;
    }
    matches[number] = best;
  }
  return matches;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The parents of a path and the path itself, as Docker cuts it at its slashes. */
function withParents(path: string): readonly string[] {
  const paths: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) paths.push(path.slice(0, end));
  // The folder of `/x` is `/`, which is cut into two.
  if (path.startsWith('/') && path.lastIndexOf('/') === 0) paths.push('/');
  paths.push(path);
  return paths;
}

function countMatches(tests: readonly PathTest[], paths: Iterable<string>): readonly number[] {
  const counts = tests.map(() => 0);
  const folders = new Map<string, Uint8Array<ArrayBuffer>>();
  const flagsOf = (path: string, above: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const name = nameOf(path);
    const flags = new Uint8Array(above);
    for (let index = 0; index < flags.length; index++) if (flags[index] === 0 && tests[index]?.(path, name) === true) flags[index] = 1;
    return flags;
  };
  const none = new Uint8Array(tests.length);
  for (const path of paths) {
    if (path.length > LONGEST_PATH) continue;
    let flags = none;
    for (const each of withParents(cleanPath(path)).slice(0, -1)) {
      const known = folders.get(each);
      flags = known ?? flagsOf(each, flags);
      if (known !== undefined) continue;
      if (folders.size * tests.length > 64e6) folders.clear();
      folders.set(each, flags);
    }
    flags = flagsOf(cleanPath(path), flags);
    for (let index = 0; index < flags.length; index++) counts[index] = (counts[index] ?? 0) + (flags[index] ?? 0);
  }
  return counts;
}

function reachesBelow(exception: string, folder: string): boolean {
  const below = `${cleanPath(folder)}/`;
  const wildcard = firstWildcard(exception);
  if (wildcard === -1) return `${exception}/`.startsWith(below);
  const head = exception.slice(0, wildcard);
  return head.startsWith(below) || below.startsWith(head);
}
