import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dockerfilesBelow } from './files.ts';
import { median, table } from './statistics.ts';

/** Wall time of whole runs over so many files, with one thread and with two: where a second one pays. */
export function measureJobs(root: string, folder: string, rounds: number): string {
  const all = dockerfilesBelow(folder).map((source) => source.path);
  const command = path.join(root, 'bin', 'ironlint.cjs');
  const rows = [50, 100, 150, 200, 400, 800].filter((count) => count <= all.length).map((count) => {
    // From all over the folder: neighbours resemble one another.
    const some = Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)] ?? '');
    const figures: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const [index, jobs] of ['1', '2'].entries()) {
        const started = performance.now();
        spawnSync(process.execPath, [command, '--no-config', '--format', 'json', '--jobs', jobs, ...some], { cwd: folder, maxBuffer: 1 << 28 });
        figures[index]?.push(performance.now() - started);
      }
    }
    const [one, two] = figures.map(median);
    return [`${String(count)} files`, (one ?? NaN).toFixed(0), (two ?? NaN).toFixed(0), ((two ?? NaN) / (one ?? NaN)).toFixed(2), ((one ?? NaN) / count).toFixed(1)];
  });
  return table([`jobs (${String(rounds)} rounds)`, '1 thread ms', '2 threads ms', 'ratio', 'ms a file'], rows);
}
