import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseImage, scratchImage } from '../../src/knowledge/base-images.ts';
import { isBuildPackage } from '../../src/knowledge/build-tools.ts';
import { compareVersions, glibcVersion, runsOn } from '../../src/knowledge/glibc-versions.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { managerOf, packageManagers, systemManagerOf } from '../../src/knowledge/package-managers.ts';
import { architectureOf, isPredefinedArg, platformArgs } from '../../src/knowledge/platform-args.ts';
import { isUncatchable, signalName, signalNumber } from '../../src/knowledge/signals.ts';
import { reference } from './reference.ts';

const known = (image: string): BaseImage => baseImage(reference(image)) ?? scratchImage;

describe('build packages', () => {
  test.each(['build-essential', 'gcc', 'gcc-12', 'g++-13', 'clang17', 'gcc=4:12.2.0-3', 'make', 'cmake', 'libssl-dev', 'openssl-devel', 'python3.11-dev', 'musl-dev', 'linux-headers-generic', 'cargo', 'rustc',
    'golang-1.21-go', 'openjdk-17-jdk-headless', 'java-17-openjdk-devel', 'protobuf-compiler', 'Development Tools', 'libc6-dev:amd64'])('%s is one', (name) => {
    expect(isBuildPackage(name)).toBe(true);
  });

  test.each(['git', 'curl', 'python3', 'nodejs', 'perl', 'openjdk-17-jre', 'libssl3', 'libgcc', 'libstdc++', 'gcc-12-base', 'udev', 'ca-certificates', '', 'makepasswd', 'golang-docker-credential-helpers-doc', 'java-17-openjdk'])('%s is none', (name) => {
    expect(isBuildPackage(name)).toBe(false);
  });
});

describe('signals', () => {
  test.each<[string, number | undefined]>([
    ['SIGTERM', 15], ['term', 15], ['15', 15], ['SIGQUIT', 3], ['SIGRTMIN+3', 37], ['RTMAX-2', 62], ['SIGRTMIN', 34], ['SIGRTMIN-1', undefined], ['SIGRTMAX+1', undefined], ['SIGRTMIN+31', undefined],
    ['0', undefined], ['65', undefined], ['SIGNOPE', undefined], ['', undefined], ['constructor', undefined],
  ])('%s', (text, number) => {
    expect(signalNumber(text)).toBe(number);
  });

  test('names and handlers', () => {
    expect(signalName(15)).toBe('SIGTERM');
    expect(signalName(99)).toBeUndefined();
    expect([isUncatchable(9), isUncatchable(15)]).toEqual([true, false]);
  });

  test('names come back as their numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 31 }), (number) => {
      expect(signalNumber(signalName(number) ?? '')).toBe(number);
    }));
  });
});

describe('arguments of the builder', () => {
  test('platform and predefined ones', () => {
    expect(platformArgs).toContain('TARGETARCH');
    expect([isPredefinedArg('http_proxy'), isPredefinedArg('BUILDKIT_INLINE_CACHE'), isPredefinedArg('TARGETARCH'), isPredefinedArg('VERSION')]).toEqual([true, true, false, false]);
    expect([architectureOf('x86_64'), architectureOf('arm64'), architectureOf('z80'), architectureOf('toString')]).toEqual(['amd64', 'arm64', undefined, undefined]);
  });
});

describe('package managers', () => {
  test('programs are in one of them, and folders are absolute or at home', () => {
    const programs = packageManagers.flatMap((manager) => manager.programs);
    expect(new Set(programs).size).toBe(programs.length);
    for (const { name, caches, lists } of packageManagers) for (const path of [...caches, ...lists]) expect([name, path]).toEqual([name, expect.stringMatching(/^[/~$]/)]);
  });

  test('by program', () => {
    expect(managerOf('pip3')?.keepNothing).toEqual(['--no-cache-dir']);
    expect([systemManagerOf('apt-get'), systemManagerOf('npm'), systemManagerOf('microdnf')]).toEqual(['apt', undefined, 'microdnf']);
  });
});

describe('glibc', () => {
  test.each<[string, string | undefined]>([
    ['debian:12', '2.36'], ['python:3.12-slim-trixie', '2.41'], ['ubuntu:22.04', '2.35'], ['alpine:3.20', undefined], ['python:3.12', undefined], ['registry.access.redhat.com/ubi9/ubi', '2.34'], ['amazonlinux:2', '2.26'], ['gcr.io/distroless/cc-debian12', '2.36'],
  ])('%s', (image, version) => {
    expect(glibcVersion(known(image))).toBe(version);
  });

  test('what is built here runs there', () => {
    expect(runsOn(known('rust:1-bookworm'), known('gcr.io/distroless/cc-debian12')).runs).toBe(true);
    expect(runsOn(known('rust:1-trixie'), known('debian:bookworm-slim'))).toEqual({ runs: false, why: 'it is built with glibc 2.41, and `debian` has 2.36' });
    expect(runsOn(known('rust:1-bookworm'), known('debian:13')).runs).toBe(true);
    expect(runsOn(known('rust:1-bookworm'), known('alpine:3.20')).why).toContain('musl');
    expect(runsOn(known('rust:1-alpine'), known('alpine')).runs).toBe(true);
    expect(runsOn(known('rust:1'), scratchImage).why).toContain('no C library');
    expect(runsOn(known('rust:1'), known('debian:12')).runs).toBe(false);
    expect(runsOn(known('rust:1.73'), known('debian:12')).runs).toBeUndefined();
  });

  test('versions compare as numbers', () => {
    expect([compareVersions('2.9', '2.31') < 0, compareVersions('2.31', '2.31.0'), compareVersions('3', '2.99') > 0]).toEqual([true, 0, true]);
  });
});
