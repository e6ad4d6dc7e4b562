import { describe, expect, test } from '@jest/globals';
import { baseImage, scratchImage } from '../../src/knowledge/base-images.ts';
import { baseHasProgram } from '../../src/knowledge/base-programs.ts';
import { packageProvides, packagesWith, programsOf } from '../../src/knowledge/programs-of-packages.ts';
import { reference } from './reference.ts';

const has = (image: string, program: string): boolean | undefined => {
  const base = image === 'scratch' ? scratchImage : baseImage(reference(image));
  return base && baseHasProgram(base, program);
};

describe('programs of base images', () => {
  test.each<[string, string, boolean | undefined]>([
    ['scratch', 'sh', false], ['scratch', 'curl', false], ['scratch', '/bin/true', false],
    ['gcr.io/distroless/cc-debian12', 'ls', false], ['gcr.io/distroless/java17-debian12', 'java', true], ['gcr.io/distroless/nodejs20-debian12', '/nodejs/bin/node', true],
    ['gcr.io/distroless/base-debian12:debug', 'ls', true],
    ['debian:12-slim', 'bash', true], ['debian:12-slim', 'curl', false], ['debian:12-slim', 'perl', true], ['debian:12-slim', 'ps', false],
    ['debian:12-slim', 'nc', false], ['debian:12-slim', 'useradd', true], ['debian:12-slim', 'adduser', true], ['debian:13', 'adduser', undefined],
    ['debian:12', 'some-program', false], ['debian:12', 'resize2fs', undefined], ['debian:10', 'some-program', undefined], ['debian:trixie-slim', 'app-cli', false], ['debian', 'some-program', undefined], ['ubuntu:24.04', 'app', false], ['ubuntu:24.04', 'unminimize', undefined], ['ubuntu:25.10', 'app', undefined], ['alpine:3.20', 'app', false], ['alpine:3.20', 'mkmntdirs', undefined], ['debian:12', '/usr/bin/test', true], ['debian:12', 'sudo', false],
    ['ubuntu:24.04', 'ps', true], ['ubuntu:24.04', 'wget', false],
    ['alpine:3.20', 'wget', true], ['alpine:3.20', 'nc', true], ['alpine:3.20', 'adduser', true], ['alpine:3.20', 'useradd', false], ['alpine:3.20', 'curl', false], ['alpine:3.20', 'jq', false], ['alpine:3.20', 'bash', false],
    ['busybox', 'wget', true], ['busybox', 'curl', false], ['busybox', 'jq', false], ['busybox', 'busybox', true], ['gcr.io/distroless/python3-debian12', 'python3.11', undefined], ['gcr.io/distroless/java21-debian12', 'keytool', undefined],
    ['python:3.12', 'git', true], ['python:3.12', 'curl', true], ['python:3.12-slim', 'git', false], ['python:3.12-slim', 'python3', true], ['python:3.12-slim', 'wget', false],
    ['python:\u0000', 'curl', undefined], ['python:\u0000', 'python', true],
    ['node:22-alpine', 'node', true], ['node:22-alpine', 'wget', true], ['node:22-alpine', 'curl', false],
    ['rust:1.80-slim', 'cargo', true], ['rust:1.80-slim', 'gcc', undefined],
    ['eclipse-temurin:21-jre', 'java', true], ['eclipse-temurin:21-jre', 'javac', false], ['eclipse-temurin:21', 'javac', true],
    ['nginx:1.27', 'nginx', true], ['postgres:16', 'pg_isready', true], ['redis:7', 'redis-cli', true],
    ['amazonlinux:2023', 'dnf', true], ['amazonlinux:2023', 'ls', true], ['amazonlinux:2023', 'find', undefined],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'ls', undefined], ['mcr.microsoft.com/dotnet/aspnet:8.0', 'dotnet', true], ['mcr.microsoft.com/dotnet/aspnet:8.0', 'curl', false],
    ['debian', '', undefined], ['node:22-alpine', 'yarn', undefined], ['redis:7', 'gosu', undefined], ['nginx:1.27-alpine-slim', 'envsubst', undefined], ['python:3.12-slim', 'openssl', undefined],
    ['node:22-slim', 'ps', false], ['debian:12', 'apt-key', true], ['debian:13', 'apt-key', false], ['python:3.13-slim-trixie', 'apt-key', false], ['ubuntu:24.04', 'apt-key', true], ['debian', 'apt-key', undefined], ['debian:13', 'pidof', true], ['debian:12', 'delgroup', true], ['debian:13', 'perl5.40.1', undefined], ['node:22-slim', 'apk', false], ['node:22-alpine', 'apt-get', false], ['rockylinux:9', 'apt-get', false], ['rockylinux:9', 'yum', undefined], ['rockylinux:9', 'dnf', true], ['golang:1.24', 'apk', false], ['golang', 'apk', false], ['redis', 'yum', false], ['python:3.12-alpine', 'useradd', false],
  ])('%s: %s', (image, program, expected) => {
    expect(has(image, program)).toBe(expected);
  });

  test('packages that the config names bring their programs', () => {
    const base = baseImage(reference('registry.example/app:1'), [{ image: 'registry.example/app', packages: ['procps', 'tool'] }]);
    expect(base && [baseHasProgram(base, 'ps'), baseHasProgram(base, 'tool'), baseHasProgram(base, 'other')]).toEqual([true, true, undefined]);
  });
});

describe('programs of packages', () => {
  test('versions are taken off', () => {
    expect(programsOf('curl=8.1-2')).toEqual(['curl']);
    expect(programsOf('postgresql-client-16')).toContain('pg_isready');
    expect(programsOf('postgresql16-client')).toBeUndefined();
    expect(programsOf('openjdk-17-jre-headless')).toEqual(['java']);
    expect(programsOf('openjdk-17-jdk')).toContain('javac');
    expect(programsOf('unheard-of')).toBeUndefined();
    expect(programsOf('constructor')).toBeUndefined();
  });

  test('who provides what', () => {
    expect(packageProvides('netcat-openbsd', 'nc')).toBe(true);
    expect(packageProvides('ca-certificates', 'curl')).toBe(false);
    expect(packageProvides('unheard-of', 'unheard-of')).toBe(true);
    expect(packageProvides('unheard-of', 'other')).toBeUndefined();
    expect(packagesWith('ps')).toContain('procps');
  });
});
