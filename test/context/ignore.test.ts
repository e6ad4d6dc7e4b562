import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIgnoreFile } from '../../src/context/ignore-file.ts';
import { createIgnoreRules } from '../../src/context/ignore-match.ts';
import type { IgnoreRules } from '../../src/context/model.ts';
import { Source } from '../../src/source.ts';
import { workOf } from '../work.ts';

function rules(text: string): IgnoreRules {
  return createIgnoreRules(readIgnoreFile(new Source('.dockerignore', text)));
}

describe('reading an ignore file', () => {
  test('patterns are cleaned, and each knows where it is written', () => {
    const source = new Source('.dockerignore', '# comment\n\n  /docs/./guide/ \r\n! keep \n #not a comment\n');
    const patterns = readIgnoreFile(source);
    expect(patterns.map(({ pattern, negated, raw, index }) => ({ pattern, negated, raw, index }))).toEqual([
      { pattern: 'docs/guide', negated: false, raw: '/docs/./guide/', index: 0 },
      { pattern: 'keep', negated: true, raw: '! keep', index: 1 },
      { pattern: '#not a comment', negated: false, raw: '#not a comment', index: 2 },
    ]);
    expect(patterns.map(({ place }) => source.slice(place.span))).toEqual(patterns.map(({ raw }) => raw));
  });

  test('one byte order mark is no part of the first pattern', () => {
    expect(readIgnoreFile(new Source('x', '\ufeffa\n\ufeffb')).map(({ pattern }) => pattern)).toEqual(['a', '\ufeffb']);
    expect(readIgnoreFile(new Source('x', '\ufeffa', { byteOrderMark: true })).map(({ pattern }) => pattern)).toEqual(['\ufeffa']);
  });

  test.each([
    ['!', 'no-pattern', '`!` stands without a pattern'],
    ['a[', 'bad-pattern', '`a[` has a `[` that does not begin a class of characters'],
    ['a\\', 'bad-pattern', '`a\\` ends in a backslash that escapes nothing'],
    ['[z-a]x', 'bad-expression', '`[z-a]x` is not a pattern that Docker can match with'],
    ['b*[', 'bad-expression', '`b*[` is not a pattern that Docker can match with'],
    ['a\\y', 'bad-expression', '`a\\y` is not a pattern that Docker can match with'],
  ])('%s is an error with a place', (text, kind, message) => {
    const [pattern] = readIgnoreFile(new Source('x', text));
    expect(pattern?.error).toEqual({ kind, message });
    expect(pattern?.place.span).toEqual({ start: 0, end: text.length });
    expect(rules(`${text}\nkept`).ignores('kept')).toBe(true);
  });

  test('what stands behind the first part that does not match is not checked', () => {
    expect(readIgnoreFile(new Source('x', 'a*[b-]\nf*o\\')).map(({ error }) => error)).toEqual([undefined, undefined]);
    // The backslash takes the end of the expression away.
    expect(['f.o$', 'f.o$x', 'f.o'].map((path) => rules('f*o\\').ignores(path))).toEqual([true, true, false]);
  });

  test('a line that Docker cannot read is an error', () => {
    const [short, long] = readIgnoreFile(new Source('x', `${'a'.repeat(65_535)}\n${'b'.repeat(65_536)}`));
    expect([short?.error, long?.error?.kind]).toEqual([undefined, 'too-long']);
  });
});

