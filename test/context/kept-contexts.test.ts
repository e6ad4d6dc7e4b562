import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { disk, type FileSystem } from '../../src/context/file-system.ts';
import { keepContexts } from '../../src/context/kept-contexts.ts';
import { recordingWorld } from '../../src/run/questions.ts';
import { createWorld } from '../../src/run/world.ts';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

const folder = folderWith({ 'src/a': '', 'src/deep/b': '', 'out/c': '', '.dockerignore': 'out\n', Dockerfile: '', 'own.Dockerfile': '', 'own.Dockerfile.dockerignore': 'src\n' });

/** The disk, and the folders that were read of it, in order. */
function counting(): { readonly files: FileSystem; readonly read: string[] } {
  const read: string[] = [];
  return { read, files: { ...disk, children: (name) => { read.push(path.relative(folder, name)); return disk.children(name); } } };
}

const request = (dockerfile: string, why: string) => ({ folder, shownAs: '.', why, dockerfilePath: path.join(folder, dockerfile) });

test('Dockerfiles of one folder list it once, whatever led to it', () => {
  const { files, read } = counting();
  const open = keepContexts(files);
  const contexts = ['one reason', 'one reason', 'another'].map((why) => open(request('Dockerfile', why)));
  const [first, second, third] = contexts;
  expect([second === first, third === first, third?.folder]).toEqual([true, false, { is: 'known', path: '.', why: 'another' }]);
  expect(new Set(contexts.map((context) => context.list())).size).toBe(1);
  expect(read).toEqual(['', 'out', 'src', 'src/deep']);
  expect(new Set(contexts.map((context) => context.list({ sentOnly: true }))).size).toBe(1);
  expect(read).toEqual(['', 'out', 'src', 'src/deep', '', 'src', 'src/deep']);
  expect(third?.list({ sentOnly: true })?.map((file) => file.path)).toEqual(['.dockerignore', 'Dockerfile', 'own.Dockerfile', 'own.Dockerfile.dockerignore', 'src/a', 'src/deep/b']);
});

test('one that has an ignore file of its own has another context', () => {
  const open = keepContexts(disk);
  const [shared, own] = [open(request('Dockerfile', '')), open(request('own.Dockerfile', ''))];
  expect([shared.ignores('src/a'), own.ignores('src/a'), shared.ignores('out/c'), own.ignores('out/c')]).toEqual([false, true, true, false]);
  expect(own.list({ sentOnly: true })?.map((file) => file.path)).toContain('out/c');
});

test('a file that fixes made in between is seen', () => {
  const fixed = folderWith({ Dockerfile: '' });
  const world = createWorld({ fix: 'safe', contextFiles: undefined, folder: fixed });
  const names = (): readonly string[] | undefined => world.context({ folder: fixed, why: '' }).list()?.map((file) => file.path);
  expect(names()).toEqual(['Dockerfile']);
  writeFileSync(path.join(fixed, '.dockerignore'), '');
  expect(names()).toEqual(['.dockerignore', 'Dockerfile']);
});

test('what a kept result rests on is written down, also where another Dockerfile has asked before', () => {
  const world = createWorld({ fix: 'none', contextFiles: undefined, folder });
  const questions = [1, 2].map(() => {
    const recorded = recordingWorld(world, '');
    recorded.world.context(request('Dockerfile', '')).list();
    return recorded.asked().files.filter(([kind]) => kind === 'children').length;
  });
  expect(questions).toEqual([4, 4]);
});
