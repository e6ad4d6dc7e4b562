import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';
import { checkOptionsOf, parseCheckOptions } from '../../src/suppress/check.ts';
import { parseIgnore } from '../../src/suppress/comments.ts';
import { left } from './sample.ts';

describe('every dialect ignores', () => {
  test.each([
    ['# ironlint ignore=user-root\nUSER root'],
    ['# ironlint ignore=user-root/root -- it is a build image'],
    ['# ironlint ignore=DL3002'],
    ['# IRONLINT ignore = DS-0002 , own'],
    ['# ironlint ignore=user-root -- why\n# more of why'],
    ['# hadolint ignore=DL3002'],
    ['#hadolint ignore=DL3006,DL3002 # reason'],
    ['# hadolint ignore = DL3006 , DL3002'],
    ['#trivy:ignore:DS-0002'],
    ['# trivy:ignore:AVD-DS-0002'],
    ['# trivy:ignore:DS-0026 trivy:ignore:DS002'],
    ['# tally ignore=DL3002;reason=why not'],
    ['# tally ignore=hadolint/DL3002'],
    ['# tally ignore=all'],
    ['# droast ignore=DF002 reason="why not" expires=2999-12-31'],
    ['#checkov:skip=CKV_DOCKER_7:why'],
  ])('%s', (comment) => {
    const text = `FROM alpine:latest\n${comment.split('\nUSER')[0] ?? ''}\nUSER root\n`;
    const finding: Readonly<Record<string, string>> = comment.includes('CKV') ? { 'base-pinned/latest': 'alpine' } : { 'user-root/root': 'USER' };
    expect(left(text, finding, { today: '2026-11-23' }, (id) => (id === 'user-root' ? 'warning' : 'off'))).toEqual({ kept: [], ignored: Object.keys(finding) });
  });

  test('whole files', () => {
    for (const comment of ['# ironlint file-ignore=user-root', '# hadolint global ignore=DL3002', '# tally global ignore=DL3002', '# droast global ignore=DF002']) {
      expect(left(`${comment}\n\nFROM alpine\nUSER root\n`, { 'user-root/root': 'USER' })).toEqual({ kept: [], ignored: ['user-root/root'] });
    }
  });

  test('whole stages', () => {
    for (const comment of ['# hadolint stage ignore=DL3002', '# ironlint stage-ignore=user-root']) {
      const text = `FROM alpine AS one\nUSER root\n${comment}\nFROM alpine AS two\nRUN true\nUSER 0\n`;
      expect(left(text, { 'user-root/root': 'USER 0' })).toEqual({ kept: [], ignored: ['user-root/root'] });
      expect(left(text, { 'user-root/root': 'USER root' }).kept).toEqual(['user-root/root', expect.stringMatching(/^unused-ignore/)]);
    }
  });
});

describe('# check=', () => {
  test('skips BuildKit\'s checks by their exact names, above an instruction and at the top', () => {
    const findings = { 'exec-form/shell-form': 'CMD' };
    expect(left('FROM alpine\n# check=skip=JSONArgsRecommended // as it was\nCMD a\n', findings).ignored).toEqual(['exec-form/shell-form']);
    expect(left('# check=skip=JSONArgsRecommended;error=true\nFROM alpine\nCMD a\n', findings).ignored).toEqual(['exec-form/shell-form']);
    expect(left('FROM alpine\n# check=skip=jsonargsrecommended\nCMD a\n', findings).kept).toEqual([
      'exec-form/shell-form',
      'unknown-ignore: no rule is named `jsonargsrecommended`; did you mean `JSONArgsRecommended`',
    ]);
  });

  test('a comma where a semicolon was meant makes a name of the setting', () => {
    expect(left('# check=skip=JSONArgsRecommended,error=true\nFROM alpine\nCMD a\n', { 'exec-form/shell-form': 'CMD' })).toEqual({ kept: ['unknown-ignore: no rule is named `error=true`'], ignored: ['exec-form/shell-form'] });
  });

  test('`all` covers what BuildKit checks, and nothing else', () => {
    expect(left('FROM alpine\n# check=skip=all\nCMD a\n', { 'exec-form/shell-form': 'CMD', 'own/fault': 'CMD a' })).toEqual({ kept: ['own/fault'], ignored: ['exec-form/shell-form'] });
  });

  test('of several comments above an instruction BuildKit reads the first', () => {
    const { kept } = left('FROM alpine\n# check=skip=StageNameCasing\n# check=skip=JSONArgsRecommended\nCMD a\n', { 'exec-form/shell-form': 'CMD' });
    expect(kept).toContain('exec-form/shell-form');
  });

  test('options as BuildKit reads them', () => {
    expect(parseCheckOptions('skip=A, B;error=true;experimental=all')).toMatchObject({ skip: [{ name: 'A' }, { name: 'B', at: 8 }], skipAll: false, error: true, experimentalAll: true });
    expect(parseCheckOptions('skip=all')).toMatchObject({ skip: [], skipAll: true, error: false });
    expect(parseCheckOptions('skip=all;skip=A')).toMatchObject({ skip: [{ name: 'A' }], skipAll: true });
    expect(parseCheckOptions('skip=A;error=true;experimental=B;x')).toMatchObject({ experimental: [{ name: 'B;x' }] });
    for (const refused of ['A', 'skip', 'error=maybe', 'skips=A', '']) expect(parseCheckOptions(refused)).toBeUndefined();
    expect(checkOptionsOf(parseDockerfile(new Source('Dockerfile', '# check=error=true\nFROM scratch\n')))).toMatchObject({ error: true });
    expect(checkOptionsOf(parseDockerfile(new Source('Dockerfile', 'FROM scratch\n')))).toBeUndefined();
  });
});

test('reasons are kept', () => {
  const reason = (text: string) => parseIgnore(text)?.reason;
  expect(reason('ironlint ignore=a -- because')).toBe('because');
  expect(reason('hadolint ignore=DL3002 # because')).toBe('because');
  expect(reason('check=skip=A // because')).toBe('because');
  expect(reason('checkov:skip=CKV_DOCKER_1:because')).toBe('because');
  expect(reason('tally ignore=a;reason=because')).toBe('because');
  expect(reason('droast ignore=DF001 reason="because"')).toBe('because');
});

test.each(['a comment', 'hadolint', 'hadolint shell=powershell', 'ironlint is used here', 'check that', 'tally of things', 'ignore=a'])('an ordinary comment: %s', (text) => {
  expect(parseIgnore(text)).toBeUndefined();
});
