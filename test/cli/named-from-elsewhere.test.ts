import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from '../temporary.ts';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const folder = folderWith({
  'here/': '',
  'there/Dockerfile': 'FROM debian:13-slim\nCOPY main.c /src/\nUSER 1000\n',
  'there/main.c': '',
  'there/compose.yaml': 'services:\n  app:\n    build: .\n',
});
afterAll(removeFolders);

test('a Dockerfile outside of the current folder has the compose file that lies beside it', () => {
  const { status, stdout } = spawnSync(process.execPath, [program, '--no-config', '../there/Dockerfile'], { cwd: path.join(folder, 'here'), encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  expect(status).toBe(0);
  expect(stdout).toMatch(/compose\.yaml` builds it so \(line 2\)/);
  expect(stdout).not.toContain('no text file');
});
