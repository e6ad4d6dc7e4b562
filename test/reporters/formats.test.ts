import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reportCheckstyle } from '../../src/reporters/checkstyle.ts';
import { reportCodeclimate, reportGitlab } from '../../src/reporters/codeclimate.ts';
import { reportGithub } from '../../src/reporters/github.ts';
import { reportGnu } from '../../src/reporters/gnu.ts';
import { reportJsonHadolint } from '../../src/reporters/json-hadolint.ts';
import { reportJunit } from '../../src/reporters/junit.ts';
import { reportMarkdown } from '../../src/reporters/markdown.ts';
import { reportRdjson } from '../../src/reporters/rdjson.ts';
import { reportSonarqube } from '../../src/reporters/sonarqube.ts';
import { isFormat } from '../../src/reporters/index.ts';
import type { Report } from '../../src/report.ts';
import { Source } from '../../src/source.ts';
import { placeOf, reportOf, sampleOptions, sampleReport } from './sample.ts';

const hardText = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\u001b', '\u0085', '\u202e', '\ud800', '\uffff', '\r', '\n', '\t', '"', "'", ']]>', '<', '>', '&', '`', '|', ':', ',', '%', '::', '##[', '%0A'), fc.string({ unit: 'binary', maxLength: 2 })) });

function hardReport(message: string, path: string): Report {
  const place = new Source(path, `x${message}`).place(0, 1);
  const report = reportOf({ message, help: message, rule: message === '' ? 'r' : message, place, related: [{ place, message }] });
  return { ...report, errors: [{ path, message }], policies: [{ id: message, title: message, path, accepted: false, criteria: [{ id: message, title: message, required: true, outcome: 'unmet', evidence: [{ rule: 'r', kind: 'finding', message, place }] }] }] };
}

/** XML 1.0 by its grammar, as far as these documents use it. */
function expectXml(text: string): void {
  const name = '[A-Za-z-]+';
  const reference = '&(?:amp|lt|gt|quot|apos|#x[0-9a-f]+);';
  const characters = `(?:[^&<>"\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ud800-\\udfff\\ufffe\\uffff]|${reference})*`;
  const open: string[] = [];
  const [head, ...tags] = text.split(/(?=<)/);
  expect(head).toBe('<?xml version="1.0" encoding="UTF-8"?>\n');
  for (const tag of tags) {
    const match = new RegExp(`^<(/?)(${name})((?: ${name}="${characters}")*)(/?)>${characters}$`, 'u').exec(tag);
    expect([tag, match === null]).toEqual([tag, false]);
    if (match?.[1] === '/') expect(open.pop()).toBe(match[2]);
    else if (match?.[4] !== '/') open.push(match?.[2] ?? '');
  }
  expect(open).toEqual([]);
}

describe('XML', () => {
  test('any text is well-formed', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      expectXml(reportCheckstyle(hardReport(message, path)));
      expectXml(reportJunit(hardReport(message, path)));
    }));
  });

  test('attributes keep their text', () => {
    expect(reportCheckstyle(reportOf({ message: 'a "b" <c> & \'d\'\n\u0001\u202e', place: new Source('D', 'x').place(0, 1) }))).toContain('message="a &quot;b&quot; &lt;c&gt; &amp; &apos;d&apos;&#xa;\\x01&#x202e;"');
  });
});

describe('GitHub', () => {
  test('no text can end a line, begin a command, or leave its property', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const lines = reportGithub(hardReport(message, path)).split('\n');
      expect(lines).toHaveLength(4);
      expect(lines.pop()).toBe('');
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning|notice) (file=[^:,\r]*,)?(line=\d+,endLine=\d+,col=\d+,(endColumn=\d+,)?)?title=[^:,\r]*::[^\r]*$/);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(line.replace(/%(25|0D|0A|3A|2C)/g, '')).not.toContain('%');
      }
    }));
  });

  test('what is escaped can be read again', () => {
    const place = new Source('a,b:c%.Dockerfile', 'FROM a\nRUN b').place(0, 8);
    expect(reportGithub(reportOf({ message: '100% of ::set-env', help: 'Do\nit.', place }))).toBe('::warning file=a%2Cb%3Ac%25.Dockerfile,line=1,endLine=2,col=1,title=some-rule::100%25 of ::set-env (a,b:c%25.Dockerfile:1:1)%0ADo%0Ait.\n');
  });
});

