import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Diagnostic, Edit, Fix } from '../src/diagnostic.ts';
import { anchorAbove, applyFixes, unifiedDiff, type FixResult, type LintOnce } from '../src/fix.ts';
import { Source } from '../src/source.ts';
import { growthOf } from './work.ts';

function finding(rule: string, edits: readonly Edit[], safety: Fix['safety'] = 'safe'): Diagnostic {
  const place = edits[0]?.place ?? new Source('Dockerfile', '').place(0, 0);
  return { rule, fault: 'fault', severity: 'warning', place, message: 'Something', aliases: [], related: [], fixes: [{ title: `fix ${rule}`, safety, edits }] };
}

/** A rule that wants every match of a pattern to be something else. */
function replacing(rule: string, pattern: RegExp, text: string, safety: Fix['safety'] = 'safe'): (source: Source) => readonly Diagnostic[] {
  return (source) => [...source.text.matchAll(pattern)].map((match) => finding(rule, [{ place: source.place(match.index, match.index + match[0].length), text }], safety));
}

function allOf(...rules: readonly ((source: Source) => readonly Diagnostic[])[]): LintOnce {
  return (source) => rules.flatMap((rule) => rule(source)).sort((one, other) => one.place.span.start - other.place.span.start);
}

function fixed(text: string, lint: LintOnce, options: { unsafe?: boolean; anchor?: (source: Source, offset: number) => number } = {}): FixResult & { readonly text: string } {
  const source = new Source('Dockerfile', text);
  const result = applyFixes(source, lint, { unsafe: false, ...options });
  return { ...result, text: result.changes.find(({ path }) => path === 'Dockerfile')?.after.text ?? text };
}

describe('one pass', () => {
  test('applies all that do not overlap, and says which', () => {
    const result = fixed('a b a', allOf(replacing('a-rule', /a/g, 'x'), replacing('b-rule', /b/g, 'yy')));
    expect(result.text).toBe('x yy x');
    expect(result.applied.map(({ rule, place }) => [rule, place.span.start])).toEqual([['a-rule', 0], ['b-rule', 2], ['a-rule', 4]]);
    expect(result).toMatchObject({ remaining: [], cycle: [], exhausted: false });
  });

  test('unsafe fixes wait for the option, the first eligible one is taken', () => {
    const lint: LintOnce = (source) => (source.text === 'a' ? [{ ...finding('r', []), fixes: [
      { title: 'unsafe', safety: 'unsafe', edits: [{ place: source.place(0, 1), text: 'u' }] },
      { title: 'safe', safety: 'safe', edits: [{ place: source.place(0, 1), text: 's' }] },
    ] }] : []);
    expect(fixed('a', lint).text).toBe('s');
    expect(fixed('a', lint, { unsafe: true }).text).toBe('u');
    const unsafeOnly = allOf(replacing('r', /a/g, 'b', 'unsafe'));
    expect(fixed('a', unsafeOnly)).toMatchObject({ text: 'a', changes: [], remaining: [{ rule: 'r' }] });
  });

  test('equal insertion points go in the order of the rules, before what is replaced there', () => {
    const insert = (rule: string, text: string) => (source: Source): readonly Diagnostic[] => (source.text.includes(text) ? [] : [finding(rule, [{ place: source.place(1, 1), text }])]);
    expect(fixed('-+', allOf(insert('z', 'Z'), replacing('p', /\+/g, 'P'), insert('a', 'A'))).text).toBe('-AZP');
  });

  test('the same insertion wished for twice is made once', () => {
    const twice: LintOnce = (source) => (source.text === '' ? [1, 2].map(() => finding('r', [{ place: source.place(0, 0), text: 'once' }])) : []);
    expect(fixed('', twice).text).toBe('once');
  });
});

describe('several passes', () => {
  test('a fix that overlaps waits, and is atomic', () => {
    const pair: LintOnce = (source) => {
      const found: Diagnostic[] = [];
      if (source.text.startsWith('aa')) found.push(finding('first', [{ place: source.place(0, 2), text: 'b' }]));
      // Its second edit is free, its first one is not: none of it may happen in the first pass.
      if (!source.text.endsWith('!')) found.push(finding('second', [{ place: source.place(1, Math.min(2, source.text.length)), text: 'c' }, { place: source.place(source.text.length, source.text.length), text: '!' }]));
      return found;
    };
    const result = fixed('aaz', pair);
    expect(result.text).toBe('bc!');
    expect(result.applied.map(({ rule }) => rule)).toEqual(['first', 'second']);
  });

  test('a circle is left out and named, other fixes stay', () => {
    const result = fixed('a 1', allOf(replacing('to-b', /a/g, 'b'), replacing('to-a', /b/g, 'a'), replacing('number', /1/g, '2')));
    expect(result.cycle).toEqual(['to-a', 'to-b']);
    expect(result.text).toMatch(/^[ab] 2$/);
    expect(result.remaining).toHaveLength(1);
  });

  test('stops after ten passes', () => {
    const result = fixed('', (source) => [finding('grow', [{ place: source.place(0, 0), text: 'x' }])]);
    expect(result.text).toBe('x'.repeat(10));
    expect(result.exhausted).toBe(true);
  });
});

