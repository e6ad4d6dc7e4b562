import { afterAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readComposeFile } from '../../src/context/compose-file.ts';
import { declarationDisk } from '../../src/context/disk.ts';
import { disk } from '../../src/context/file-system.ts';
import { keepSources } from '../../src/context/kept-sources.ts';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

test('a compose file is read once for all Dockerfiles of a run, and again when it has changed', async () => {
  const folder = folderWith({ 'compose.yaml': 'services: { a: { build: . } }\n', 'broken.yaml': 'a\0' });
  const file = path.join(folder, 'compose.yaml');
  const sources = keepSources();
  const read = (name = file) => declarationDisk({ shownAs: (at) => path.basename(at), top: folder, files: disk, sources }).read(name);
  const [first, second] = [read(), read()];
  if (first === undefined || second === undefined) throw new Error('it cannot be read');
  expect(readComposeFile(second)).toBe(readComposeFile(first));
  writeFileSync(file, 'services: { b: { build: . } }\n');
  const third = read();
  expect(third?.text).toContain('b:');
  expect(third).not.toBe(first);
  expect(read()).toBe(third);
  expect([read(path.join(folder, 'broken.yaml')), read(path.join(folder, 'none.yaml'))]).toEqual([undefined, undefined]);
  expect(await readComposeFile(first)).toMatchObject({ services: new Map([['a', { name: 'a' }]]) });
});
