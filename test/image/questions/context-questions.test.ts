import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIgnoreFile } from '../../../src/context/ignore-file.ts';
import { createIgnoreRules } from '../../../src/context/ignore-match.ts';
import { memoryContext } from '../../../src/context/memory.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { contextSources, literalFolder } from '../../../src/image/questions/context-copies.ts';
import { formatSize, totalSize } from '../../../src/image/questions/file-sizes.ts';
import { appendPatterns, removePattern } from '../../../src/image/questions/ignore-file-edits.ts';
import { nearName, nearPath } from '../../../src/image/questions/near-path.ts';
import { isHarmlessEnvironment } from '../../../src/knowledge/context-files.ts';
import { Source } from '../../../src/source.ts';
import type { Edit } from '../../../src/diagnostic.ts';

function applied(source: Source, { place, text }: Edit): string {
  return `${source.text.slice(0, place.span.start)}${text}${source.text.slice(place.span.end)}`;
}

function contextWith(ignoreFile: string | undefined, ...paths: readonly string[]) {
  return memoryContext({ files: new Map([...paths.map((path) => [path, ''] as const), ...(ignoreFile === undefined ? [] : [['.dockerignore', ignoreFile] as const])]) });
}

describe('contextSources', () => {
  const sources = (text: string) => contextSources(parseDockerfile(new Source('Dockerfile', text))).map(({ path, wildcard }) => `${path ?? '?'}${wildcard ? ' (wildcard)' : ''}`);

  test('COPY, ADD and bind mounts of the context', () => {
    expect(sources('FROM a\nCOPY ./a /b/ *.c /x/\nCOPY ["d e", "/x/"]\nADD f https://g/h /x/\nRUN --mount=type=bind,source=i,target=/i true\n')).toEqual(['a', 'b', '*.c (wildcard)', 'd e', 'f', 'i']);
  });
  test('nothing of stages, of other builds and of heredocs', () => {
    expect(sources('FROM a AS b\nFROM a\nCOPY --from=b /a /b\nONBUILD COPY c /c\nRUN --mount=type=bind,from=b,source=d,target=/d true\nRUN --mount=type=cache,target=/e true\nCOPY <<F /f\nF\n')).toEqual([]);
  });
  test('backslashes part folders on Windows only', () => {
    expect(sources('# escape=`\nFROM a\nCOPY src\\b.txt C:/b/\n')).toEqual(['src/b.txt']);
    expect(sources('FROM a\nARG X\nCOPY $X /x\n')).toEqual(['?']);
  });
  test('the folder that wildcards are below', () => {
    expect(['a/b/*.md', '*.md', 'a/b*/c'].map(literalFolder)).toEqual(['a/b', '', 'a']);
  });
});

describe('near names', () => {
  test('slips of the fingers and the case, no other names', () => {
    expect([nearName('requirement.txt', ['requirements.txt']), nearName('Readme.md', ['README.md']), nearName('scr', ['src'])]).toEqual(['requirements.txt', 'README.md', 'src']);
    expect([nearName('dist', ['docs']), nearName('.env', ['.git']), nearName('lib', ['bin']), nearName('a', [])]).toEqual([undefined, undefined, undefined, undefined]);
  });
  test('in every folder of the path', () => {
    const context = contextWith(undefined, 'src/index.js', 'docs/a.md');
    expect([nearPath(context, 'scr/indxe.js'), nearPath(context, 'docs/b/c'), nearPath(context, 'src/index.js')]).toEqual(['src/index.js', undefined, undefined]);
  });
});

describe('edits of the ignore file', () => {
  test('lines are appended with its line ends, a file is made where there is none', () => {
    const at = (text: string) => applied(new Source('.dockerignore', text), appendPatterns(contextWith(text), ['x', 'y']) ?? { place: new Source('', '').place(0, 0), text: '' });
    expect([at('a'), at('a\r\nb'), at('a\n'), at('')]).toEqual(['a\nx\ny', 'a\r\nb\r\nx\r\ny', 'a\nx\ny\n', 'x\ny\n']);
    expect(appendPatterns(contextWith(undefined, 'a'), ['x'])).toMatchObject({ place: { source: { path: '.dockerignore' } }, text: 'x\n' });
  });
  test('a pattern whose line is removed is gone, and no other', () => {
    const line = fc.constantFrom('a', '!b', '# c', '', '  d ', '**/e', '#', 'a b');
    fc.assert(fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.nat(), (lines, end, isEnded, which) => {
      const source = new Source('.dockerignore', lines.join(end) + (isEnded ? end : ''));
      const patterns = readIgnoreFile(source);
      const pattern = patterns[which % Math.max(patterns.length, 1)];
      if (pattern === undefined) return;
      const left = readIgnoreFile(new Source('.dockerignore', applied(source, removePattern(pattern))));
      expect(left.map(({ raw }) => raw)).toEqual(patterns.filter((one) => one !== pattern).map(({ raw }) => raw));
    }));
  });
  test('of a repeated pattern the first changes nothing', () => {
    const line = fc.constantFrom('a', '!a', 'a/b', '!a/b', '*', '!*.c', '**/b', 'b.c');
    fc.assert(fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), (lines) => {
      const rules = createIgnoreRules(readIgnoreFile(new Source('.dockerignore', lines.join('\n'))));
      const first = lines.findIndex((one, index) => lines.indexOf(one, index + 1) !== -1);
      if (first === -1) return;
      const without = createIgnoreRules(readIgnoreFile(new Source('.dockerignore', lines.filter((_, index) => index !== first).join('\n'))));
      for (const path of ['a', 'a/b', 'a/c', 'b.c', 'x/b', 'x.y']) expect(without.ignores(path)).toBe(rules.ignores(path));
    }));
  });
});

describe('sizes', () => {
  test('are rounded to what one can remember', () => {
    expect([0, 999, 1000, 1449, 9960, 123_456, 999_600, 52_300_000, 7_000_000_000, 2e15].map(formatSize)).toEqual(['0 B', '999 B', '1 kB', '1.4 kB', '10 kB', '123 kB', '1 MB', '52 MB', '7 GB', '2000000 GB']);
  });
  test('are known when all are', () => {
    expect([totalSize([{ path: 'a', size: 1 }, { path: 'b', size: 2 }]), totalSize([{ path: 'a', size: undefined }]), totalSize([{ path: 'a', size: 1 }], 0)]).toEqual([3, undefined, undefined]);
  });
});

test('settings are no secrets, values of secrets are', () => {
  expect(['PORT=1', 'API_KEY=', 'TOKEN=${TOKEN}', '# PASSWORD=x'].map(isHarmlessEnvironment)).toEqual([true, true, true, true]);
  expect(['', 'export DB_PASSWORD=x', 'API_KEY="x"', 'URL=postgres://me:pw@host/db'].map(isHarmlessEnvironment)).toEqual([false, false, false, false]);
});
