import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth, wrapDisplay } from '../../src/reporters/display-width.ts';
import { frameOf } from '../../src/reporters/frame.ts';
import { formatFinding } from '../../src/reporters/text-finding.ts';
import { formatPolicy } from '../../src/reporters/text-policy.ts';
import { reportText } from '../../src/reporters/text.ts';
import { visible, visibleDiff } from '../../src/reporters/visible.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import type { CriterionReport, PolicyReport } from '../../src/report.ts';
import { Source } from '../../src/source.ts';
import { cleanReport, placeOf, reportOf, sampleOptions } from './sample.ts';
import { workOf } from '../work.ts';

function frame(text: string, marked: string, width = 80): readonly string[] {
  const found = frameOf(placeOf(new Source('Dockerfile', text), marked), width);
  return found === undefined ? [] : [found.code, found.marks];
}

test('what fails a long run is named once more at its end', () => {
  const source = new Source('Dockerfile', 'FROM a\n'.repeat(30));
  const finding = (line: number, severity: 'warning' | 'info'): Diagnostic => ({
    rule: 'r', fault: 'f', severity, place: source.place(line * 7 - 7, line * 7 - 3), message: 'm', aliases: [], related: [], fixes: [],
  });
  const infos = Array.from({ length: 15 }, (_, index) => finding(index + 1, 'info'));
  const failing = Array.from({ length: 12 }, (_, index) => finding(index + 16, 'warning'));
  const report = (others: readonly Diagnostic[], some: readonly Diagnostic[]): string => reportText({
    ...cleanReport, files: [{ source, diagnostics: [...others, ...some] }], failing: some,
    summary: { files: 1, errors: 0, warnings: some.length, infos: others.length, accepted: false },
  }, sampleOptions);
  const text = (some: readonly Diagnostic[]): string => report(infos, some);
  expect(text(failing.slice(0, 2))).toMatch(/\n\nnot accepted because of\n {2}warning {2}Dockerfile:16:1 {2}r\n {2}warning {2}Dockerfile:17:1 {2}r\n\n2 warnings, 15 info in/);
  expect(text(failing)).toContain('Dockerfile:25:1  r\n  and 2 more\n');
  expect(text([])).not.toContain('because of');
  expect(report([], failing)).not.toContain('because of');
});

describe('findings that say the same', () => {
  const source = new Source('Dockerfile', 'FROM a\n'.repeat(60));
  const finding = (line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
    rule: 'r', fault: 'f', severity: 'info', place: source.place(line * 7 - 7, line * 7 - 3), message: 'm', help: 'h', aliases: [], related: [], fixes: [], ...more,
  });
  const places = (diagnostics: readonly Diagnostic[]): readonly string[] =>
    reportText({ ...cleanReport, files: [{ source, diagnostics }] }, sampleOptions).split('\n').filter((line) => /-->|more like/.test(line)).map((line) => line.trim());

  test('stand once from four on, with the lines of the others', () => {
    expect(places([finding(1), finding(2), finding(3)])).toEqual(['--> Dockerfile:1:1', '--> Dockerfile:2:1', '--> Dockerfile:3:1']);
    expect(places([finding(1), finding(2, { message: 'n' }), finding(3), finding(5), finding(9)])).toEqual(['--> Dockerfile:1:1', '= 3 more like it, in lines 3, 5 and 9', '--> Dockerfile:2:1']);
    expect(places([finding(1), finding(2), finding(2), finding(2)])[1]).toBe('= 3 more like it, in line 2');
  });

  test('name no more lines than can be read', () => {
    expect(places(Array.from({ length: 60 }, (_, index) => finding(index + 1)))[1]).toMatch(/^= 59 more like it, in lines 2, 3, .*, 40, 41 and 19 other lines$/);
  });

  test('are those that differ in the words of their line, when they are infos', () => {
    const lines = new Source('Dockerfile', 'ADD a /\nADD b /\nADD c /\nADD d /\n');
    const of = (severity: 'info' | 'warning', message: (name: string) => string): readonly string[] =>
      places(['a', 'b', 'c', 'd'].map((name, index) => finding(1, { severity, place: lines.place(index * 8, index * 8 + 3), message: message(name) })));
    expect(of('info', (name) => `\`ADD\` copies \`${name}\``)).toEqual(['--> Dockerfile:1:1', '= 3 more like it, in lines 2, 3 and 4']);
    expect(of('warning', (name) => `\`ADD\` copies \`${name}\``)).toHaveLength(4);
    expect(of('info', (name) => `\`ADD\` takes \`secret-${name}\``)).toHaveLength(4);
  });

  test('each stand whole where they point to other places, or differ in their help', () => {
    const related = [{ place: source.place(0, 4), message: 'here' }];
    expect(places([1, 2, 3, 4, 5].map((line) => finding(line, { related })))).toHaveLength(5);
    expect(places([1, 2, 3, 4, 5].map((line) => finding(line, { help: String(line) })))).toHaveLength(5);
  });
});

