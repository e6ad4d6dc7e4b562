import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseImage } from '../../src/knowledge/base-images.ts';
import { minimalVariants, shipInstead } from '../../src/knowledge/variants.ts';
import { reference } from './reference.ts';

describe('minimal variants', () => {
  test.each<[string, readonly string[]]>([
    ['python:3.12', ['python:3.12-slim', 'python:3.12-alpine']],
    ['python', ['python:slim', 'python:alpine']],
    ['python:3.12-bookworm', ['python:3.12-slim-bookworm', 'python:3.12-alpine']],
    ['docker.io/library/python:3.12@sha256:abc', ['docker.io/library/python:3.12-slim', 'docker.io/library/python:3.12-alpine']],
    ['node:22-bookworm', ['node:22-bookworm-slim', 'node:22-alpine']],
    ['node:lts', ['node:lts-slim', 'node:lts-alpine']],
    ['debian:bookworm', ['debian:bookworm-slim']],
    ['debian:12', ['debian:12-slim']],
    ['debian:bookworm-20260623', ['debian:bookworm-20260623-slim']],
    ['golang:1.22-bookworm', ['golang:1.22-alpine']],
    ['php:8.3-fpm', ['php:8.3-fpm-alpine']],
    ['php:8.3-apache', []],
    ['nginx:1.27', ['nginx:1.27-alpine-slim', 'nginx:1.27-alpine']],
    ['eclipse-temurin:21-jre', ['eclipse-temurin:21-jre-alpine']],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', 'mcr.microsoft.com/dotnet/aspnet:8.0-alpine']],
    ['registry.access.redhat.com/ubi9/ubi', ['registry.access.redhat.com/ubi9/ubi-minimal', 'registry.access.redhat.com/ubi9/ubi-micro']],
    ['rockylinux:9', ['rockylinux:9-minimal']],
    ['python:3.12-slim', []], ['alpine:3.20', []], ['ubuntu:24.04', []], ['someone/app:1', []], ['python:\u0000', []],
    ['python:3.12-windowsservercore', []],
  ])('%s', (image, expected) => {
    expect(minimalVariants(reference(image))).toEqual(expected);
  });

  test('what is suggested is minimal', () => {
    const images = fc.constantFrom('python', 'node', 'debian', 'ruby', 'rust', 'golang', 'nginx', 'php', 'redis', 'perl', 'eclipse-temurin', 'rockylinux', 'mcr.microsoft.com/dotnet/runtime', 'redhat/ubi9', 'swift', 'solr');
    const tags = fc.constantFrom('', ':1', ':3.12', ':latest', ':8-bookworm', ':17-jre', ':8.3-cli');
    fc.assert(fc.property(images, tags, (image, tag) => {
      for (const variant of minimalVariants(reference(image + tag))) expect([variant, baseImage(reference(variant))?.minimal]).toEqual([variant, true]);
    }), { numRuns: 300 });
  });

  test('images that build have advice on what to ship', () => {
    expect(shipInstead(reference('rust:1'))).toContain('distroless');
    expect(shipInstead(reference('eclipse-temurin:21-jdk-alpine'))).toContain('`eclipse-temurin:21-jre-alpine`');
    expect(shipInstead(reference('maven:3.9-eclipse-temurin-17-alpine'))).toContain('`eclipse-temurin:17-jre-alpine`');
    expect(shipInstead(reference('python:3.12'))).toBeUndefined();
  });
});
