import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** The environment as a person's shell has it: nothing of the npm and Jest that run the tests. */
export function plainEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS$|JEST_|GIT_|INIT_CWD$|NODE$)/.test(name));
  return { ...Object.fromEntries(kept), npm_config_prefer_offline: 'true', ...more };
}

export function run(folder: string, command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: plainEnvironment(environment), timeout: 300_000 });
  return { status, output: error === undefined ? `${stdout}${stderr}` : error.message };
}

/** Whether a program is there and says its version; its answer, or undefined. */
export function versionOf(command: string): string | undefined {
  const { status, output } = run(root, command, ['--version']);
  return status === 0 ? output.trim() : undefined;
}

/** Why programs that install from the registry cannot be tried; undefined when they can. */
export function whyNoClients(): string | undefined {
  if (process.env['IRONLINT_CLIENTS'] === '0') return 'IRONLINT_CLIENTS is 0';
  if (versionOf('git') === undefined || versionOf('npm') === undefined) return 'git or npm is not installed';
  return run(root, 'npm', ['view', 'esbuild', 'version', '--prefer-online']).status === 0 ? undefined : 'the package registry does not answer';
}

/** A new folder below the system's temporary one. */
export function scratchFolder(name: string): string {
  return mkdtempSync(path.join(tmpdir(), `ironlint-${name}-`));
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Writes files and commits them as the folder's first commit; its hash. */
export function commitAll(folder: string, files: Readonly<Record<string, string>> = {}): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const git = (...args: readonly string[]): string => {
    const { status, output } = run(folder, 'git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args]);
    if (status !== 0) throw new Error(output);
    return output.trim();
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'scratch');
  return git('rev-parse', 'HEAD');
}

/** This repository as a clone would have it, with what is not committed yet. */
export function cloneOfThis(folder: string): string {
  const listed = run(root, 'git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const file of listed.output.split('\0')) {
    if (file === '') continue;
    try {
      cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
    } catch {
      // Deleted, but not committed yet.
    }
  }
  return commitAll(folder);
}
