import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { formats, renderReport, type Format } from '../../src/reporters/index.ts';
import { githubStepSummary } from '../../src/reporters/github.ts';
import { cleanReport, sampleOptions, sampleReport } from './sample.ts';

const extensions: { readonly [format in Format]: string } = {
  text: 'txt', json: 'json', sarif: 'sarif', 'json-hadolint': 'json', tty: 'txt', gnu: 'txt', checkstyle: 'xml', codeclimate: 'json', gitlab: 'json', sonarqube: 'json', junit: 'xml', github: 'txt', rdjson: 'json', markdown: 'md',
};

function fileName(report: string, format: Format): string {
  return format === extensions[format] ? `${report}.${format}` : `${report}.${format}.${extensions[format]}`;
}

/** `UPDATE=1` writes what comes out; the difference is then for a person to read. */
function expectGolden(name: string, text: string): void {
  const file = new URL(`../../fixtures/reports/${name}`, import.meta.url);
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('every format writes the report to the letter', () => {
  test.each(formats)('%s, a report with everything', async (format) => {
    expectGolden(fileName('sample', format), await renderReport(format, sampleReport, sampleOptions));
  });

  test.each(formats)('%s, a report without findings', async (format) => {
    expectGolden(fileName('clean', format), await renderReport(format, cleanReport, sampleOptions));
  });

  test('text in colours', async () => {
    expectGolden('sample.text.ansi', await renderReport('text', sampleReport, { ...sampleOptions, color: true }));
  });

  test('text on a narrow terminal', async () => {
    expectGolden('narrow.text.txt', await renderReport('text', sampleReport, { ...sampleOptions, width: 60 }));
  });

  test('quiet text has only what is wrong', async () => {
    expectGolden('quiet.text.txt', await renderReport('text', sampleReport, { ...sampleOptions, quiet: true }));
    expect(await renderReport('text', cleanReport, { ...sampleOptions, quiet: true })).toBe('');
  });
});

test('a step summary is the Markdown report, and never longer than GitHub takes', () => {
  expect(githubStepSummary(cleanReport)).toContain('0 errors, 0 warnings, 0 info in 1 file: accepted');
  const notes = Array.from({ length: 20_000 }, () => '한국어로 쓴 아주 긴 알림입니다. '.repeat(4));
  const summary = githubStepSummary({ ...cleanReport, notes });
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(summary).toMatch(/\n… cut off: the whole report is too long for a summary\n$/);
});
