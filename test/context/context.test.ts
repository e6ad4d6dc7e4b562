import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { openContext } from '../../src/context/disk.ts';
import { disk, type FileSystem } from '../../src/context/file-system.ts';
import { openListedContext } from '../../src/context/listed.ts';
import { memoryContext } from '../../src/context/memory.ts';
import type { BuildContext } from '../../src/context/model.ts';
import { listedContext, pathsOfList } from '../../src/context/path-list.ts';
import { readSource } from '../../src/read-source.ts';
import { Source } from '../../src/source.ts';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

const files = {
  '.dockerignore': 'docs\n!docs/keep/*\n*.log\nnode_modules\n',
  'a.log': 'x', 'package.json': '{}', 'docs/a.md': 'long text', 'docs/keep/b.md': 'b', 'docs/deep/er/c.md': '', 'node_modules/x/index.js': '',
  'src/index.ts': 'code', 'src/lib/one.ts': '1', 'src/lib/two.js': '2',
};
const onDisk = (): BuildContext => openContext({ folder: folderWith(files), shownAs: '.', why: 'it was given' });
const onList = (): BuildContext =>
  listedContext({ paths: Object.keys(files), folder: 'context.txt', why: 'it was given', read: (name) => new Source(name, new Map(Object.entries(files)).get(name) ?? '') });

describe.each([['memory', () => memoryContext({ files })], ['disk', onDisk], ['list', onList]] as const)('a context from %s', (kind, make) => {
  const sized = kind !== 'list';

  test('says what is at a path, however it is spelled', () => {
    const context = make();
    expect(context.entry('package.json')).toEqual({ is: 'file', size: sized ? 2 : undefined });
    expect(context.entry('/./src/../package.json')).toEqual({ is: 'file', size: sized ? 2 : undefined });
    expect(context.entry('src/lib/')).toEqual({ is: 'directory' });
    expect(context.entry('.')).toEqual({ is: 'directory' });
    expect(context.entry('../..')).toEqual({ is: 'directory' });
    expect([context.entry('src/none'), context.entry('package.json/x'), context.entry('a\0b')]).toEqual([{ is: 'absent' }, { is: 'absent' }, { is: 'absent' }]);
  });

  test('lists every file, or those that are sent', () => {
    const context = make();
    expect(context.list()?.map((file) => file.path).toSorted()).toEqual(Object.keys(files).toSorted());
    expect(context.list({ sentOnly: true })?.map((file) => file.path)).toEqual(['.dockerignore', 'package.json', 'docs/keep/b.md', 'src/index.ts', 'src/lib/one.ts', 'src/lib/two.js']);
    expect(context.list()?.find((file) => file.path === 'docs/a.md')?.size).toBe(sized ? 9 : undefined);
  });

  test('knows its ignore file', () => {
    const context = make();
    expect(context.ignoreFile).toMatchObject({ is: 'present', source: { path: '.dockerignore' } });
    expect(context.ignoreRules?.patterns.map(({ raw }) => raw)).toEqual(['docs', '!docs/keep/*', '*.log', 'node_modules']);
    expect([context.ignores('docs/a.md'), context.ignores('./docs/keep/b.md'), context.ignores('/a.log'), context.ignores('')]).toEqual([true, false, true, false]);
  });

  test.each([
    ['package.json', false, ['package.json'], ['package.json'], []],
    ['.', false, [''], ['.dockerignore', 'package.json', 'docs/keep/b.md', 'src/index.ts', 'src/lib/one.ts', 'src/lib/two.js'], ['a.log', 'docs/a.md', 'docs/deep/er/c.md', 'node_modules/x/index.js']],
    ['docs', false, ['docs'], ['docs/keep/b.md'], ['docs/a.md', 'docs/deep/er/c.md']],
    ['*.log', true, ['a.log'], [], ['a.log']],
    ['src/*', true, ['src/index.ts', 'src/lib'], ['src/index.ts', 'src/lib/one.ts', 'src/lib/two.js'], []],
    ['src/*/[n-p]*.ts', true, ['src/lib/one.ts'], ['src/lib/one.ts'], []],
    ['s?c/lib/**', true, ['src/lib/one.ts', 'src/lib/two.js'], ['src/lib/one.ts', 'src/lib/two.js'], []],
    ['none', false, [], [], []],
    ['none*', true, [], [], []],
    ['[', true, [], [], []],
  ])('a source %s takes what it names', (source, wildcard, roots, taken, ignored) => {
    const found = make().takes?.(source);
    expect(found?.wildcard).toBe(wildcard);
    expect(found?.roots.map((root) => root.path)).toEqual(roots);
    expect(found?.files?.map((file) => file.path)).toEqual(taken);
    expect(found?.ignored?.map((file) => file.path)).toEqual(ignored);
  });

  test('--parents crosses folders, --exclude leaves out', () => {
    const context = make();
    expect(context.takes?.('src/**/*.ts', { parents: true })?.files?.map((file) => file.path)).toEqual(['src/index.ts', 'src/lib/one.ts']);
    expect(context.takes?.('src', { exclude: ['lib/*.js', 'index.ts'] })?.files?.map((file) => file.path)).toEqual(['src/lib/one.ts']);
    expect(context.takes?.('src/*.ts', { exclude: ['*.ts'] })?.files).toEqual([]);
  });
});

