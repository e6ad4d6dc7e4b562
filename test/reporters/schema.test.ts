import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvDraft04 from 'ajv-draft-04';
import fc from 'fast-check';
import { reportJson } from '../../src/reporters/json.ts';
import { reportSarif } from '../../src/reporters/sarif.ts';
import { Source } from '../../src/source.ts';
import { cleanReport, dockerfile, placeOf, reportOf, sampleOptions, sampleReport } from './sample.ts';

const require = createRequire(import.meta.url);
const sarifSchema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
const reportSchema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as object;
const isSarif = new ajvDraft04.default({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(sarifSchema);
const isReport = new Ajv2020({ allErrors: true }).compile(reportSchema);

/** Texts with everything that is hard to write down. */
const hardText = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\u001b', '\u009b', '\u202e', '\ud800', '\udc00', '\r', '\n', '\t', '"', '\\', '[a](1)', '{0}', '%', '::', '##[', ']]>', '<', '&', '`', '|', ':', ','), fc.string({ unit: 'binary', maxLength: 2 })) });

function expectSarif(text: string): void {
  const valid = isSarif(JSON.parse(text));
  expect(isSarif.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

describe('JSON', () => {
  test('the reports meet the published schema', () => {
    for (const report of [sampleReport, cleanReport]) {
      isReport(JSON.parse(reportJson(report)));
      expect(isReport.errors ?? []).toEqual([]);
    }
  });

  test('the schema refuses what the contract does not have', () => {
    expect(isReport({ ...JSON.parse(reportJson(cleanReport)), version: 2 })).toBe(false);
    expect(isReport({ ...JSON.parse(reportJson(cleanReport)), extra: 1 })).toBe(false);
  });

  test('any text is valid, survives, and is safe on a terminal', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const text = reportJson(reportOf({ message, place: new Source(path, `FROM ${message}`).place(0, 4) }));
      expect(isReport(JSON.parse(text))).toBe(true);
      expect(JSON.parse(text)).toMatchObject({ files: [{ path: path.replace(/\p{Cs}/gu, '\ufffd'), diagnostics: [{ message: message.replace(/\p{Cs}/gu, '\ufffd') }] }] });
      expect(text.replaceAll('\n', '')).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
    }));
  });
});

describe('SARIF', () => {
  test('passes the official schema', () => {
    expectSarif(reportSarif(sampleReport, sampleOptions));
    expectSarif(reportSarif(cleanReport, sampleOptions));
  });

  test('passes it with any texts and paths', () => {
    fc.assert(fc.property(hardText, hardText, (message, path) => {
      const place = new Source(path, `FROM ${message}\n`).place(0, 4);
      expectSarif(reportSarif(reportOf({ message, help: message, rule: message, place, related: [{ place, message }], fixes: [{ title: message, safety: 'safe', edits: [{ place, text: message }] }] }), sampleOptions));
    }), { numRuns: 50 });
  });

  test('a message never becomes a link', () => {
    const log: unknown = JSON.parse(reportSarif(reportOf({ message: 'see [this](1)', place: placeOf(dockerfile, 'CMD') }), sampleOptions));
    expect(log).toMatchObject({ runs: [{ results: [{ message: { text: 'see \\[this\\](1)' } }] }] });
  });

  test('a clean run closes alerts', () => {
    expect(JSON.parse(reportSarif(cleanReport, sampleOptions))).toMatchObject({ runs: [{ results: [], invocations: [{ executionSuccessful: true }] }] });
  });

  test('paths become URIs that stay relative', () => {
    const uriOf = (path: string): unknown => JSON.parse(reportSarif(reportOf({ place: new Source(path, 'FROM a').place(0, 4) }), sampleOptions));
    const expected = (uri: string): object => ({ runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }] }] });
    expect(uriOf('a b/x#1:y%.Dockerfile')).toMatchObject(expected('a%20b/x%231%3Ay%25.Dockerfile'));
    expect(uriOf('/srv/Dockerfile')).toMatchObject(expected('file:///srv/Dockerfile'));
    expect(uriOf('C:/srv/Dockerfile')).toMatchObject(expected('file:///C:/srv/Dockerfile'));
  });
});