describe('texts', () => {
  test('line ends follow the file', () => {
    const lint = allOf(replacing('r', /B/g, 'x\ny\r\nz'));
    expect(fixed('A\r\nB\r\n', lint).text).toBe('A\r\nx\r\ny\r\nz\r\n');
    expect(fixed('A\nB\n', lint).text).toBe('A\nx\ny\nz\n');
  });

  test('what was not UTF-8 is not fixed, a byte order mark stays', () => {
    const lint = allOf(replacing('r', /a/g, 'b'));
    expect(applyFixes(new Source('Dockerfile', 'a', { invalidUtf8: true }), lint, { unsafe: true }).changes).toEqual([]);
    expect(applyFixes(new Source('Dockerfile', 'a', { byteOrderMark: true }), lint, { unsafe: true }).changes[0]?.after).toMatchObject({ text: 'b', byteOrderMark: true });
  });

  test('a fix may create a file, which the next pass sees', () => {
    const seen: (readonly string[])[] = [];
    const lint: LintOnce = (source, changed) => {
      const ignore = changed.get('.dockerignore');
      seen.push([...changed.keys()]);
      if (ignore !== undefined) return [];
      return [finding('ignore', [{ place: new Source('.dockerignore', '').place(0, 0), text: '.git\n' }, { place: source.place(0, 0), text: '# see .dockerignore\n' }])];
    };
    const result = fixed('FROM a\n', lint);
    expect(result.changes.map(({ path, before, after }) => [path, before.text, after.text])).toEqual([['Dockerfile', 'FROM a\n', '# see .dockerignore\nFROM a\n'], ['.dockerignore', '', '.git\n']]);
    expect(seen).toEqual([[], ['Dockerfile', '.dockerignore']]);
  });

  test('nothing comes between an ignore comment and its instruction', () => {
    const text = 'FROM a\n# ironlint ignore=x -- why\n# more\nCMD b\n';
    const at = text.indexOf('CMD');
    const insert = (inserted: string): LintOnce => (source) => (source.text === text ? [finding('user', [{ place: source.place(at, at), text: inserted }])] : []);
    const anchor = (source: Source, offset: number): number => (source.text === text ? anchorAbove([{ start: 7, end: at }])(offset) : offset);
    expect(fixed(text, insert('USER app\n'), { anchor }).text).toBe('FROM a\nUSER app\n# ironlint ignore=x -- why\n# more\nCMD b\n');
    // What is no whole line belongs to the instruction.
    expect(fixed(text, insert('ONBUILD '), { anchor }).text).toBe('FROM a\n# ironlint ignore=x -- why\n# more\nONBUILD CMD b\n');
  });

  test('places that are not of the text as it is are left alone', () => {
    const stale = new Source('Dockerfile', 'other');
    expect(fixed('text', () => [finding('r', [{ place: stale.place(0, 5), text: '' }]), finding('r', [{ place: new Source('Dockerfile', 'text').place(2, 9), text: '' }])]).changes).toEqual([]);
  });
});

