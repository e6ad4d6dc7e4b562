import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseImage, scratchImage } from '../../src/knowledge/base-images.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { families } from '../../src/knowledge/base-images/families.ts';
import { reference } from './reference.ts';

function known(image: string): BaseImage {
  const found = baseImage(reference(image));
  if (found === undefined) throw new Error(`${image} is not known`);
  return found;
}

const examples: readonly (readonly [string, Partial<BaseImage>])[] = [
  ['debian:12', { user: 'root', packageManager: 'apt', shellDialect: 'dash', bash: true, curl: false, minimal: false, buildTools: false, libc: 'glibc', distribution: { name: 'debian', release: '12' }, workdir: '/', healthcheck: false, product: undefined }],
  ['debian:bookworm-20240110-slim', { minimal: true, distribution: { name: 'debian', release: '12' } }],
  ['debian', { distribution: { name: 'debian', release: undefined }, curl: false }],
  ['debian:stable-slim', { minimal: true, distribution: { name: 'debian', release: undefined } }],
  ['ubuntu:24.04', { distribution: { name: 'ubuntu', release: '24.04' }, curl: false, minimal: false }],
  ['ubuntu:jammy-20240111', { distribution: { name: 'ubuntu', release: '22.04' } }],
  ['alpine:3.20.1', { packageManager: 'apk', shellDialect: 'ash', bash: false, wget: true, curl: false, libc: 'musl', minimal: true, distribution: { name: 'alpine', release: '3.20' } }],
  ['busybox', { packageManager: 'none', wget: true, minimal: true, shellDialect: 'ash' }],
  ['buildpack-deps:bookworm', { buildTools: true, curl: true, distribution: { name: 'debian', release: '12' } }],
  ['buildpack-deps:bookworm-curl', { buildTools: false, curl: true }],
  ['python:3.12', { minimal: false, buildTools: true, curl: true, product: { name: 'python', release: '3.12' }, distribution: { name: 'debian', release: undefined } }],
  ['python:3.9-slim-buster', { minimal: true, buildTools: false, curl: false, product: { name: 'python', release: '3.9' }, distribution: { name: 'debian', release: '10' } }],
  ['python:3.12-alpine3.20', { minimal: true, shellDialect: 'ash', distribution: { name: 'alpine', release: '3.20' } }],
  ['python:3', { product: { name: 'python', release: undefined } }],
  ['python:3.12-windowsservercore-ltsc2022', { operatingSystem: 'windows', user: undefined, packageManager: undefined }],
  ['node:22-slim', { minimal: true, buildTools: false, product: { name: 'nodejs', release: '22' } }],
  ['node:hydrogen-alpine', { product: { name: 'nodejs', release: '18' }, entrypoint: ['docker-entrypoint.sh'] }],
  ['golang:1.22-alpine', { buildTools: true, workdir: '/go', product: { name: 'go', release: '1.22' } }],
  ['golang:1.22', { buildTools: true, minimal: false, curl: true }],
  ['rust:1.80-slim-bookworm', { buildTools: true, minimal: true, curl: false, distribution: { name: 'debian', release: '12' }, labels: ['org.opencontainers.image.source'] }],
  ['lukemathwalker/cargo-chef:latest-rust-1.84.0-bookworm', { buildTools: true, user: 'root', distribution: { name: 'debian', release: '12' } }],
  ['ruby:3.3-slim', { minimal: true, curl: false }],
  ['php:8.3-fpm', { workdir: '/var/www/html', curl: true, buildTools: true, minimal: false }],
  ['php:8.3-cli-alpine', { curl: true, buildTools: false, minimal: true, workdir: '/' }],
  ['eclipse-temurin:21-jre', { buildTools: false, curl: true, packageManager: 'apt', minimal: false }],
  ['eclipse-temurin:21-jdk-alpine', { buildTools: true, curl: false, wget: true, packageManager: 'apk' }],
  ['maven:3.9-eclipse-temurin-21', { buildTools: true, curl: true, packageManager: 'apt' }],
  ['nginx:1.27', { user: 'root', curl: true, wget: false, minimal: false }],
  ['nginx:1.27-alpine', { curl: true, wget: true, minimal: true }],
  ['nginx:1.27-alpine-slim', { curl: false, minimal: true }],
  ['nginxinc/nginx-unprivileged:1.27-alpine', { user: '101', minimal: true }],
  ['tomcat:10.1-jdk21-temurin-jammy', { workdir: '/usr/local/tomcat', product: { name: 'tomcat', release: '10.1' }, distribution: { name: 'ubuntu', release: '22.04' } }],
  ['postgres:13-alpine', { user: 'root', dropsPrivileges: true, product: { name: 'postgresql', release: '13' } }],
  ['redis:7.2', { dropsPrivileges: true, workdir: '/data', product: { name: 'redis', release: '7.2' } }],
  ['memcached', { user: 'memcache' }],
  ['haproxy:3.2', { user: 'haproxy' }],
  ['elasticsearch:8.19.1', { user: '1000', curl: undefined }],
  ['elasticsearch:7.17.0', { user: undefined }],
  ['kong:3', { user: 'kong', healthcheck: undefined }],
  ['composer:2', { workdir: '/app' }],
  ['gcr.io/distroless/cc-debian12', { shell: false, user: 'root', libc: 'glibc', minimal: true, packageManager: 'none', distribution: { name: 'debian', release: '12' } }],
  ['gcr.io/distroless/static:nonroot', { user: '65532', shell: false, workdir: '/home/nonroot', libc: 'none' }],
  ['gcr.io/distroless/base-debian12:debug-nonroot', { user: '65532', shell: true, shellDialect: 'ash' }],
  ['gcr.io/distroless/nodejs20-debian12', { product: { name: 'nodejs', release: '20' }, distribution: { name: 'debian', release: '12' } }],
  ['gcr.io/distroless/java17-debian11', { product: { name: 'openjdk', release: '17' } }],
  ['mcr.microsoft.com/dotnet/aspnet:8.0', { user: 'root', curl: false, buildTools: false, product: { name: 'dotnet', release: '8.0' } }],
  ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', { user: '1654', shell: false, minimal: true, distribution: { name: 'ubuntu', release: '24.04' } }],
  ['mcr.microsoft.com/dotnet/sdk:8.0-alpine3.20', { buildTools: true, packageManager: 'apk', distribution: { name: 'alpine', release: '3.20' } }],
  ['mcr.microsoft.com/dotnet/runtime-deps:9.0-azurelinux3.0-distroless', { user: '1654', shell: false, distribution: { name: 'azurelinux', release: '3.0' } }],
  ['registry.access.redhat.com/ubi9/ubi-minimal:9.4', { packageManager: 'microdnf', distribution: { name: 'ubi', release: '9' }, shellDialect: 'bash', minimal: true }],
  ['redhat/ubi9-minimal', { packageManager: 'microdnf', distribution: { name: 'ubi', release: '9' } }],
  ['registry.access.redhat.com/ubi8', { packageManager: 'dnf', distribution: { name: 'ubi', release: '8' } }],
  ['amazonlinux:2023', { packageManager: 'dnf', curl: true, distribution: { name: 'amazonlinux', release: '2023' } }],
  ['amazonlinux:2', { packageManager: 'yum' }],
  ['centos:7', { packageManager: 'yum', distribution: { name: 'centos', release: '7' } }],
  ['quay.io/centos/centos:stream9', { distribution: { name: 'centos-stream', release: '9' } }],
  ['centos:centos7', { packageManager: 'yum', distribution: { name: 'centos', release: '7' } }],
  ['centos', { packageManager: 'dnf', distribution: { name: 'centos', release: '8' } }],
  ['amazonlinux:2023-minimal', { packageManager: undefined, minimal: true }],
  ['nvidia/cuda:12.4.1-devel-ubuntu22.04', { buildTools: true, packageManager: 'apt', distribution: { name: 'ubuntu', release: '22.04' } }],
  ['rockylinux:9-minimal', { packageManager: 'microdnf', distribution: { name: 'rockylinux', release: '9' } }],
  ['ghcr.io/astral-sh/uv:0.5', { shell: false, entrypoint: ['/uv'] }],
  ['ghcr.io/astral-sh/uv:python3.12-bookworm-slim', { shell: true, minimal: true, distribution: { name: 'debian', release: '12' } }],
  ['mcr.microsoft.com/windows/servercore:ltsc2022', { operatingSystem: 'windows', user: 'ContainerAdministrator' }],
];

