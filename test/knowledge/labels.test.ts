import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isUnknownOciKey, kindOfKey, labelKeyProblem, ociKeyForLabelSchema, reservedNamespace, suggestKey } from '../../src/knowledge/oci-labels.ts';
import { dateTimeProblem, digestProblem, emailProblem, emptyProblem, gitHashProblem, imageProblem, semanticVersionProblem, urlProblem } from '../../src/knowledge/label-values.ts';
import { spdxProblem } from '../../src/knowledge/spdx.ts';

const oci = (name: string): string => `org.opencontainers.image.${name}`;

describe('keys', () => {
  test('of the specification', () => {
    expect(kindOfKey(oci('created'))).toBe('date-time');
    expect(kindOfKey(oci('ref.name'))).toBe('index-only');
    expect(kindOfKey(oci('toString'))).toBeUndefined();
    expect(kindOfKey('maintainer')).toBeUndefined();
    expect(isUnknownOciKey(oci('license'))).toBe(true);
    expect(isUnknownOciKey('org.opencontainers.title')).toBe(true);
    expect(isUnknownOciKey('org.example.title')).toBe(false);
  });

  test.each([
    ['license', 'licenses'], ['homepage', 'url'], ['author', 'authors'], ['descripton', 'description'], ['Title', 'title'], ['base-name', 'base.name'], ['build_date', 'created'],
    ['licences', 'licenses'], ['documention', 'documentation'],
  ])('%s means %s', (written, meant) => {
    expect(suggestKey(oci(written))).toBe(oci(meant));
  });

  test('slips in the prefix, and keys that are like nothing', () => {
    expect(suggestKey('org.opencontainer.image.title')).toBe(oci('title'));
    expect(suggestKey('org.opencontainers.title')).toBe(oci('title'));
    expect(suggestKey(oci('title'))).toBeUndefined();
    expect(suggestKey(oci('something-else-entirely'))).toBeUndefined();
    expect(suggestKey('com.example.title')).toBeUndefined();
  });

  test('label-schema and its successors', () => {
    expect(ociKeyForLabelSchema('org.label-schema.vcs-ref')).toBe(oci('revision'));
    expect(ociKeyForLabelSchema('org.label-schema.schema-version')).toBeUndefined();
    expect(ociKeyForLabelSchema('org.label-schema.constructor')).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ['maintainer', undefined], ['com.example.some-key', undefined], ['a/b_c', undefined], ['', 'no key'], ['1a', 'begin'], ['a.', 'end'], ['a..b', '..'], ['a--b', '--'], ['a b', 'a blank'], ['a$b', '`$`'], ['Ab', 'capital'],
  ])('grammar of %p', (key, problem) => {
    if (problem === undefined) expect(labelKeyProblem(key)).toBeUndefined();
    else expect(labelKeyProblem(key)?.problem).toContain(problem);
  });

  test('reserved namespaces', () => {
    expect(reservedNamespace('com.docker.app')).toBe('com.docker.');
    expect(reservedNamespace('com.docker.desktop.extension.api.version')).toBeUndefined();
    expect(reservedNamespace('com.dockery.app')).toBeUndefined();
  });
});

