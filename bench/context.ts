import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median, table } from './statistics.ts';

const dockerfile = [
  'FROM node:22-slim AS build', 'WORKDIR /app', 'COPY package.json package-lock.json ./', 'RUN npm ci', 'COPY . .', 'RUN npm run build',
  'FROM node:22-slim', 'WORKDIR /app', 'COPY --from=build /app/dist ./dist', 'USER node', 'CMD ["node", "dist/main.js"]', '',
].join('\n');

/** A repository of so many files, all tracked: 100 in a folder. */
function makeRepository(folder: string, files: number): void {
  mkdirSync(path.join(folder, 'project'));
  const project = path.join(folder, 'project');
  for (const [name, text] of Object.entries({ Dockerfile: dockerfile, '.dockerignore': '.git\nnode_modules\n**/*.md\n!README.md\n', 'package.json': '{}\n', 'package-lock.json': '{}\n' })) writeFileSync(path.join(project, name), text);
  for (let index = 0; index < files; index++) {
    const parent = path.join(project, 'src', String(index % 10), String(Math.floor(index / 100)));
    if (index % 100 < 10) mkdirSync(parent, { recursive: true });
    writeFileSync(path.join(parent, `file${String(index)}.js`), '');
  }
  const git = (...args: readonly string[]): void => void execFileSync('git', ['-C', project, ...args], { stdio: 'ignore' });
  git('init', '--quiet');
  git('add', '--all');
}

/** Milliseconds of whole runs beyond `ironlint --version`, in repositories that are made for it. */
export function measureContext(root: string, rounds: number): string {
  const command = path.join(root, 'bin', 'ironlint.cjs');
  const rows = [{ files: 10_000, goal: '300' }, { files: 100_000, goal: '2000' }].flatMap(({ files, goal }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ironlint-bench-'));
    try {
      makeRepository(folder, files);
      const time = (...args: readonly string[]): number => median(Array.from({ length: rounds }, () => {
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: path.join(folder, 'project'), encoding: 'utf8' });
        if (status === 2) console.error(`${args.join(' ')} could not run: ${stderr}`);
        return performance.now() - started;
      }));
      time('--version');
      const start = time('--version');
      const runs = [
        { name: 'lint, recommended rules', args: ['--no-config', 'Dockerfile'] },
        { name: 'lint, all rules', args: ['--no-config', '--preset', 'all', 'Dockerfile'] },
        { name: 'cache --changed', args: ['cache', 'Dockerfile', '--changed', 'src/0/0/file0.js'] },
      ];
      return runs.map(({ name, args }) => [`${String(files)} files: ${name}`, (time(...args) - start).toFixed(0), goal]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return table([`context (${String(rounds)} rounds)`, 'ms beyond start', 'goal'], rows);
}