test('on a terminal of a known width advice breaks at blanks', () => {
  const source = new Source('Dockerfile', 'FROM a\n');
  const help = `${'word '.repeat(12)}end\n    code  stays as it is, however long the line of code may be\n`;
  const diagnostic: Diagnostic = { rule: 'r', fault: 'f', severity: 'info', place: source.place(0, 4), message: 'm', help, aliases: [], related: [], fixes: [] };
  expect(formatFinding(diagnostic, { width: 40 }).split('\n').slice(5)).toEqual([
    '  = word word word word word word word', '    word word word word word end', '        code  stays as it is, however long the line of code may be', '',
  ]);
});

describe('a code frame', () => {
  test('marks the words', () => {
    expect(frame('FROM a\nRUN b && c\n', 'b &&')).toEqual(['RUN b && c', '    ^^^^']);
  });

  test('tabs become blanks, to the next stop', () => {
    expect(frame('RUN\ta\tb c', 'b')).toEqual(['RUN a   b c', '        ^']);
  });

  test('wide characters take two columns, marks that join none', () => {
    expect(frame('RUN 안녕 e\u0301 🐳 x', 'x')).toEqual(['RUN 안녕 e\u0301 🐳 x', `${' '.repeat(4 + 4 + 1 + 1 + 1 + 2 + 1)}^`]);
    expect(frame('RUN 안녕 x', '안녕')[1]).toBe('    ^^^^');
  });

  test('control characters are shown, and the marks still fit', () => {
    expect(frame('RUN \u001b[31m\u202e x', 'x')).toEqual(['RUN \\x1b[31m\\u202e x', `${' '.repeat(19)}^`]);
  });

  test('a span over several lines is marked to the end of its first', () => {
    expect(frame('RUN a \\\r\n  b\r\n', 'a \\\r\n  b')).toEqual(['RUN a \\', '    ^^^...']);
    expect(frame('RUN a\n', 'a\n')).toEqual(['RUN a', '    ^']);
  });

  test('a long line is cut around the span', () => {
    const text = `RUN ${'a'.repeat(100)} here ${'b'.repeat(100)}`;
    expect(frame(text, 'here', 30)).toEqual([`…${'a'.repeat(9)} here ${'b'.repeat(13)}…`, `${' '.repeat(11)}^^^^`]);
    expect(frame(`RUN here ${'b'.repeat(100)}`, 'here', 20)).toEqual([`RUN here ${'b'.repeat(10)}…`, '    ^^^^']);
    expect(frame(`${'a'.repeat(50)} end`, 'end', 20)).toEqual(['…aaaaa end', '       ^^^']);
  });

  test('no width is exceeded, and the first marked character is under the marks', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\t', '안', '🐳', '\u001b', '\ud800', 'e\u0301'), maxLength: 120 }), fc.nat(), fc.nat(40), fc.integer({ min: 20, max: 60 }), (before, at, length, width) => {
      const text = `${before}x`;
      const start = at % text.length;
      const found = frameOf(new Source('Dockerfile', text).place(start, Math.min(text.length, start + length)), width);
      expect(displayWidth(found?.code ?? '')).toBeLessThanOrEqual(width);
      expect(found?.code ?? '').not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(found?.marks.length ?? 0).toBeLessThanOrEqual(width + 3);
    }));
  });

  test('a line of megabytes costs no more than a short one', () => {
    const work = (count: number): number => {
      const source = new Source('Dockerfile', `RUN ${'a b '.repeat(count)}`);
      source.position(0);
      return workOf(() => frameOf(source.place(count * 2, count * 2 + 1), 100));
    };
    expect(work(1_000_000)).toBe(work(1000));
  });

  test('an empty text has none', () => {
    expect(frameOf(new Source('.dockerignore', '').place(0, 0), 80)).toBeUndefined();
  });
});