describe('facts of well-known images', () => {
  test.each(examples)('%s', (image, facts) => {
    expect(known(image)).toMatchObject(facts);
  });

  test('ubuntu has its own user since 23.04', () => {
    expect(known('ubuntu:24.04').users?.some(({ name }) => name === 'ubuntu')).toBe(true);
    expect(known('ubuntu:22.04').users?.some(({ name }) => name === 'ubuntu')).toBe(false);
    expect(known('ubuntu').users).toBeUndefined();
  });

  test('scratch is known to be empty', () => {
    expect(scratchImage).toMatchObject({ shell: false, packageManager: 'none', user: 'root', users: [], minimal: true });
    expect(baseImage(reference('registry.example/team/app:1'))).toBeUndefined();
  });
});

describe('names of the same image', () => {
  test.each(['library/python:3.12-slim', 'docker.io/python:3.12-slim', 'docker.io/library/python:3.12-slim', 'index.docker.io/library/python:3.12-slim',
    'public.ecr.aws/docker/library/python:3.12-slim', 'mirror.gcr.io/library/python:3.12-slim', 'arm64v8/python:3.12-slim'])('%s', (image) => {
    expect(known(image)).toEqual(known('python:3.12-slim'));
  });

  test('of another namespace nothing is known', () => {
    expect(baseImage(reference('someone/python:3.12-slim'))).toBeUndefined();
  });
});

