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
function plan(dockerfile: string, changed: readonly string[], dockerignore?: string, listed: readonly string[] = []): Readonly<Record<number, string>> {
  const files = new Map([...(dockerignore === undefined ? [] : [['.dockerignore', dockerignore] as const]), ...listed.map((path) => [path, ''] as const)]);
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


/** Keys as BuildKit 0.25 makes them (`dockerfile2llb`, `ops/file.go`, `ops/exec.go`, read 2026-09), one fact each. */
describe('what enters a key, fact by fact', () => {
  test.each<[string, string, readonly string[], Readonly<Record<number, string>>]>([
    ['a RUN does not look at the context', 'FROM a\nRUN make', ['x'], { 2: 'cached' }],
    ['a RUN enters by its parents', 'FROM a\nCOPY x /x\nRUN make\nRUN echo', ['x'], { 2: 'runs', 3: 'runs', 4: 'runs' }],
    ['COPY of another file', 'FROM a\nCOPY y /y\nRUN make', ['x'], { 2: 'cached', 3: 'cached' }],
    ['COPY below a step that runs', 'FROM a\nCOPY x /x\nCOPY y /y', ['x'], { 2: 'runs', 3: 'runs' }],
    ['a file in a folder', 'FROM a\nCOPY src /src', ['src/a/b.c'], { 2: 'runs' }],
    ['a folder of a like name', 'FROM a\nCOPY src /src', ['src2/b.c'], { 2: 'cached' }],
    ['a folder with slashes and dots', 'FROM a\nCOPY ./src/./ /src', ['src/b.c'], { 2: 'runs' }],
    ['a path with ..', 'FROM a\nCOPY ../src /src', ['src/b.c'], { 2: 'runs' }],
    ['a wildcard', 'FROM a\nCOPY *.json /', ['package.json'], { 2: 'runs' }],
    ['a wildcard crosses no folder', 'FROM a\nCOPY *.json /', ['a/package.json'], { 2: 'cached' }],
    ['a wildcard that names a folder', 'FROM a\nCOPY s* /s/', ['src/a/b.c'], { 2: 'runs' }],
    ['a wildcard in the middle', 'FROM a\nCOPY crates/*/Cargo.toml /c/', ['crates/a/Cargo.toml'], { 2: 'runs' }],
    ['a wildcard in the middle, another file', 'FROM a\nCOPY crates/*/Cargo.toml /c/', ['crates/a/src/lib.rs'], { 2: 'cached' }],
    ['a class', 'FROM a\nCOPY [ab].txt /', ['b.txt'], { 2: 'runs' }],
    ['ADD of a file', 'FROM a\nADD x.tar.gz /', ['x.tar.gz'], { 2: 'runs' }],
    ['ADD of a URL', 'FROM a\nADD https://example.org/x /x\nRUN make', ['x'], { 2: 'cached', 3: 'cached' }],
    ['ADD of a repository', 'FROM a\nADD https://github.com/a/b.git /b\nADD git@github.com:a/b.git /c', ['b'], { 2: 'cached', 3: 'cached' }],
    ['a heredoc', 'FROM a\nCOPY <<EOF /x\nx\nEOF\nRUN make', ['x', 'EOF'], { 2: 'cached', 5: 'cached' }],
    ['a heredoc beside a file', 'FROM a\nCOPY <<EOF x /d/\nx\nEOF\nRUN make', ['x'], { 2: 'runs', 5: 'runs' }],
    ['--exclude takes out', 'FROM a\nCOPY --exclude=*.md . /', ['README.md'], { 2: 'cached' }],
    ['--exclude is relative to the folder', 'FROM a\nCOPY --exclude=a/*.md docs /docs', ['docs/a/x.md'], { 2: 'cached' }],
    ['--exclude of something else', 'FROM a\nCOPY --exclude=*.md . /', ['README.txt'], { 2: 'runs' }],
    ['--parents', 'FROM a\nCOPY --parents src/*/x.txt /d/\nFROM b\nCOPY --from=0 /d/src/a/x.txt /x\nFROM c\nCOPY --from=0 /d/src/b /b\nCOPY --from=1 /x /x', ['src/a/x.txt'], { 2: 'runs', 4: 'runs', 6: 'cached', 7: 'runs' }],
    ['--parents with **', 'FROM a\nCOPY --parents **/package.json /d/', ['a/b/package.json'], { 2: 'runs' }],
    ['--parents with **, another file', 'FROM a\nCOPY --parents **/package.json /d/', ['a/b/index.js'], { 2: 'cached' }],
    ['--parents with a pivot', 'FROM a\nCOPY --parents a/./b/x /d/\nFROM c\nCOPY --from=0 /d/a /y\nCOPY --from=0 /d/b/x /x', ['a/b/x'], { 2: 'runs', 4: 'cached', 5: 'runs' }],
    ['--link hangs on nothing above', 'FROM a\nCOPY a /a\nCOPY --link b /b\nRUN make', ['a'], { 2: 'runs', 3: 'cached', 4: 'runs' }],
    ['--link=false', 'FROM a\nCOPY a /a\nCOPY --link=false b /b', ['a'], { 2: 'runs', 3: 'runs' }],
    ['--link of an edited file', 'FROM a\nCOPY --link b /b\nRUN make', ['b'], { 2: 'runs', 3: 'runs' }],
    ['ADD --link', 'FROM a\nCOPY a /a\nADD --link b /b', ['a'], { 2: 'runs', 3: 'cached' }],
    ['WORKDIR makes a folder', 'FROM a\nCOPY a /a\nWORKDIR /w\nRUN make', ['a'], { 2: 'runs', 3: 'runs', 4: 'runs' }],
    ['metadata voids nothing', 'FROM a\nLABEL a=b\nEXPOSE 1\nCMD ["a"]\nENTRYPOINT ["a"]\nHEALTHCHECK NONE\nSTOPSIGNAL 9\nVOLUME /v\nUSER 1\nSHELL ["sh"]\nRUN make', ['x'], Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((line) => [line, 'cached']))],
    ['metadata below a step that runs', 'FROM a\nCOPY x /x\nENV A=b\nARG C=d\nUSER 1', ['x'], { 2: 'runs', 3: 'cached', 4: 'cached', 5: 'cached' }],
    ['a bind mount of a file', 'FROM a\nRUN --mount=source=go.mod,target=/m make\nRUN --mount=type=bind,src=go.sum,dst=/m make', ['go.mod'], { 2: 'runs', 3: 'runs' }],
    ['a bind mount of another file', 'FROM a\nRUN --mount=type=bind,src=go.sum,dst=/m make', ['go.mod'], { 2: 'cached' }],
    ['a bind mount of the context', 'FROM a\nRUN --mount=type=bind,target=. make', ['a/b'], { 2: 'runs' }],
    ['a bind mount that may be written', 'FROM a\nRUN --mount=type=bind,target=.,rw make', ['a/b'], { 2: 'runs' }],
    ['a bind mount of a stage', 'FROM a\nCOPY x /x\nFROM b\nRUN --mount=from=0,source=/x,target=/m make', ['x'], { 2: 'runs', 4: 'runs' }],
    ['a bind mount of something else of a stage', 'FROM a\nCOPY x /x\nFROM b\nRUN --mount=from=0,source=/y,target=/m make', ['x'], { 2: 'runs', 4: 'cached' }],
    ['a cache mount', 'FROM a\nRUN --mount=type=cache,target=/x make', ['x'], { 2: 'cached' }],
    ['a cache mount that begins with a stage', 'FROM a\nCOPY x /x\nFROM b\nRUN --mount=type=cache,from=0,source=/x,target=/c make', ['x'], { 2: 'runs', 4: 'runs' }],
    ['secrets, SSH and tmpfs', 'FROM a\nRUN --mount=type=secret,id=x --mount=type=ssh --mount=type=tmpfs,target=/x make', ['x'], { 2: 'cached' }],
    ['COPY --from by path', 'FROM a\nCOPY x /x\nCOPY y /y\nFROM b\nCOPY --from=0 /x /x', ['y'], { 2: 'cached', 3: 'runs', 5: 'cached' }],
    ['COPY --from of a folder around it', 'FROM a\nCOPY x /d/x\nFROM b\nCOPY --from=0 /d /d', ['x'], { 2: 'runs', 4: 'runs' }],
    ['COPY --from with a wildcard', 'FROM a\nCOPY x /d/x\nCOPY y /e/y\nFROM b\nCOPY --from=0 /d/* /d/\nCOPY --from=0 /e/* /e/', ['y'], { 2: 'cached', 3: 'runs', 5: 'cached', 6: 'runs' }],
    ['COPY --from behind a RUN', 'FROM a\nCOPY x /x\nRUN make\nFROM b\nCOPY --from=0 /out /out', ['x'], { 2: 'runs', 3: 'runs', 5: 'runs' }],
    ['COPY --from of a system file behind a compiler', 'FROM golang\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=0 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=0 /etc/passwd /etc/passwd\nCOPY --from=0 /app /app', ['main.go'], { 2: 'cached', 3: 'runs', 4: 'runs', 6: 'cached', 7: 'cached', 8: 'runs' }],
    ['COPY --from of a system file behind a script', 'FROM golang\nCOPY . /src\nRUN ./build.sh\nFROM scratch\nCOPY --from=0 /etc/passwd /etc/passwd', ['main.go'], { 2: 'runs', 3: 'runs', 5: 'runs' }],
    ['COPY --from of a system file that a step writes', 'FROM golang\nCOPY . /src\nRUN go build -o /app && cp /src/x /etc/x\nFROM scratch\nCOPY --from=0 /etc/x /etc/x', ['main.go'], { 2: 'runs', 3: 'runs', 5: 'runs' }],
    ['COPY --from of an image', 'FROM a\nCOPY --from=nginx:1 /etc/nginx /etc/nginx', ['etc/nginx'], { 2: 'cached' }],
    ['the content of a COPY below a step that runs', 'FROM a\nCOPY x /x\nCOPY y /y\nFROM b\nCOPY --from=0 /y /y', ['x'], { 2: 'runs', 3: 'runs', 5: 'cached' }],
    ['a stage by its number and its name', 'FROM a AS One\nCOPY x /x\nFROM b\nCOPY --from=one /x /x\nCOPY --from=0 /x /x', ['x'], { 2: 'runs', 4: 'runs', 5: 'runs' }],
    ['FROM a stage', 'FROM a AS one\nCOPY x /x\nFROM one\nWORKDIR /w\nRUN make', ['x'], { 2: 'runs', 4: 'runs', 5: 'runs' }],
    ['triggers run in the stage below', 'FROM a AS one\nWORKDIR /w\nONBUILD COPY x .\nONBUILD RUN make\nFROM one AS two\nRUN echo\nFROM c\nCOPY --from=two /w/x /x', ['x'], { 2: 'cached', 3: 'runs', 4: 'runs', 6: 'runs', 8: 'runs' }],
    ['recipes beside other commands', 'FROM rust AS p\nWORKDIR /a\nCOPY . .\nRUN cargo install cargo-chef && cargo chef prepare\nFROM rust\nWORKDIR /a\nCOPY --from=p /a/recipe.json .\nRUN cargo chef cook', ['src/main.rs'], { 2: 'cached', 3: 'runs', 4: 'runs', 6: 'cached', 7: 'cached', 8: 'cached' }],
    ['recipes and manifests', 'FROM rust AS p\nWORKDIR /a\nCOPY . .\nRUN cargo chef prepare\nFROM rust\nWORKDIR /a\nCOPY --from=p /a/recipe.json .\nRUN cargo chef cook', ['crates/a/Cargo.toml'], { 2: 'cached', 3: 'runs', 4: 'runs', 6: 'cached', 7: 'runs', 8: 'runs' }],
    ['an edit of the Dockerfile', 'FROM a\nCOPY x /x\nRUN make', ['Dockerfile'], { 2: 'unknown', 3: 'unknown' }],
    ['an edit of the Dockerfile that is copied', 'FROM a\nCOPY . /x\nRUN make', ['Dockerfile'], { 2: 'runs', 3: 'runs' }],
    ['an unknown source beside one that is edited', 'FROM a\nARG F\nCOPY $F x /d/', ['x'], { 2: 'cached', 3: 'runs' }],
  ])('%s', (_name, dockerfile, changed, expected) => {
    expect(plan(`${dockerfile}\n`, changed)).toEqual(expected);
  });

  test('an edit of the ignore file may change what folders and wildcards take, not a single file', () => {
    expect(plan('FROM a\nCOPY x /x\nCOPY src /src\nCOPY *.md /\nRUN --mount=type=bind,target=. make\n', ['.dockerignore'], '.dockerignore\n', ['x', 'src/a'])).toEqual({ 2: 'cached', 3: 'unknown', 4: 'unknown', 5: 'unknown' });
    expect(plan('FROM a\nCOPY . /x\n', ['.dockerignore'], '*.md\n')).toEqual({ 2: 'runs' });
  });

  test('what an exception lets in is in the key', () => {
    expect(plan('FROM a\nCOPY . /x\n', ['docs/x.md'], 'docs\n!docs/x.md\n')).toEqual({ 2: 'runs' });
    expect(plan('FROM a\nCOPY . /x\n', ['docs/y.md'], 'docs\n!docs/x.md\n')).toEqual({ 2: 'cached' });
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