describe('the ignore file', () => {
  test("of the Dockerfile's own name comes first", () => {
    const both = { '.dockerignore': 'a', 'docker/Dockerfile': '', 'docker/Dockerfile.dockerignore': 'b' };
    const folder = folderWith(both);
    const disk = openContext({ folder, shownAs: 'app', why: '', dockerfilePath: path.join(folder, 'docker/Dockerfile') });
    const memory = memoryContext({ files: both, folder: 'app', dockerfilePath: 'docker/Dockerfile' });
    for (const context of [disk, memory]) {
      expect(context.ignoreFile).toMatchObject({ is: 'present', source: { path: 'app/docker/Dockerfile.dockerignore', text: 'b' } });
      expect([context.ignores('a'), context.ignores('b')]).toEqual([false, true]);
    }
  });

  test('is absent, or not known, and then takes nothing out', () => {
    expect(memoryContext({ files: {} }).ignoreFile).toEqual({ is: 'absent' });
    expect(openContext({ folder: folderWith({ '.dockerignore/': '' }), why: '' }).ignoreFile).toEqual({ is: 'unknown', why: '`.dockerignore` is a folder' });
    const listed = listedContext({ paths: ['.dockerignore'], folder: 'list', why: '' });
    expect(listed.ignoreFile).toEqual({ is: 'unknown', why: 'the text of `.dockerignore` is not known' });
    expect(listed.ignores('.dockerignore')).toBe(false);
  });
});

describe('links', () => {
  const outside = folderWith({ 'secret/key': 'key' });
  const folder = folderWith({
    'real/a.txt': 'text', inside: { link: 'real' }, 'deep/up': { link: '../real/a.txt' }, out: { link: `${outside}/secret` }, 'deep/over': { link: '../../x' },
    loop: { link: 'pool' }, pool: { link: 'loop' }, self: { link: '.' }, '.dockerignore': { link: `${outside}/secret/key` },
  });
  const context = openContext({ folder, shownAs: '.', why: '' });

  test('are followed inside of the context', () => {
    expect(context.entry('inside/a.txt')).toEqual({ is: 'file', size: 4 });
    expect(context.entry('deep/up')).toEqual({ is: 'file', size: 4 });
    expect(context.read('inside/a.txt')?.text).toBe('text');
    expect(context.entry('self/self/self/inside')).toEqual({ is: 'directory' });
  });

  test.each(['out', 'out/key', 'deep/over'])('%s leads out and is not followed', (name) => {
    expect(context.entry(name)).toEqual({ is: 'unknown', why: `\`${name}\` is, or lies behind, a symbolic link that leads out of the build context` });
    expect(context.read(name)).toBeUndefined();
    expect(context.takes?.(name)).toBeUndefined();
  });

  test('a loop is unknown, an ignore file outside is not read', () => {
    expect(context.entry('loop')).toEqual({ is: 'unknown', why: '`loop` is a loop of symbolic links' });
    expect(context.ignoreFile).toMatchObject({ is: 'unknown' });
  });

  test('are listed, not walked', () => {
    expect(context.list()?.map((file) => file.path)).toEqual(['.dockerignore', 'inside', 'loop', 'out', 'pool', 'self', 'deep/over', 'deep/up', 'real/a.txt']);
  });
});