test('a finding looks as the design has it', () => {
  const text = `${'\n'.repeat(58)}RUN apt-get update && apt-get install -y \\\n  curl\n`;
  const diagnostic: Diagnostic = {
    rule: 'apt-no-recommends', fault: 'recommended-packages', severity: 'info', place: placeOf(new Source('docker/Dockerfile', text), 'install'),
    message: '`apt-get install` also installs the packages that yours recommend', help: 'Add `--no-install-recommends`, and name the ones you do need.',
    aliases: [], related: [], fixes: [],
  };
  expect(formatFinding(diagnostic)).toBe([
    'info[apt-no-recommends]: `apt-get install` also installs the packages that yours recommend',
    '  --> docker/Dockerfile:59:31',
    '   |',
    '59 | RUN apt-get update && apt-get install -y \\',
    '   |                               ^^^^^^^',
    '   = Add `--no-install-recommends`, and name the ones you do need.',
  ].join('\n'));
});

describe('a policy', () => {
  const criterion = (title: string, outcome: CriterionReport['outcome'], message: string): CriterionReport => ({
    id: title, title, required: true, outcome, evidence: [{ rule: 'r', kind: outcome === 'met' ? 'proof' : outcome === 'unmet' ? 'finding' : 'doubt', message, place: undefined }],
  });
  const policy: PolicyReport = {
    id: 'T7.8', title: 'Dockerfile multi-stage build', path: 'docker/Dockerfile', accepted: false,
    criteria: [
      criterion('4-stage build with cargo-chef', 'met', 'planner (2) → cacher (15) → builder (27) → runtime (46)'),
      criterion('non-root user', 'met', 'runs as `ironpost`, set at line 77, created at line 65'),
      criterion('ENTRYPOINT and CMD keep working', 'unmet', '`/etc/ironpost/ironpost.toml` (line 79) is in no layer of the image'),
      criterion('.dockerignore leaves out what the image does not need', 'unknown', 'which folder is the build context? (`--context DIR`)'),
    ],
  };

  test('looks as the design has it', () => {
    expect(formatPolicy(policy)).toBe([
      'T7.8  Dockerfile multi-stage build                                   docker/Dockerfile',
      '  ✔ 4-stage build with cargo-chef        planner (2) → cacher (15) → builder (27) → runtime (46)',
      '  ✔ non-root user                        runs as `ironpost`, set at line 77, created at line 65',
      '  ✖ ENTRYPOINT and CMD keep working      `/etc/ironpost/ironpost.toml` (line 79) is in no layer of the image',
      '  ? .dockerignore leaves out what the    unknown: which folder is the build context? (`--context DIR`)',
      '    image does not need',
      '  2 of 4 criteria met',
    ].join('\n'));
  });

  test('says what its count does not', () => {
    expect(formatPolicy({ ...policy, accepted: true })).toMatch(/ {2}2 of 4 criteria met, accepted$/);
    expect(formatPolicy({ ...policy, criteria: policy.criteria.slice(0, 1) })).toMatch(/ {2}1 of 1 criterion met, not accepted$/);
  });

  test('names the line that proves it, once', () => {
    const source = new Source('docker/Dockerfile', 'FROM a\nUSER b\n');
    const shown = (message: string, path = 'docker/Dockerfile'): string => formatPolicy({ ...policy, path, criteria: [{ ...criterion('user', 'met', message), evidence: [{ rule: 'r', kind: 'proof', message, place: placeOf(source, 'USER') }] }] });
    expect(shown('runs as `b`')).toContain('runs as `b` (line 2)\n');
    expect(shown('runs as `b`, set at line 2')).toContain('set at line 2\n');
    expect(shown('runs as `b` (2)')).toContain('runs as `b` (2)\n');
    expect(shown('runs as `b`', 'other')).toContain('runs as `b` (docker/Dockerfile:2)\n');
  });

  test('a long list of evidence is counted', () => {
    const evidence = Array.from({ length: 8 }, (_, index) => ({ rule: 'r', kind: 'finding' as const, message: `wrong ${String(index)}`, place: undefined }));
    expect(formatPolicy({ ...policy, criteria: [{ ...criterion('x', 'unmet', ''), evidence }] })).toMatch(/wrong 4\n +and 3 more\n/);
  });

  test('a doubt about several lines is told once', () => {
    const source = new Source('docker/Dockerfile', 'FROM a\nUSER b\nCOPY c d\nRUN e\n');
    const doubts = [['not known', 'FROM'], ['not known', 'USER'], ['not known', 'COPY'], ['another', 'RUN']] as const;
    const evidence = doubts.map(([message, keyword]) => ({ rule: 'r', kind: 'doubt' as const, message, place: placeOf(source, keyword) }));
    expect(formatPolicy({ ...policy, criteria: [{ ...criterion('x', 'unknown', ''), evidence }] })).toMatch(/unknown: not known \(line 1\)\n +unknown: another \(line 4\)\n +and 2 more\n/);
  });
});