type Check = (value: string) => string | undefined;
const right: readonly (readonly [string, Check, readonly string[]])[] = [
  ['date-time', dateTimeProblem, ['2026-11-23T09:00:00Z', '2024-02-29t23:59:60.5z', '2026-01-01 00:00:00+05:30', '1985-04-12T23:20:50.52-08:00', '\u0000', '2026-\u0000']],
  ['url', urlProblem, ['https://example.org', 'http://example.org/a?b#c', 'https://localhost:8080/x', 'https://github.com/\u0000', '\u0000/path', 'HTTPS://EXAMPLE.ORG', 'http\u0000']],
  ['digest', digestProblem, [`sha256:${'a'.repeat(64)}`, `sha512:${'0'.repeat(128)}`, 'multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8', 'sha256:\u0000']],
  ['image', imageProblem, ['docker.io/library/debian:12', 'localhost:5000/a/b_c', `gcr.io/distroless/cc-debian12@sha256:${'a'.repeat(64)}`, 'docker.io/library/a__b', '\u0000']],
  ['hash', gitHashProblem, ['abcdef0', 'a'.repeat(40), '\u0000']],
  ['semver', semanticVersionProblem, ['1.2.3', '0.0.0-rc.1+build.5', '1.0.0--', '\u0000']],
  ['email', emailProblem, ['someone@example.org', 'a.b+c@sub.example.co', '\u0000@example.org']],
];
const wrong: readonly (readonly [string, Check, readonly string[]])[] = [
  ['date-time', dateTimeProblem, ['', 'today', '2026-11-23', '2026-13-01T00:00:00Z', '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-11-23T24:00:00Z', '2026-11-23T09:00:00', '2026-11-23T09:00:00+24:00', '2026-00-10T00:00:00Z', '2026-11-23T09:10:60Z']],
  ['url', urlProblem, ['', 'example.org', 'ftp://example.org', 'https://', 'https:///path', 'git@github.com:a/b.git', 'https://a b', '/\u0000']],
  ['digest', digestProblem, ['', 'sha256:abc', `sha256:${'A'.repeat(64)}`, 'a'.repeat(64), 'latest']],
  ['image', imageProblem, ['', 'debian:12', 'library/debian', 'docker.io/Library/debian', 'docker.io/library/debian:', 'docker.io//x', 'docker.io/library/debian@sha256:abc', 'docker.io/library/a___b', 'docker.io/a b', 'docker.io/-a']],
  ['hash', gitHashProblem, ['', 'main', 'abcdef', 'g'.repeat(40), 'a'.repeat(65)]],
  ['semver', semanticVersionProblem, ['', '1.2', 'v1.2.3', '01.2.3', '1.2.3-01', 'latest']],
  ['email', emailProblem, ['', 'someone', 'Some One <someone@example.org>', 'a@b', 'a@b@example.org', '.a@example.org']],
];

describe('values', () => {
  test.each(right)('%s: right ones', (_name, check, values) => {
    for (const value of values) expect([value, check(value)]).toEqual([value, undefined]);
  });

  test.each(wrong)('%s: wrong ones', (_name, check, values) => {
    for (const value of values) expect([value, typeof check(value)]).toEqual([value, 'string']);
  });

  test('further questions', () => {
    expect(gitHashProblem('abcdef0', true)).toContain('abbreviated');
    expect(semanticVersionProblem('v1.2.3')).toContain('`v`');
    expect(emptyProblem(' ')).toBe('is empty');
    expect(emptyProblem('x')).toBeUndefined();
  });

  test('what JavaScript calls a date is one', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      expect(dateTimeProblem(date.toISOString())).toBeUndefined();
    }));
  });

  test('no check throws, whatever the text', () => {
    const checks: readonly Check[] = [...right.map(([, check]) => check), (value) => spdxProblem(value)?.problem, (value) => labelKeyProblem(value)?.problem, suggestKey];
    const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.tuple(fc.constantFrom('a', '-', '.', '1.', '((', 'MIT AND ', 'a-', '_'), fc.nat(20000)).map(([text, count]) => text.repeat(count)));
    fc.assert(fc.property(hostile, (value) => {
      for (const check of checks) expect(['string', 'undefined']).toContain(typeof check(value));
    }), { numRuns: 300 });
  });
});

describe('licences', () => {
  test.each(['MIT', 'MIT OR Apache-2.0', '(MIT AND BSD-3-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0', 'LicenseRef-Proprietary', 'NONE', 'NOASSERTION', 'GPL-2.0+', '\u0000'])('%s is an expression', (value) => {
    expect(spdxProblem(value)).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ['Apache 2.0', 'Apache-2.0'], ['mit', 'MIT'], ['mit or apache-2.0', 'MIT OR Apache-2.0'], ['Apache-2', 'Apache-2.0'], ['MITT', 'MIT'], ['GPLv3', 'GPL-3.0-only'], ['MIT, Apache-2.0', undefined], ['', undefined], ['see LICENSE file', undefined], ['constructor', undefined],
  ])('%p is none; meant is %p', (value, suggestion) => {
    expect(spdxProblem(value)).toMatchObject({ suggestion });
  });

  test('suggestions are expressions', () => {
    fc.assert(fc.property(fc.constantFrom('apache', 'bsd', 'gpl', 'mpl 2.0', 'mit/apache-2.0', 'proprietary', 'agplv3', 'cc0', 'lgplv3', 'Isc', 'unlicence', 'BSL-1.1x'), (value) => {
      const found = spdxProblem(value);
      expect(found).toBeDefined();
      if (found?.suggestion !== undefined) expect(spdxProblem(found.suggestion)).toBeUndefined();
    }));
  });
});