describe('the disk', () => {
  test('a folder that cannot be read is left out, a context that is not there is not known', () => {
    const folder = folderWith({ 'closed/a': '', 'open/b': '' });
    chmodSync(path.join(folder, 'closed'), 0);
    const listed = openContext({ folder, why: '' }).list()?.map((file) => file.path);
    chmodSync(path.join(folder, 'closed'), 0o700);
    // Root reads it all the same.
    expect([['open/b'], ['closed/a', 'open/b']]).toContainEqual(listed);
    const gone = openContext({ folder: path.join(folder, 'gone'), why: '' });
    expect([gone.list(), gone.entry('a'), gone.takes?.('*')]).toEqual([undefined, { is: 'absent' }, undefined]);
  });

  test('large and binary files have no text', () => {
    const context = openContext({ folder: folderWith({ large: 'x'.repeat(1024 * 1024 + 1), binary: 'a\0b', marked: '\ufeffa' }), shownAs: 'it', why: '' });
    expect([context.read('large'), context.read('binary'), context.read('none')]).toEqual([undefined, undefined, undefined]);
    expect(context.read('marked')).toMatchObject({ path: 'it/marked', text: 'a', byteOrderMark: true });
  });
});

describe('a list', () => {
  test('is read line by line, quotes of git and all', () => {
    expect(pathsOfList(new Source('list', 'a\r\n\n./b/\n"caf\\303\\251\\t\\"x\\\\"\n'))).toEqual(['a', './b/', 'caf\u00e9\t"x\\']);
  });

  test('on the disk lies in the context', () => {
    const folder = folderWith({ 'context.txt': '.dockerignore\na\ndocker/Dockerfile\n', '.dockerignore': 'a', b: '' });
    const context = openListedContext({ list: readSource(path.join(folder, 'context.txt'), path.join(folder, 'context.txt')), folder, shownAs: folder, why: '', dockerfilePath: path.join(folder, 'docker/Dockerfile') });
    expect([context.entry('a').is, context.entry('b').is, context.ignores('a')]).toEqual(['file', 'absent', true]);
  });
});

describe('properties', () => {
  const name = fc.stringMatching(/^[a-c.]{1,3}$/).filter((part) => part !== '.' && part !== '..');
  const tree = fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.map((part, index) => (index < parts.length - 1 ? `${part}_` : part)).join('/')), { maxLength: 12 });
  const lines = fc.array(fc.stringMatching(/^!?[a-c*?._/]{1,6}$/), { maxLength: 4 });

  test('disk and memory agree', () => {
    fc.assert(fc.property(tree, lines, fc.array(fc.stringMatching(/^[a-c*?._/]{1,6}$/), { maxLength: 6 }), (paths, ignore, sources) => {
      const given = { ...Object.fromEntries(paths.map((file) => [file, file])), '.dockerignore': ignore.join('\n') };
      const memory = memoryContext({ files: given });
      const disk = openContext({ folder: folderWith(given), shownAs: '.', why: 'it was given' });
      const seen = (context: BuildContext): unknown => [
        context.list()?.map((file) => [file.path, file.size]), context.list({ sentOnly: true })?.map((file) => file.path),
        sources.map((source) => [context.entry(source), context.takes?.(source)?.roots, context.takes?.(source)?.files?.map((file) => file.path)]),
      ];
      expect(seen(disk)).toEqual(seen(memory));
      expect(memory.list({ sentOnly: true })?.map((file) => file.path)).toEqual(memory.list()?.map((file) => file.path).filter((file) => !memory.ignores(file)));
    }), { numRuns: 60 });
  });
});

test('of a disk that does not tell `readme` from `README` a context has what is written as it lies there', () => {
  const folder = folderWith({ README: 'a', 'Src/main.c': '' });
  const real = (file: string): string => file.split('/').reduce((above, part) => path.join(above, disk.children(above)?.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.name ?? part), '/');
  const lenient: FileSystem = { ...disk, status: (file) => disk.status(real(file)), ignoresCase: true };
  // The folder itself is what somebody says it is.
  expect(openContext({ folder: folder.toUpperCase(), why: '', files: lenient }).entry('README').is).toBe('file');
  const exact = openContext({ folder, why: '', files: lenient });
  expect(['README', 'Src', 'Src/main.c'].map((name) => exact.entry(name).is)).toEqual(['file', 'directory', 'file']);
  expect(['readme', 'src/main.c', 'Src/Main.c', 'none'].map((name) => exact.entry(name).is)).toEqual(['absent', 'absent', 'absent', 'absent']);
  expect(openContext({ folder, why: '', files: { ...lenient, ignoresCase: false } }).entry('readme').is).toBe('file');
});
