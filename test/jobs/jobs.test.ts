import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { revive } from '../../src/jobs/revive.ts';
import { threadsFor } from '../../src/jobs/threads.ts';
import type { FileResult } from '../../src/run/file-result.ts';
import { Source } from '../../src/source.ts';

const root = path.join(import.meta.dirname, '..', '..');
const texts = [
  'FROM debian\nRUN apt-get install curl\n',
  'FROM node:20\nCOPY . /app\nRUN cd /app && npm ci\nCMD node server.js\n',
  'FROM alpine:3.20 AS build\nRUN sudo make\nFROM scratch\nCOPY --from=buidl /x /x\n',
  '# hadolint ignore=DL3006\nFROM debian\nMAINTAINER me\n',
  '',
];

describe('worker threads', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ironlint-jobs-'));
    for (let index = 0; index < 40; index++) {
      mkdirSync(path.join(folder, String(index)));
      writeFileSync(path.join(folder, String(index), 'Dockerfile'), texts[index % texts.length] ?? '');
    }
    mkdirSync(path.join(folder, 'broken'));
    writeFileSync(path.join(folder, 'broken', 'Dockerfile'), 'FROM a\0b\n');
    writeFileSync(path.join(folder, '7', 'ironlint.yaml'), 'rules: { no-such-rule: error }\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function lint(...options: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const program = path.join(root, 'bin', 'ironlint.cjs');
    return spawnSync(process.execPath, [program, '--today', '2026-11-01', ...options, '.'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  }

  test.each([['json'], ['text'], ['sarif']])('%s is the same, byte for byte, with any number of them', (format) => {
    const one = lint('--format', format, '--preset', 'all', '--policy', 't7.8', '--jobs', '1');
    expect(one.status).toBe(2);
    expect(one.stdout).not.toBe('');
    for (const jobs of ['2', '3', '99']) {
      const { status, stdout, stderr } = lint('--format', format, '--preset', 'all', '--policy', 't7.8', '--jobs', jobs);
      expect({ status, stdout, stderr }).toEqual({ status: one.status, stdout: one.stdout, stderr: one.stderr });
    }
  });

  test('V8 is not asked for what it does not know', () => {
    const { stderr } = lint('--format', 'json', '--jobs', '1', '--exclude', 'broken/**', '--exclude', '7/**');
    expect(stderr).toBe('');
  });

  test.each([['0'], ['-1'], ['many'], ['1.5']])('--jobs=%s is refused', (jobs) => {
    const { status, stderr } = lint(`--jobs=${jobs}`);
    expect(status).toBe(2);
    expect(stderr).toContain('--jobs is a number of threads');
  });

  test('the argument of threads is none of the program', () => {
    const { status, stderr } = lint('--worker-thread-of-ironlint');
    expect(status).toBe(2);
    expect(stderr).toContain('--worker-thread-of-ironlint');
  });
});

describe('threadsFor', () => {
  test('one for few files, however many there are to choose from', () => {
    expect(threadsFor(1, undefined)).toBe(1);
    expect(threadsFor(100, undefined)).toBe(1);
  });

  test('never more than files', () => {
    expect(threadsFor(3, 16)).toBe(3);
    expect(threadsFor(0, 16)).toBe(1);
    expect(threadsFor(100, 16)).toBe(16);
  });
});

describe('revive', () => {
  test('what was cloned has sources with methods, shared as before', () => {
    const source = new Source('Dockerfile', 'FROM a\nUSER b\n', { byteOrderMark: true });
    const other = new Source('.dockerignore', '*.md\n');
    const result: FileResult = {
      errors: [], used: undefined,
      outcome: {
        report: {
          source,
          diagnostics: [{
            rule: 'r', fault: 'f', severity: 'info', place: source.place(7, 11), message: 'm', aliases: [],
            related: [{ place: other.place(0, 4), message: 'here' }], fixes: [{ title: 't', safety: 'safe', edits: [{ place: other.place(0, 4), text: '' }] }],
          }],
        },
        policies: [{ id: 'p', title: 'P', path: 'Dockerfile', accepted: false, criteria: [{
          id: 'c', title: 'C', required: true, outcome: 'unmet', evidence: [{ rule: 'r', kind: 'finding', message: 'm', place: source.place(0, 4) }, { rule: 'r', kind: 'doubt', message: 'm', place: undefined }],
        }] }],
        errors: [], notes: [], diffs: [], fixed: 0,
      },
    };
    const revived = revive(structuredClone(result));
    expect(revived).toEqual(result);
    const [diagnostic] = revived.outcome?.report.diagnostics ?? [];
    expect(diagnostic?.place.source).toBe(revived.outcome?.report.source);
    expect(diagnostic?.place.source.position(7)).toEqual({ line: 2, column: 1 });
    expect(diagnostic?.related[0]?.place.source).toBe(diagnostic?.fixes[0]?.edits[0]?.place.source);
    expect(revived.outcome?.policies[0]?.criteria[0]?.evidence[0]?.place?.source).toBe(diagnostic?.place.source);
  });

  test('a file without an outcome is as it was', () => {
    const result: FileResult = { outcome: undefined, errors: [{ message: 'no' }], used: undefined };
    expect(revive(result)).toEqual(result);
  });
});
