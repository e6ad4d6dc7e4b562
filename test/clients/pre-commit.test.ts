import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneOfThis, commitAll, remove, run, scratchFolder, versionOf, whyNoClients } from './scratch.ts';

const why = whyNoClients();
const version = why === undefined ? versionOf('pre-commit') : undefined;
if (version === undefined) console.warn(`skipped: the hooks were not tried with the real pre-commit: ${why ?? 'it is not installed'}`);

(version === undefined ? describe.skip : describe)(`the hooks, by the real ${version ?? 'pre-commit'}`, () => {
  const clone = scratchFolder('clone');
  const work = scratchFolder('work');
  const home = scratchFolder('home');
  let revision = '';

  beforeAll(() => {
    revision = cloneOfThis(clone);
    commitAll(work, {
      '.pre-commit-config.yaml': `repos:\n  - repo: ${clone}\n    rev: ${revision}\n    hooks:\n      - id: ironlint\n        args: [--no-config]\n      - id: ironlint-fix\n        args: [--no-config]\n`,
      'api/Dockerfile.dev': '# the base\nFROM debian\n',
      'web/Containerfile': '# the base\nFROM debian\n',
      'tools/build.dockerfile': '# the base\nFROM debian\n',
      'Dockerfile.dockerignore': 'FRUM\n',
      'dockerfile.go': 'package main\n',
    });
  });
  afterAll(() => {
    for (const folder of [clone, work, home]) remove(folder);
  });

  test('install, and judge the files that are Dockerfiles', () => {
    const { status, output } = run(work, 'pre-commit', ['run', '--all-files', 'ironlint'], { PRE_COMMIT_HOME: home });
    expect(output).toContain('exit code: 1');
    expect(status).toBe(1);
    for (const file of ['api/Dockerfile.dev:2', 'web/Containerfile:2', 'tools/build.dockerfile:2']) expect(output).toContain(file);
    for (const file of ['Dockerfile.dockerignore', 'dockerfile.go']) expect(output).not.toContain(file);
  }, 300_000);

  test('pass when nothing is wrong', () => {
    commitAll(work, { 'api/Dockerfile.dev': 'FROM debian:12-slim\nUSER 1000\n' });
    const { status, output } = run(work, 'pre-commit', ['run', 'ironlint', '--files', 'api/Dockerfile.dev'], { PRE_COMMIT_HOME: home });
    expect(output).toMatch(/Passed/);
    expect(status).toBe(0);
  }, 300_000);
});

test('all hooks take every name of a Dockerfile, and nothing else', () => {
  const text = readFileSync(path.join(import.meta.dirname, '..', '..', '.pre-commit-hooks.yaml'), 'utf8');
  const patterns = (key: string): readonly RegExp[] => [...text.matchAll(new RegExp(`^  ${key}: \\(\\?i\\)(.*)$`, 'gm'))].map(([, pattern]) => new RegExp(pattern ?? '', 'i'));
  const [files, exclude] = [patterns('files'), patterns('exclude')];
  expect([files.length, exclude.length]).toEqual([3, 3]);
  const taken = (name: string): readonly boolean[] => files.map((pattern, index) => pattern.test(name) && exclude[index]?.test(name) === false);
  for (const name of ['Dockerfile', 'a/dockerfile', 'Dockerfile.dev', 'prod.Dockerfile', 'api.dockerfile', 'Containerfile', 'x/Containerfile.ci', 'Dockerfile-alpine', 'Dockerfile_jammy']) expect([name, taken(name)]).toEqual([name, [true, true, true]]);
  for (const name of ['Dockerfile.dockerignore', 'Containerfile.containerignore', '.dockerignore', 'mydockerfile', 'Dockerfiles/x.py', 'dockerfile.go', 'Dockerfile.5.md', 'Dockerfile.in', 'Dockerfile.template']) expect([name, taken(name)]).toEqual([name, [false, false, false]]);
});
