import { expect, test } from '@jest/globals';
import type { FailOn } from '../../src/config/model.ts';
import type { Severity } from '../../src/diagnostic.ts';
import { Source } from '../../src/source.ts';
import { summarize, type JudgedReport } from '../../src/run/summary.ts';

function judged(severity: Severity, failOn: FailOn | undefined, accepted?: boolean): JudgedReport {
  const source = new Source('Dockerfile', '');
  const diagnostic = { rule: 'r', fault: 'f', severity, place: source.place(0, 0), message: '', aliases: [], related: [], fixes: [] };
  const policies = accepted === undefined ? [] : [{ id: 'p', title: 'p', path: 'Dockerfile', criteria: [], accepted }];
  return { file: { source, diagnostics: [diagnostic] }, toldElsewhere: [], policies, failOn };
}

test.each<readonly [why: string, files: readonly JudgedReport[], exitCode: number]>([
  ['what one file is forgiven counts in another', [judged('error', 'never'), judged('warning', undefined)], 1],
  ['a stricter file makes no other one fail', [judged('info', 'warning'), judged('info', 'error')], 0],
  ['each by its own threshold', [judged('warning', 'error'), judged('error', 'error')], 1],
  ['the policy of one file is none of another', [judged('info', undefined, true), judged('warning', undefined)], 1],
  ['beside a policy findings count by a threshold alone', [judged('error', undefined, true)], 0],
  ['a policy that is not met', [judged('info', 'error', false)], 1],
  ['a policy that is not met where nothing fails', [judged('info', 'never', false)], 0],
])('%s', (_why, files, exitCode) => {
  expect(summarize({ judged: files, errors: [], notes: [] }).exitCode).toBe(exitCode);
});

test('a red run of infos alone names the thresholds that they reach', () => {
  const { report } = summarize({ judged: [judged('info', 'info'), judged('info', 'error'), judged('info', 'style')], errors: [], notes: ['x'] });
  expect([report.notes, report.failing?.length]).toEqual([['x', 'not accepted: the threshold is `info` and `style`'], 2]);
});

test('what two files share counts by the threshold of each, whichever tells it', () => {
  const [lenient, strict] = [judged('error', 'never'), judged('error', undefined)];
  const silent = { ...strict, file: { ...strict.file, diagnostics: [] }, toldElsewhere: strict.file.diagnostics };
  const { report, exitCode } = summarize({ judged: [lenient, silent], errors: [], notes: [] });
  expect([exitCode, report.failing]).toEqual([1, lenient.file.diagnostics]);
});