describe('what only the build knows', () => {
  test('known pieces of a tag count', () => {
    expect(known('python:\u0000-slim')).toMatchObject({ minimal: true, curl: false, packageManager: 'apt', product: { name: 'python', release: undefined } });
    expect(known('python:\u0000-bookworm')).toMatchObject({ packageManager: 'apt', distribution: { name: 'debian', release: '12' }, minimal: undefined });
    expect(known('nginx:\u0000-alpine')).toMatchObject({ curl: true, minimal: true });
    expect(known('nginx:1.27-alpine-\u0000')).toMatchObject({ curl: undefined, minimal: true });
    expect(known('python:3.9-\u0000')).toMatchObject({ product: { name: 'python', release: '3.9' }, minimal: undefined, user: 'root' });
  });

  test('an unknown piece makes unknown what it could change, and nothing else', () => {
    expect(known('python:\u0000')).toMatchObject({ user: 'root', minimal: undefined, curl: undefined, packageManager: undefined, healthcheck: false, shell: true });
    expect(known('python:3.1\u0000')).toMatchObject({ product: { name: 'python', release: undefined } });
    expect(known('gcr.io/distroless/static:\u0000')).toMatchObject({ user: undefined, shell: undefined, packageManager: 'none' });
    expect(known('golang:1.22')).toMatchObject({ operatingSystem: 'linux' });
    expect(known('golang:\u0000')).toMatchObject({ operatingSystem: undefined, buildTools: true });
  });

  test('a digest without a tag hides the variant', () => {
    expect(known('python@sha256:abc')).toMatchObject({ tag: undefined, minimal: undefined });
    expect(known('python:3.12-slim@sha256:abc')).toMatchObject({ minimal: true });
  });

  test('of an unknown registry or repository nothing is known', () => {
    expect(baseImage(reference('\u0000/python:3.12'))).toBeUndefined();
    expect(baseImage(reference('py\u0000:3.12'))).toBeUndefined();
  });
});

