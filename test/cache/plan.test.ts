import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBuild } from '../../src/build.ts';
import { planCache } from '../../src/cache/plan.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { Source } from '../../src/source.ts';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures', 'ironpost');

/** `line: outcome` of every step. */
function plan(dockerfile: string, changed: readonly string[], dockerignore?: string): Readonly<Record<number, string>> {
  const files = new Map(dockerignore === undefined ? [] : [['.dockerignore', dockerignore]]);
  const build = createBuild({ source: new Source('Dockerfile', dockerfile), today: '2026-11-01', ports: { context: () => memoryContext({ files, why: 'it was given' }) } });
  return Object.fromEntries(planCache(build, changed).map((step) => [step.instruction.place.source.position(step.instruction.place.span.start).line, step.outcome]));
}

function ironpost(variant: string): string {
  return readFileSync(path.join(fixtures, variant, 'docker', 'Dockerfile'), 'utf8');
}

function sourcesOf(variant: string): readonly string[] {
  const folder = path.join(fixtures, variant);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rs')).map((file) => file.split(path.sep).join('/'));
}

describe('the statement of T7.8', () => {
  test('after: an edit of any source leaves `cargo chef cook` cached, and rebuilds the application', () => {
    const sources = sourcesOf('after');
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) expect(plan(ironpost('after'), [source])).toMatchObject({ 8: 'runs', 11: 'runs', 23: 'cached', 24: 'cached', 37: 'cached', 41: 'runs', 42: 'runs' });
  });

  test('after: an edit of a manifest may cook the dependencies again', () => {
    expect(plan(ironpost('after'), ['Cargo.toml'])).toMatchObject({ 11: 'runs', 23: 'runs', 24: 'runs', 37: 'runs' });
  });

  test('after: documentation touches nothing', () => {
    const outcomes = new Set(Object.values(plan(ironpost('after'), ['README.md', 'docs/architecture.md'])));
    expect(outcomes).toEqual(new Set(['cached']));
  });

  test('before: every edit compiles all dependencies again', () => {
    for (const edited of [...sourcesOf('before'), 'Cargo.toml', 'README.md']) expect(plan(ironpost('before'), [edited])).toMatchObject({ 11: 'runs', 13: 'runs' });
  });
});

describe('keys', () => {
  test('a step below one that runs again runs again; configuration does not', () => {
    expect(plan('FROM node\nCOPY . .\nLABEL a=b\nENV C=d\nRUN npm ci\nCMD ["node"]\n', ['a.js'])).toEqual({ 2: 'runs', 3: 'cached', 4: 'cached', 5: 'runs', 6: 'cached' });
  });

  test('what .dockerignore takes out is in no key', () => {
    expect(plan('FROM node\nCOPY . .\nRUN npm ci\n', ['README.md'], '*.md\n')).toEqual({ 2: 'cached', 3: 'cached' });
  });

  test('manifests copied first keep the install cached', () => {
    const dockerfile = 'FROM node\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY src src\n';
    expect(plan(dockerfile, ['src/index.js'])).toEqual({ 2: 'cached', 3: 'cached', 4: 'cached', 5: 'runs' });
    expect(plan(dockerfile, ['package-lock.json'])).toMatchObject({ 3: 'runs', 4: 'runs' });
  });

  test('COPY --link does not depend on what is above it', () => {
    expect(plan('FROM node\nCOPY a.js .\nCOPY --link b.js .\nCOPY b.js .\n', ['a.js'])).toEqual({ 2: 'runs', 3: 'cached', 4: 'runs' });
  });

  test('a bind mount of the context is in the key, a cache mount is not', () => {
    const dockerfile = 'FROM golang\nRUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=cache,target=/go/pkg go mod download\nRUN --mount=type=bind,target=. go build\n';
    expect(plan(dockerfile, ['main.go'])).toEqual({ 2: 'cached', 3: 'runs' });
    expect(plan(dockerfile, ['go.mod'])).toEqual({ 2: 'runs', 3: 'runs' });
  });

  test('COPY --from goes by what it takes', () => {
    const dockerfile = 'FROM a AS one\nCOPY x /x\nFROM b AS two\nCOPY y /y\nFROM c\nCOPY --from=one /x /x\nCOPY --from=two /y /y\nCOPY --from=nginx /etc /etc\n';
    expect(plan(dockerfile, ['y'])).toEqual({ 2: 'cached', 4: 'runs', 6: 'cached', 7: 'runs', 8: 'runs' });
  });

  test('a stage that the target does not need is no step', () => {
    expect(plan('FROM a AS unused\nCOPY x /x\nFROM b\nCOPY x /x\n', ['x'])).toEqual({ 4: 'runs' });
  });

  test('a stage built FROM one that changed runs again as a whole', () => {
    expect(plan('FROM a AS one\nCOPY x /x\nFROM one\nRUN true\n', ['x'])).toEqual({ 2: 'runs', 4: 'runs' });
  });

  test('a source that only the build knows is unknown, not guessed', () => {
    expect(plan('FROM a\nARG FILE\nCOPY $FILE /x\nRUN true\n', ['x'])).toMatchObject({ 3: 'unknown', 4: 'unknown' });
  });
});

test('no plan throws, and an edit of nothing runs nothing', () => {
  const lines = ['FROM a AS s', 'FROM s', 'COPY . .', 'COPY a* /b/', 'COPY --from=s /x .', 'RUN cargo chef prepare', 'RUN --mount=type=bind,target=/m ls', 'WORKDIR x', 'ADD http://x/y .', 'COPY [a] b', 'ENV A=b'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 12 }), fc.string(), (chosen, file) => {
    const dockerfile = `FROM base\n${chosen.join('\n')}\n`;
    plan(dockerfile, [file]);
    expect(Object.values(plan(dockerfile, [])).filter((outcome) => outcome === 'runs')).toEqual([]);
  }));
});
