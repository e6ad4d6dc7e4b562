import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median, table } from './statistics.ts';

const small = 'FROM debian:12-slim\nUSER 1000\nENTRYPOINT ["/usr/bin/env"]\n';
const copying = 'FROM debian:12-slim\nCOPY src/main.c /src/\nCOPY . /app/\nUSER 1000\nENTRYPOINT ["/app/run"]\n';

/** Wall time of whole runs, as multiples of `node -e 0`. All take turns, so that a slow moment of the machine hits each alike. */
export function measureStartUp(root: string, rounds: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ironlint-bench-'));
  try {
    mkdirSync(path.join(folder, 'src'));
    mkdirSync(path.join(folder, 'configured'));
    writeFileSync(path.join(folder, '.dockerignore'), '.git\ntarget\n');
    writeFileSync(path.join(folder, 'src', 'main.c'), '');
    writeFileSync(path.join(folder, 'small'), small);
    writeFileSync(path.join(folder, 'Dockerfile'), copying);
    writeFileSync(path.join(folder, 'configured', 'ironlint.yaml'), 'rules:\n  healthcheck-missing: off\n');
    writeFileSync(path.join(folder, 'configured', 'Dockerfile'), small);
    const command = path.join(root, 'bin', 'ironlint.cjs');
    const runs = [
      { name: 'node -e 0', args: ['-e', '0'], goal: '' },
      { name: 'ironlint --version', args: [command, '--version'], goal: '' },
      { name: 'a small file, no configuration', args: [command, '--no-config', 'small'], goal: '1.3' },
      { name: 'COPY and its context', args: [command, '--no-config', '--context', '.', 'Dockerfile'], goal: '1.4' },
      { name: 'ironlint.yaml and --policy t7.8', args: [command, '--policy', 't7.8', 'configured/Dockerfile'], goal: '1.6' },
    ];
    const figures = runs.map((): number[] => []);
    for (let round = 0; round <= rounds; round++) {
      for (const [index, { args }] of runs.entries()) {
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
        const took = performance.now() - started;
        if (status === 2 && round === 0) console.error(`${args.join(' ')} could not run: ${stderr}`);
        // The first round warms the disk up.
        if (round > 0) figures[index]?.push(took);
      }
    }
    const base = median(figures[0] ?? []);
    return table(
      [`start-up (${String(rounds)} rounds)`, 'median ms', 'ratio', 'goal'],
      runs.map(({ name, goal }, index) => [name, median(figures[index] ?? []).toFixed(1), (median(figures[index] ?? []) / base).toFixed(2), goal]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
