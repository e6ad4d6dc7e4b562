import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');

/** What `git ls-files --stage` prints for the sources: mode, hash, stage, path. */
function trackedFiles(): { mode: string; path: string }[] {
  const list = execFileSync('git', ['ls-files', '--stage', '-z'], { cwd: root, encoding: 'utf8' });
  return list.split('\0').filter((line) => line !== '').map((line) => {
    const [head = '', file = ''] = line.split('\t');
    return { mode: head.slice(0, head.indexOf(' ')), path: file };
  });
}

// Sources unpacked from an archive have no index to ask.
(existsSync(path.join(root, '.git')) ? test : test.skip)('git tracks no link and nothing that is made by a command', () => {
  const files = trackedFiles();
  expect(files.length).toBeGreaterThan(0);
  // A link tells where things lie on the machine of whoever made it: `node_modules` was once committed that way.
  expect(files.filter(({ mode }) => mode === '120000' || mode === '160000')).toEqual([]);
  expect(files.filter(({ path: file }) => /^(?:node_modules|dist|coverage)(?:\/|$)/.test(file))).toEqual([]);
});
