import type { Position } from '../source.ts';

/** One thing that is wrong with a config or a policy, and where. */
export interface ConfigProblem {
  readonly message: string;
  readonly position?: Position;
}

/**
 * A config or policy that cannot be used: the run cannot do what its owner asked for, exit code 2. The message is a sentence
 * for each problem, each beginning with `path:line:column`.
 */
export class ConfigError extends Error {
  readonly path: string;
  readonly problems: readonly ConfigProblem[];

  constructor(path: string, problems: readonly ConfigProblem[]) {
    super(problems.map(({ message, position }) => `${path}${position === undefined ? '' : `:${position.line}:${position.column}`}: ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.path = path;
    this.problems = problems;
  }
}

/** Why a file could not be read, in words, from what the disk answered. */
export function readFailure(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  return reasons.get(code ?? '') ?? `it cannot be read (${code ?? String(error)})`;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it may not be read'],
  ['EPERM', 'it may not be read'],
  ['EISDIR', 'it is a folder'],
]);