describe('entries of the config', () => {
  const entries = [
    { image: 'registry.example/base/*', like: 'debian:12-slim', user: 'app', packages: ['curl'] },
    { image: 'registry.example/base/tiny:1.*', shell: false, minimal: true },
    { image: 'python', curl: true, user: '1000' },
  ] as const;

  test('take facts from a known image and add their own', () => {
    expect(baseImage(reference('registry.example/base/web:7'), entries)).toMatchObject({
      user: 'app', curl: true, wget: false, packageManager: 'apt', minimal: true, distribution: { name: 'debian', release: '12' }, image: 'registry.example/base/web',
    });
  });

  test('the last that fits wins; a tag pattern must fit for sure', () => {
    expect(baseImage(reference('registry.example/base/tiny:1.4'), entries)).toMatchObject({ shell: false, curl: undefined });
    expect(baseImage(reference('registry.example/base/tiny:2'), entries)).toMatchObject({ user: 'app' });
    expect(baseImage(reference('registry.example/base/tiny:\u0000'), entries)).toMatchObject({ user: 'app' });
  });

  test('change what the tables say', () => {
    expect(baseImage(reference('python:3.12-slim'), entries)).toMatchObject({ curl: true, user: '1000', wget: false });
  });
});

describe('the tables', () => {
  test('every family has a source and a date, and no name is in two of them', () => {
    const names = families.flatMap((family) => family.names);
    expect(new Set(names).size).toBe(names.length);
    for (const family of families) {
      expect(family.source).not.toBe('');
      expect(family.date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(family.names.length > 0 || family.pattern !== undefined).toBe(true);
    }
  });

  test('never throw, and hide nothing that more knowledge would contradict', () => {
    const names = fc.constantFrom(...families.flatMap((family) => family.names), 'gcr.io/distroless/base-debian12', 'gcr.io/distroless/nodejs20');
    const words = fc.tuple(
      fc.constantFrom('3.12', '8', '22.04', 'latest', 'stable'), fc.constantFrom('', 'jre', 'jdk', 'fpm', 'nonroot', 'debug'),
      fc.constantFrom('', 'slim', 'alpine', 'alpine3.20', 'minimal', 'noble-chiseled'), fc.constantFrom('', 'bookworm'),
    ).map(([version, trait, flavour, codename]) => [version, trait, flavour, flavour === '' || flavour === 'slim' ? codename : ''].flatMap((part) => part.split('-')).filter((part) => part !== ''));
    fc.assert(fc.property(names, words, fc.nat(3), (name, parts, hidden) => {
      const full = baseImage(reference(`${name}:${parts.join('-')}`));
      const partly = baseImage(reference(`${name}:${parts.map((part, index) => (index === hidden ? '\u0000' : part)).join('-')}`));
      if (parts.includes('bookworm') && full?.distribution?.name !== 'debian') return; // no such image
      for (const fact of ['user', 'shell', 'shellDialect', 'bash', 'packageManager', 'curl', 'wget', 'minimal', 'buildTools', 'libc', 'healthcheck', 'workdir'] as const) {
        if (partly?.[fact] !== undefined && full?.[fact] !== undefined) expect([name, parts, fact, partly[fact]]).toEqual([name, parts, fact, full[fact]]);
      }
    }), { numRuns: 5000 });
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
      const image = baseImage(reference(text));
      expect(image === undefined || image.date.length > 0).toBe(true);
    }), { numRuns: 2000 });
  });
});

describe("vendors' images", () => {
  test.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['quay.io/jupyter/scipy-notebook:2026-11-02', '1000', 'apt', 'glibc'],
    ['mambaorg/micromamba:2.8.1', 'mambauser', 'apt', 'glibc'],
    ['mambaorg/micromamba:2.8.1-alpine3.22', 'mambauser', 'apk', 'musl'],
    ['public.ecr.aws/lambda/python:3.13', 'root', undefined, 'glibc'],
    ['registry.access.redhat.com/ubi9/openjdk-21-runtime:1.23', '185', 'microdnf', 'glibc'],
    ['registry.access.redhat.com/ubi9/nodejs-22:1', '1001', undefined, 'glibc'],
    ['apache/airflow:3.0.4-python3.12', '50000', 'apt', 'glibc'],
    ['cgr.dev/chainguard/wolfi-base', 'root', 'apk', 'glibc'],
    ['hexpm/elixir:1.18.4-erlang-28.0.2-debian-bookworm-20250811-slim', 'root', 'apt', 'glibc'],
    ['grafana/grafana:12.1.0', '472', 'apk', 'musl'],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'ContainerUser', undefined, undefined],
  ])('%s runs as %s', (image, user, packageManager, libc) => {
    expect(baseImage(reference(image))).toMatchObject({ user, packageManager, libc });
  });
});