describe('matching', () => {
  test.each([
    ['*.md', 'README.md', true],
    ['*.md', 'docs/README.md', false],
    ['**/*.md', 'docs/guide/README.md', true],
    ['**/*.md', 'README.md', true],
    ['target/', 'target/debug/app', true],
    ['target/', 'crates/x/target/debug', false],
    ['**/target', 'crates/x/target/debug', true],
    ['docs, *.md', 'README.md', false],
    ['a+b(c)', 'a+b(c)/d', true],
    ['src/*/test/*.ts', 'src/a/test/b.ts', true],
    ['src/*/test/*.ts', 'src/a/b/test/c.ts', false],
    ['src/**/test/*.ts', 'src/a/b/test/c.ts', true],
    ['*a*b*', 'xaxbx', true],
    ['*a*b*', 'xbxax', false],
    ['x[^a]b', 'x/b', true],
    ['\\d', '7', true],
    ['[[:digit:]]x', '7x', true],
    ['[^[:digit:]x]y', 'zy', true],
    ['[^[:digit:]x]y', '7y', false],
    ['caf?', 'caf\u00e9', true],
    ['\\Qa*b\\E', 'a*b', false],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(rules(pattern).ignores(path)).toBe(expected);
  });

  test('the last pattern that matches decides, and says so', () => {
    const found = rules('docs\n!docs/README.md\n**/README.md\n!docs/keep.md');
    expect(found.ignores('docs/README.md')).toBe(true);
    expect(found.decidedBy('docs/README.md')?.raw).toBe('**/README.md');
    expect(found.ignores('docs/keep.md')).toBe(false);
    expect(found.decidedBy('docs/keep.md')?.raw).toBe('!docs/keep.md');
    expect(found.decidedBy('src')).toBeUndefined();
  });

  test('each pattern by itself: what it matches, how often', () => {
    const found = rules('docs\n!docs/a.md\nnothing\n**/*.md');
    expect(found.count(['docs/a.md', 'docs/b/c.md', 'x.md', 'y'])).toEqual([2, 1, 0, 3]);
    expect(found.patterns.map((pattern) => found.matches(pattern, 'docs/a.md'))).toEqual([true, true, false, true]);
  });

  test.each([
    ['docs\n!docs/a/b.md', 'docs', true],
    ['docs\n!docs/a/b.md', 'docs/a', true],
    ['docs\n!docs/a/b.md', 'docs/c', false],
    ['docs\n!**/*.md', 'docs/c', true],
    ['docs\n!doc*/x', 'docs', true],
    ['docs\n!src/*', 'docs', false],
    ['docs', 'docs', false],
  ])('%j leaves something below %s: %s', (text, folder, expected) => {
    expect(rules(text).hasExceptionsBelow(folder)).toBe(expected);
  });
});

const hostile = fc.stringMatching(/^[ab*?[\]\\/!^().\-:dQE]{0,24}$/);
const somePath = fc.stringMatching(/^[ab/.]{0,20}$/);

describe('properties', () => {
  test('no pattern and no path throws, and one answer fits the other', () => {
    fc.assert(fc.property(fc.array(hostile, { maxLength: 6 }), somePath, (lines, path) => {
      const found = rules(lines.join('\n'));
      const decided = found.decidedBy(path);
      expect(found.ignores(path)).toBe(decided !== undefined && !decided.negated);
      if (decided !== undefined) expect(found.matches(decided, path)).toBe(true);
    }), { numRuns: 1000 });
  });

  test('remembered folders change no answer', () => {
    fc.assert(fc.property(fc.array(hostile, { maxLength: 5 }), fc.array(somePath, { maxLength: 12 }), (lines, paths) => {
      const one = rules(lines.join('\n'));
      expect(paths.map((path) => one.ignores(path))).toEqual(paths.map((path) => rules(lines.join('\n')).ignores(path)));
    }));
  });

  test('a path long enough to be simulated is matched as a short one', () => {
    const stars = fc.array(fc.constantFrom('*', '**/', 'a', 'b', '/', '?', '[ab]'), { maxLength: 10 }).map((parts) => parts.join(''));
    fc.assert(fc.property(stars, fc.stringMatching(/^[ab/]{1,12}$/), (pattern, path) => {
      // Three classes of `a` more at the end make no difference but the one in the way of matching.
      const folders = 'c/'.repeat(120);
      expect(rules(`${folders}${pattern}x`).ignores(`${folders}${path}x`)).toBe(rules(`c/${pattern}x`).ignores(`c/${path}x`));
    }), { numRuns: 500 });
  });

  test.each(['*a'.repeat(2000), '**/a'.repeat(500), `${'**/*a*'.repeat(50)}b`, '[[:'.repeat(5000), '*'.repeat(60_000)])('a hostile pattern takes no time', (pattern) => {
    for (const path of ['a'.repeat(4000), 'a/'.repeat(2000), 'ab'.repeat(100)]) {
      // A part of the path for each of the pattern, for each of the folders that the path lies in.
      const parts = path.split('/').length;
      expect(workOf(() => rules(pattern).ignores(path))).toBeLessThan(20 * pattern.length * path.length * parts);
    }
  });
});
