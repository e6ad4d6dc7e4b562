import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isDockerfileName, kindOfFile } from '../src/dockerfile-kind.ts';

let folder = '';
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'ironlint-kind-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const plain = '# a comment\n\nARG TAG=13\nFROM debian:$TAG\n';

describe('a file that is found is', () => {
  test.each([
    // By its name alone.
    ['Dockerfile', 'RUN a\n', 'dockerfile'],
    ['dev.Dockerfile', '', 'dockerfile'],
    ['Containerfile', 'x', 'dockerfile'],
    // With a FROM somewhere.
    ['Dockerfile.dev', plain, 'dockerfile'],
    ['Dockerfile_jammy', plain, 'dockerfile'],
    ['Dockerfile-alpine', `INCLUDE head\n${plain}`, 'dockerfile'],
    ['Dockerfile-packages', 'RUN dnf install -y gcc\n', 'part'],
    ['Dockerfile.long', `${'# words\n'.repeat(3000)}${plain}`, 'dockerfile'],
    // Templates that are whole, and others.
    ['Dockerfile.tmpl', plain, 'dockerfile'],
    ['Dockerfile.in', 'ARG CC=gcc\nCOPY . /a\n', 'part'],
    ['Dockerfile.j2', 'FROM {{ image }}\n', 'part'],
    ['tmpl.Dockerfile', 'FROM golang:1.25 AS b\nFROM {{ .RuntimeImage }}\n', 'part'],
    ['Dockerfile.erb', 'FROM debian:13\n<% if node %>\nRUN a\n<% end %>\n', 'part'],
    ['Dockerfile.deps.tmpl', 'FROM __IMAGE__\n', 'part'],
    ['Dockerfile.build', 'FROM #DIST#:#CODENAME# AS a\n', 'part'],
    ['Dockerfile.template', 'FROM python:${version}-slim\n', 'part'],
    ['Dockerfile.template', 'FROM REPLACE_IMAGE_FROM\n', 'part'],
    ['Dockerfile.deb.m4', "changequote([,])dnl\nFROM debian:13\nifelse(OS,\nRUN a\n)dnl\n", 'part'],
    // Something else.
    ['dockerfile.go', 'package dockerfile\n', 'other'],
    ['Dockerfile.cpp', plain, 'dockerfile'],
    ['Dockerfile.md', 'FROM here on\n\n{{ x }}\n', 'other'],
    ['Dockerfile.dockerignore', plain, 'other'],
    ['mydockerfile', plain, 'other'],
  ])('%s with %j: %s', (name, text, kind) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    expect(kindOfFile(file)).toBe(kind);
  });

  test.each([
    ['a template in a folder of templates', 'FROM {{ baseImage }}\n', 'part'],
    ['a Dockerfile in a folder of templates', plain, 'dockerfile'],
  ])('%s', (_name, text, kind) => {
    mkdirSync(path.join(folder, 'dockerfile-template'), { recursive: true });
    const file = path.join(folder, 'dockerfile-template', 'Dockerfile');
    writeFileSync(file, text);
    expect(kindOfFile(file)).toBe(kind);
  });

  test('a Dockerfile, when it cannot be read', () => {
    expect(kindOfFile(path.join(folder, 'none', 'Dockerfile.dev'))).toBe('dockerfile');
  });
});

test('names of Dockerfiles', () => {
  expect(['Dockerfile', 'a/dockerfile.dev', 'x.Dockerfile', 'Containerfile-1', 'Dockerfile_b'].filter((name) => !isDockerfileName(name))).toEqual([]);
  expect(['Dockerfiles', 'Dockerfile.dockerignore', 'compose.yml'].filter((name) => isDockerfileName(name))).toEqual([]);
});