describe('the summary', () => {
  const summaryOf = (fixes: readonly ('safe' | 'unsafe')[]): string | undefined => {
    const place = new Source('Dockerfile', 'FROM a').place(0, 4);
    const [file] = reportOf({ place }).files;
    const diagnostics = fixes.map((safety) => ({ ...reportOf({ place, fixes: [{ title: 'x', safety, edits: [] }] }).files[0]?.diagnostics[0] }));
    const report = { ...cleanReport, files: file === undefined ? [] : [{ ...file, diagnostics: diagnostics as Diagnostic[] }], summary: { files: 1, errors: 0, warnings: fixes.length, infos: 0, accepted: false } };
    return reportText(report, sampleOptions).trimEnd().split('\n').at(-1);
  };

  test('counts what can be fixed', () => {
    expect(summaryOf([])).toBe('no findings in 1 file');
    expect(summaryOf(['safe'])).toBe('1 warning in 1 file (1 fixable with `--fix`)');
    expect(summaryOf(['unsafe', 'unsafe'])).toBe('2 warnings in 1 file (2 fixable with `--fix --unsafe`)');
    expect(summaryOf(['safe', 'unsafe'])).toBe('2 warnings in 1 file (1 fixable with `--fix`, 1 more with `--unsafe`)');
  });
});

describe('nothing of a file reaches a terminal as it is', () => {
  const hostile = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\u001b', '\u009b', '\u007f', '\u202e', '\u2066', '\u200b', '\ufeff', '\ud800', '\r', '\n', '\t', '::', '##['), fc.string({ unit: 'binary', maxLength: 2 })) });

  test('whatever the texts are', () => {
    fc.assert(fc.property(hostile, hostile, hostile, (message, path, text) => {
      const place = new Source(path, `x${text}`).place(0, 1);
      const report = { ...reportOf({ message, help: message, rule: message, place, related: [{ place, message }], build: message }), notes: [message], errors: [{ path, message }] };
      const output = reportText(report, sampleOptions);
      expect(output.replaceAll('\n', '')).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(output).not.toMatch(/^\s*::/m);
      expect(output).not.toContain('##[');
    }));
  });

  test('escapes are readable, what can be seen stays', () => {
    expect(visible('a\u001b[0m\n\u202e\u{e0001}')).toBe('a\\x1b[0m\\n\\u202e\\u{e0001}');
    expect(visible('안녕 👩‍💻 é')).toBe('안녕 👩‍💻 é');
    expect(visibleDiff('-\ta\u001b\r\n+b\n')).toBe('-\ta\\x1b\n+b\n');
  });
});

describe('display width', () => {
  test.each([['abc', 3], ['안녕', 4], ['e\u0301', 1], ['👩‍💻', 4], ['✔', 1], ['日本', 4], ['ｱ', 1], ['Ａ', 2], ['한', 2]])('%s', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('wrapped lines hold all words, and none is too wide', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '안', '😀'), maxLength: 60 }), fc.integer({ min: 2, max: 20 }), (text, width) => {
      const lines = wrapDisplay(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }));
  });
});
