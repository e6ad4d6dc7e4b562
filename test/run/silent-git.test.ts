import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

// A git that is there and does not answer: nothing is taken for ignored or not, and the summary says why.

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const folder = folderWith({
  '.git/HEAD': 'ref: refs/heads/main\n',
  Dockerfile: 'FROM debian:13-slim\nCOPY here generated.bin /src/\nUSER 1000\n',
  here: '',
  'distrustful/git': "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '/srv/it'\" >&2\nexit 128\n",
  'older/git': "#!/bin/sh\necho \"fatal: unsafe repository ('/srv/it' is owned by someone else)\" >&2\nexit 128\n",
  'none/': '',
});
for (const name of ['distrustful', 'older']) chmodSync(path.join(folder, name, 'git'), 0o755);
afterAll(removeFolders);

function run(programs: string, ...options: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, 'Dockerfile', '--no-config', '--today', '2026-11-01', '--context', '.', ...options], { cwd: folder, encoding: 'utf8', env: { PATH: path.join(folder, programs) } });
  return { status, stdout };
}

const distrust = 'git does not read the repository, since it belongs to somebody else (`git config --global --add safe.directory /srv/it` lets it)';

test.each([['distrustful', distrust], ['older', distrust], ['none', 'git is not installed, or its folder is gone']])('%s', (programs, why) => {
  const { status, stdout } = run(programs);
  expect(stdout).toContain(`build context \`.\`: ${why}, so what it tracks and ignores is not known`);
  expect(stdout).not.toContain('copy-source');
  expect(status).toBe(0);
});

test('--against says why there is no revision', () => {
  expect(run('distrustful', '--against', 'HEAD')).toMatchObject({ status: 2, stdout: expect.stringContaining(`\`HEAD\` is neither a file nor a revision that has Dockerfile: ${distrust}`) });
});

test('nothing is said of git where nothing is copied', () => {
  expect(spawnSync(process.execPath, [program, '-', '--no-config', '--today', '2026-11-01', '--context', '.'], { cwd: folder, encoding: 'utf8', input: 'FROM debian:13-slim\nUSER 1000\n', env: { PATH: path.join(folder, 'none') } }).stdout).not.toContain('git');
});
