import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dockerfilesBelow } from './files.ts';
import { median, table } from './statistics.ts';

/** hadolint 2.15.1, whose ShellCheck is built in: 27 ms a file where `node -e 0` takes 55 ms. */
const hadolint = 27 / 55;

/**
 * Wall time of whole runs over all files and over one, hadolint's rules with ShellCheck and without; the cost of a file as a part
 * of `node -e 0`, which is what hadolint's figure is known in.
 */
export function measureShellCheck(root: string, folder: string, rounds: number): string {
  const { status, stdout } = spawnSync('shellcheck', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return 'shellcheck: skipped, ShellCheck is not installed';
  const version = /version: (\S+)/.exec(stdout)?.[1] ?? '?';
  const files = dockerfilesBelow(folder).map((source) => source.path);
  const command = [path.join(root, 'bin', 'ironlint.cjs'), '--no-config', '--preset', 'hadolint', '--format', 'json-hadolint'];
  const median1 = files[Math.floor(files.length / 2)] ?? '';
  const runs = [
    { name: 'node -e 0', count: 0, args: ['-e', '0'] },
    { name: 'one file', count: 1, args: [...command, '--shellcheck', 'off', median1] },
    { name: `one file, ShellCheck ${version}`, count: 1, args: [...command, '--shellcheck', 'required', median1] },
    { name: `${String(files.length)} files`, count: files.length, args: [...command, '--shellcheck', 'off', ...files] },
    { name: `${String(files.length)} files, ShellCheck ${version}`, count: files.length, args: [...command, '--shellcheck', 'required', ...files] },
  ];
  const figures = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of runs.entries()) {
      const started = performance.now();
      spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 });
      figures[index]?.push(performance.now() - started);
    }
  }
  const node = median(figures[0] ?? []);
  const rows = runs.map(({ name, count }, index) => {
    const taken = median(figures[index] ?? []);
    const each = taken / Math.max(1, count);
    return [name, taken.toFixed(0), count < 2 ? '' : each.toFixed(1), count < 2 ? '' : (each / node).toFixed(2), count < 2 || index !== runs.length - 1 ? '' : hadolint.toFixed(2)];
  });
  return table([`shellcheck (${String(rounds)} rounds)`, 'median ms', 'ms a file', 'of node -e 0', 'hadolint'], rows);
}