describe('JSON of other tools', () => {
  const source = new Source('./docker/Dockerfile', 'FROM a\nRUN 안 x😀y z', { byteOrderMark: true });

  test('any text is valid JSON', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const report = hardReport(message, path);
      for (const text of [reportRdjson(report), reportGitlab(report), reportSonarqube(report, sampleOptions), reportJsonHadolint(report)]) expect(typeof JSON.parse(text)).toBe('object');
      for (const text of reportCodeclimate(report, sampleOptions).split('\0\n').slice(0, -1)) expect(typeof JSON.parse(text)).toBe('object');
    }));
  });

  test('hadolint: one line, its keys in its order, its ids and its style', () => {
    const aliases = [{ tool: 'buildkit', id: 'X' }, { tool: 'hadolint', id: 'DL3059', level: 'style' }] as const;
    expect(reportJsonHadolint(reportOf({ severity: 'info', aliases, message: 'Two RUNs', place: placeOf(source, 'RUN') }))).toBe('[{"code":"DL3059","column":1,"file":"./docker/Dockerfile","level":"style","line":2,"message":"Two RUNs"}]\n');
    expect(reportJsonHadolint(reportOf({ place: placeOf(source, 'RUN') }))).toContain('"code":"some-rule"');
  });

  test('rdjson counts bytes, and tells fixes of the same file', () => {
    const place = placeOf(source, 'z');
    const parsed: unknown = JSON.parse(reportRdjson(reportOf({ place, fixes: [{ title: 't', safety: 'safe', edits: [{ place: placeOf(source, 'y'), text: 'Y' }] }] })));
    expect(parsed).toMatchObject({ diagnostics: [{ location: { range: { start: { line: 2, column: 16 }, end: { line: 2, column: 17 } } }, suggestions: [{ range: { start: { line: 2, column: 14 }, end: { line: 2, column: 15 } }, text: 'Y' }] }] });
    const first: unknown = JSON.parse(reportRdjson(reportOf({ place: placeOf(source, 'FROM'), fixes: [{ title: 't', safety: 'safe', edits: [{ place: new Source('other', '').place(0, 0), text: 'x' }] }] })));
    expect(first).toMatchObject({ diagnostics: [{ location: { range: { start: { line: 1, column: 4 } } } }] });
    expect(JSON.stringify(first)).not.toContain('suggestions');
  });

  test('rdjson tells a fix of several edits as one suggestion', () => {
    const edits = [{ place: placeOf(source, 'z'), text: 'Z' }, { place: placeOf(source, 'y'), text: '' }];
    const parsed: unknown = JSON.parse(reportRdjson(reportOf({ place: placeOf(source, 'z'), fixes: [{ title: 't', safety: 'safe', edits }] })));
    const between = source.text.slice(source.text.indexOf('y') + 1, source.text.indexOf('z'));
    expect(parsed).toMatchObject({ diagnostics: [{ suggestions: [{ range: { start: { line: 2, column: 14 }, end: { line: 2, column: 17 } }, text: `${between}Z` }] }] });
  });

  test('rdjson byte columns are those of the encoded line', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.array(fc.nat(60), { maxLength: 6 }), (text, offsets) => {
      const whole = new Source('D', `${text}\n${text}`);
      const places = offsets.map((offset) => whole.place(Math.min(offset, whole.text.length), whole.text.length));
      const [one] = reportOf({ place: whole.place(0, 0) }).files[0]?.diagnostics ?? [];
      const diagnostics = one === undefined ? [] : places.map((place) => ({ ...one, place }));
      const parsed = JSON.parse(reportRdjson({ ...reportOf({ place: whole.place(0, 0) }), files: [{ source: whole, diagnostics }] })) as { readonly diagnostics: readonly { readonly location: { readonly range: { readonly start: { readonly column: number } } } }[] };
      const expected = places.map(({ span: { start } }) => {
        const before = whole.text.slice(whole.text.lastIndexOf('\n', start - 1) + 1, start);
        // A place in the middle of a pair counts half of its four bytes.
        return Buffer.byteLength(before.replace(/[\ud800-\udbff]$/, '')) + (/[\ud800-\udbff]$/.test(before) ? 2 : 0) + 1;
      });
      fc.pre(places.every(({ span: { start } }) => start > 0));
      expect(parsed.diagnostics.map(({ location }) => location.range.start.column)).toEqual(expected);
    }));
  });

  test('GitLab and Code Climate: bare paths, fingerprints that differ and stay when lines move', () => {
    const fingerprints = (text: string): readonly unknown[] => {
      const moved = new Source('./D', text);
      const [one] = reportOf({ place: placeOf(moved, 'RUN b') }).files[0]?.diagnostics ?? [];
      const parsed = JSON.parse(reportGitlab({ ...sampleReport, policies: [], files: [{ source: moved, diagnostics: one === undefined ? [] : [one, one] }] })) as readonly { readonly fingerprint: string; readonly location: { readonly path: string } }[];
      expect(parsed.map(({ location }) => location.path)).toEqual(['D', 'D']);
      return parsed.map(({ fingerprint }) => fingerprint);
    };
    const before = fingerprints('FROM a\nRUN b\n');
    expect(new Set(before).size).toBe(2);
    expect(fingerprints('# new\nFROM a\nRUN b\n')).toEqual(before);
  });

  test('SonarQube: columns from zero, none for an empty range', () => {
    expect(JSON.parse(reportSonarqube(reportOf({ place: placeOf(source, 'x') }), sampleOptions))).toMatchObject({ issues: [{ primaryLocation: { textRange: { startLine: 2, endLine: 2, startColumn: 6, endColumn: 7 } } }] });
    expect(reportSonarqube(reportOf({ place: source.place(3, 3) }), sampleOptions)).not.toContain('startColumn');
  });
});

describe('lines for people and programs', () => {
  test('GNU: one line each, nothing hidden', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const lines = reportGnu(hardReport(message, path)).split('\n');
      expect(lines).toHaveLength(4);
      for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cs}]|##\[/u);
    }));
  });

  test('Markdown: code stays code, the rest is text', () => {
    const shown = (message: string): string | undefined => reportMarkdown(reportOf({ message, place: placeOf(new Source('D', 'FROM'), 'FROM') })).split('\n').find((line) => line.startsWith('| warning'));
    expect(shown('`a|b` and `c')).toBe('| warning | `some-rule` | `D:1:1` | `a\\|b` and \\`c |  |');
    expect(shown('<b> @you [x](y) *z*')).toBe('| warning | `some-rule` | `D:1:1` | &lt;b> &#64;you \\[x\\](y) \\*z\\* |  |');
  });

  test('Markdown: no text leaves its cell', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const rows = reportMarkdown(hardReport(message, path)).split('\n').filter((line) => line.startsWith('| '));
      expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([4, 4, 4, 6, 6, 6]);
    }));
  });
});

test('formats are known by name', () => {
  expect(isFormat('sarif')).toBe(true);
  expect(isFormat('toString')).toBe(false);
});