describe('any fixes', () => {
  const wishes = fc.array(fc.record({ start: fc.nat(30), length: fc.nat(6), text: fc.constantFrom('', 'x', 'yz', 'w\n'), rule: fc.constantFrom('a', 'b', 'c') }), { maxLength: 12 });
  const base = 'abcdefghijklmnopqrstuvwxyz0123';

  test('one pass is what making the accepted edits one after another, from the back, would be', () => {
    fc.assert(fc.property(wishes, (list) => {
      const source = new Source('Dockerfile', base);
      const diagnostics = list.map(({ start, length, text, rule }) => finding(rule, [{ place: source.place(start, Math.min(base.length, start + length)), text }]));
      let passes = 0;
      const result = applyFixes(source, (current) => (passes++ === 0 ? diagnostics : [finding('end', [{ place: current.place(0, current.text.length), text: current.text }])]), { unsafe: false });
      const accepted = result.applied.map(({ rule, place }) => ({ rule, span: place.span, text: diagnostics.find((one) => one.place === place)?.fixes[0]?.edits[0]?.text ?? '' }));
      // Inserting first at equal starts means that it is made last, in reverse order of rules.
      const order = accepted.map((edit, index) => ({ ...edit, index })).sort((one, other) => other.span.start - one.span.start
        || Number(other.span.end > other.span.start) - Number(one.span.end > one.span.start)
        || (one.rule < other.rule ? 1 : one.rule > other.rule ? -1 : 0) || other.index - one.index);
      const naive = order.reduce((text, { span, text: inserted }) => text.slice(0, span.start) + inserted + text.slice(span.end), base);
      expect(result.changes[0]?.after.text ?? base).toBe(naive);
      for (const one of accepted) for (const other of accepted) if (one !== other) expect(one.span.start < other.span.end && other.span.start < one.span.end && one.span.start !== one.span.end && other.span.start !== other.span.end).toBe(false);
    }));
  });

  test('what was fixed needs no fix', () => {
    const lint = allOf(replacing('long', /aa+/g, 'a'), replacing('gone', /b/g, ''), replacing('pair', /ca/g, 'd'));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 12 }), (text) => {
      const once = fixed(text, lint);
      fc.pre(!once.exhausted);
      expect(fixed(once.text, lint).changes).toEqual([]);
    }));
  });

  test('many findings are not slow', () => {
    const fixAll = (count: number): void => {
      expect(applyFixes(new Source('Dockerfile', 'a '.repeat(count)), allOf(replacing('r', /a/g, 'b')), { unsafe: false }).applied).toHaveLength(count);
    };
    expect(growthOf(fixAll, 2000)).toBeLessThan(1.5);
  });
});

describe('unified diff', () => {
  test('hunks with three lines of context, near changes in one', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index + 1)}\n`);
    const after = lines.with(4, 'five\n').with(10, 'eleven\n').with(24, 'twenty-five\n').join('');
    expect(unifiedDiff('docker/Dockerfile', lines.join(''), after)).toBe([
      '--- a/docker/Dockerfile', '+++ b/docker/Dockerfile',
      '@@ -2,13 +2,13 @@', ' line 2', ' line 3', ' line 4', '-line 5', '+five', ' line 6', ' line 7', ' line 8', ' line 9', ' line 10', '-line 11', '+eleven', ' line 12', ' line 13', ' line 14',
      '@@ -22,7 +22,7 @@', ' line 22', ' line 23', ' line 24', '-line 25', '+twenty-five', ' line 26', ' line 27', ' line 28', '',
    ].join('\n'));
  });

  test('ends without a line end, new files, line ends', () => {
    expect(unifiedDiff('D', 'a', 'a\n')).toBe('--- a/D\n+++ b/D\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
    expect(unifiedDiff('.dockerignore', undefined, '.git\n')).toBe('--- /dev/null\n+++ b/.dockerignore\n@@ -0,0 +1 @@\n+.git\n');
    expect(unifiedDiff('D', 'a\r\nb\r\n', 'a\r\nc\r\n')).toBe('--- a/D\n+++ b/D\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n');
    expect(unifiedDiff('D', 'same', 'same')).toBe('');
  });

  test('git applies it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ironlint-diff-'));
    const line = fc.constantFrom('a\n', 'b\n', 'RUN x\n', '\n', 'c\r\n', 'd');
    const path = join(folder, 'Docker file');
    try {
      fc.assert(fc.property(fc.array(line, { maxLength: 25 }), fc.array(line, { maxLength: 25 }), (before, after) => {
        const [old, wanted] = [before.join(''), after.join('')];
        fc.pre(old !== wanted && old !== '' && wanted !== '');
        writeFileSync(path, old);
        execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: unifiedDiff('Docker file', old, wanted), stdio: ['pipe', 'pipe', 'pipe'] });
        expect(readFileSync(path, 'utf8')).toBe(wanted);
      }), { numRuns: 60 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('texts that share nothing, or everything twice, are not slow', () => {
    const many = (text: string, count: number): string => Array.from({ length: count }, (_, index) => `${text}${String(index % 7)}\n`).join('');
    const compare = (count: number): void => expect(unifiedDiff('D', many('a', count), many('b', count))).toContain(`@@ -1,${String(count)} +1,${String(count)} @@`);
    expect(growthOf(compare, 1000)).toBeLessThan(1.5);
  });
});
