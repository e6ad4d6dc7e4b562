import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { showCache, summarizeCache } from '../../src/explore/cache.ts';
import { explainLine } from '../../src/explore/line.ts';
import { showStages } from '../../src/explore/stages.ts';
import { Source } from '../../src/source.ts';

const dockerfile = `FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /app

FROM debian:trixie-slim AS final
ARG WHO=app
USER $WHO
COPY --from=build /app /usr/bin/app
ENTRYPOINT ["app"]
`;

const buildOf = (text: string, files: Readonly<Record<string, string>> = {}) =>
  createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01', ports: { context: () => memoryContext({ files, why: 'it was given' }) } });

describe('stages', () => {
  test('text names what is shipped and the line of each fact', () => {
    const text = showStages(buildOf(dockerfile), 'text');
    expect(text).toContain('stage 0 `build` (line 1)\n');
    expect(text).toContain('stage 1 `final` (line 6), shipped\n');
    expect(text).toContain('  takes from   build\n');
    expect(text).toContain('  user         app  line 8\n');
    expect(text).toContain('  entrypoint   ["app"]  line 10\n');
  });

  test('text names what FROM becomes, the environment and images that are copied from', () => {
    const text = showStages(buildOf('ARG V=13\nARG OTHER\nFROM debian:$V-slim AS base\nENV A=1 B=$UNSET\nFROM base\nARG TOKEN\nENV A=2 SECRET=x$TOKEN\nCOPY --from=ghcr.io/tool:1 /tool /usr/bin/\nLABEL key=$TOKEN\nFROM $OTHER AS last\n'), 'text');
    expect(text).toContain('  from         debian:$V-slim, which is debian:13-slim\n');
    expect(text).toContain('  env A        1  line 4\n');
    expect(text).toContain('  env A        2  line 7\n');
    expect(text).toContain('  env SECRET   x? (? only the build knows)  line 7\n');
    expect(text).toContain('  takes from   ghcr.io/tool:1\n');
    expect(text).toContain('  label key    unknown: `--build-arg TOKEN` sets it, and it has no default  line 9\n');
    expect(text).toContain('  from         $OTHER (only the build knows which image that is)\n');
  });

  test('JSON carries the graph', () => {
    const { stages } = JSON.parse(showStages(buildOf(dockerfile), 'json')) as { stages: readonly { name: string; takesFrom: readonly number[]; shipped: boolean }[] };
    expect(stages.map(({ name, takesFrom, shipped }) => [name, takesFrom, shipped])).toEqual([['build', [], false], ['final', [0], true]]);
  });

  test('a platform that chooses the stages is named, and how to see the others', () => {
    const text = 'FROM alpine:3.23 AS run-amd64\nFROM debian:13 AS run-arm64\nFROM run-$TARGETARCH\n';
    expect(showStages(buildOf(text), 'text')).toContain('Dockerfile, built with TARGETARCH=amd64 (or: --build-arg TARGETARCH=arm64)\n');
    expect(showCache(buildOf(text), ['a'], 'text')).toContain('Dockerfile, built with TARGETARCH=amd64 (or: --build-arg TARGETARCH=arm64), when `a` changes\n');
    expect(JSON.parse(showStages(buildOf(text), 'json'))).toMatchObject({ platform: { TARGETARCH: 'amd64' }, platforms: [{ TARGETARCH: 'amd64' }, { TARGETARCH: 'arm64' }] });
    const other = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01', args: new Map([['TARGETARCH', 'arm64']]) });
    expect(showStages(other, 'text')).toContain('  from         run-$TARGETARCH (stage 1)\n');
  });

  test('Mermaid draws FROM and COPY', () => {
    expect(showStages(buildOf(dockerfile), 'mermaid')).toBe(`flowchart LR
  s0["build<br/>line 1"]
  i0(["golang:1.27"]) -->|FROM| s0
  s1[["final<br/>line 6"]]
  i1(["debian:trixie-slim"]) -->|FROM| s1
  s0 -.->|COPY| s1
`);
  });

  test('a name cannot break out of the drawing or the terminal', () => {
    const hostile = buildOf('FROM a"]-->x\u001b[31m\n');
    expect(showStages(hostile, 'mermaid')).not.toMatch(/"\]-->x/);
    expect(showStages(hostile, 'text')).not.toContain('\u001b');
  });
});

test('a line tells its words, its commands and the state before it', () => {
  const text = explainLine(buildOf(dockerfile), 8);
  expect(text).toContain('Dockerfile: USER, line 8, stage final (shipped)');
  expect(text).toContain('$WHO is app');
  expect(explainLine(buildOf(dockerfile), 4)).toContain('4:5 runs go build -o /app');
  expect(explainLine(buildOf(dockerfile), 5)).toContain('no instruction stands here; the next is FROM at line 6');
  expect(explainLine(buildOf(dockerfile), 8)).toContain('variables:\n  $WHO is app  line 7\n');
  expect(explainLine(buildOf(dockerfile), 6)).toContain('what the stage begins with:\n  user         root  line 6, by debian:trixie-slim\n');
});

describe('the cache', () => {
  test('JSON is the documented contract', () => {
    const shown = JSON.parse(showCache(buildOf(dockerfile), ['main.go'], 'json')) as { file: string; changed: readonly string[]; steps: readonly Record<string, unknown>[] };
    expect({ file: shown.file, changed: shown.changed }).toEqual({ file: 'Dockerfile', changed: ['main.go'] });
    expect(shown.steps[1]).toEqual({ stage: 'build', line: 3, instruction: 'COPY . .', outcome: 'runs', why: 'it copies `main.go`' });
  });

  test('the summary has a row for every kind of file', () => {
    const summary = summarizeCache(buildOf(dockerfile, { 'main.go': '', 'go.mod': '', 'go.sum': '', 'README.md': '' }), 'text');
    for (const kind of ['sources', 'manifests', 'lock files', 'documentation']) expect(summary).toContain(kind);
    expect(summary).toContain('from line 3: COPY . .');
  });
});
