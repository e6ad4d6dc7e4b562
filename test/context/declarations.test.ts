import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBakeFile } from '../../src/context/bake-file.ts';
import type { Declaration, Declarations } from '../../src/context/declaration.ts';
import { findDeclarations } from '../../src/context/declarations.ts';
import { readHcl } from '../../src/context/hcl.ts';
import { interpolate } from '../../src/context/interpolate.ts';
import { Source } from '../../src/source.ts';

function find(files: Readonly<Record<string, string>>, dockerfile = '/repo/Dockerfile'): Promise<Declarations> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/repo/${name}`, text]));
  return findDeclarations({
    dockerfile, top: '/repo',
    disk: {
      names: (folder) => [...texts.keys()].filter((name) => name.slice(0, name.lastIndexOf('/')) === folder).map((name) => name.slice(folder.length + 1)),
      read: (name) => { const text = texts.get(name); return text === undefined ? undefined : new Source(name.slice('/repo/'.length), text); },
    },
  });
}

function plain({ declarations }: Declarations): readonly unknown[] {
  return declarations.map(({ by, name, place, context, target, args, namedContexts }: Declaration) => [
    by, name, place.source.slice(place.span), context, target, Object.fromEntries(args), Object.fromEntries(namedContexts),
  ]);
}

describe('compose', () => {
  test('services declare builds', async () => {
    const found = await find({
      'compose.yaml': [
        'x-build: &build', '  args: { A: 1 }', 'services:', '  one:', '    build: .', '  two:', '    build:', '      context: ./', '      target: ${STAGE:-final}',
        '      args:', '        - B=${B-x}', '        - C', '        - D=$UNSET', '      additional_contexts:', '        lib: ../lib', '        base: docker-image://alpine',
        '  other:', '    build: { context: sub }', '  remote:', '    build: https://example.org/x.git', '  merged:', '    build:', '      <<: *build', '      context: .', '  image:', '    image: redis',
      ].join('\n'),
    });
    expect(found.problems).toEqual([]);
    expect(plain(found)).toEqual([
      ['compose', 'one', 'one', '/repo', undefined, {}, {}],
      ['compose', 'two', 'two', '/repo', 'final', { B: 'x' }, { lib: '/lib', base: 'docker-image://alpine' }],
      ['compose', 'merged', 'merged', '/repo', undefined, { A: '1' }, {}],
    ]);
  });

  test('dockerfile is relative to the context, files are found up to the top, copies count once', async () => {
    const service = 'services:\n  app:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n';
    const found = await find({ 'docker-compose.yml': service, 'docker-compose.prod.yml': `${service}      target: prod\n`, 'docker/compose.yml': 'services:\n  app: { build: { context: .. , dockerfile: docker/Dockerfile } }' }, '/repo/docker/Dockerfile');
    expect(plain(found)).toEqual([['compose', 'app', 'app', '/repo', undefined, {}, {}], ['compose', 'app', 'app', '/repo', 'prod', {}, {}]]);
  });

  test('an override changes what the base declares', async () => {
    const found = await find({ 'compose.yml': 'services:\n  app:\n    build: { context: ., args: { A: a, B: b } }', 'compose.override.yml': 'services:\n  app:\n    build: { target: dev, args: { B: c } }' });
    expect(plain(found)).toEqual([['compose', 'app', 'app', '/repo', 'dev', { A: 'a', B: 'c' }, {}], ['compose', 'app', 'app', '/repo', undefined, { A: 'a', B: 'b' }, {}]]);
  });

  test.each(['services:\n  a: [build\n', 'services: {a: {build: *none}}', 'a: &a [*a]\nservices: { x: { build: 1 } }\n]'])('%j is one problem, the rest goes on', async (text) => {
    const found = await find({ 'compose.yml': text, 'docker-compose.yml': 'services:\n  app:\n    build: .' });
    expect(found.problems).toHaveLength(1);
    expect(found.problems[0]?.message).toMatch(/^this (?:is not YAML|compose file cannot be read)[^\n]*[^.\n]$/);
    expect(found.declarations).toHaveLength(1);
  });

  test.each([
    ['a$$b', 'a$b'], ['${A:-x}', 'x'], ['${A-}', ''], ['${A:+x}', ''], ['$A', undefined], ['${A}', undefined], ['${A:?no}', undefined], ['${A:-${B}}', undefined], ['a$', 'a$'],
  ])('%s becomes %s', (value, expected) => {
    expect(interpolate(value)).toBe(expected);
  });
});

const bake = `
# comment
variable "TAG" { default = "1.\${MINOR}" }
variable "MINOR" { default = 2 }
variable "NONE" {}
variable "DEBUG" { default = false }
group "default" { targets = ["app", "tool"] }
target "_common" {
  args = { A = "common", B = "common" }
  platforms = ["linux/amd64"]
}
target "app" {
  inherits = ["_common"]
  dockerfile = "Dockerfile"
  target = DEBUG ? "debug" : "final"
  args = {
    B = "\${TAG}-x"
    C = NONE
    D = upper(join("-", ["a", "b"]))
    "E" : format("%s", 1)
  }
  contexts = { deps = "target:deps", lib = "./lib" }
}
target "tool" {
  name = "tool-\${kind}"
  matrix = { kind = ["x", "y"] }
  context = "sub"
  dockerfile = "../Dockerfile"
  args { KIND = kind }
}
target "deps" { dockerfile = "deps/Dockerfile" }
`;

describe('bake', () => {
  test('targets inherit, variables have their defaults, a matrix is several builds', async () => {
    const found = await find({ 'docker-bake.hcl': bake });
    expect(found.problems).toEqual([]);
    expect(plain(found)).toEqual([
      ['bake', 'app', 'target "app"', '/repo', 'final', { A: 'common', B: '1.2-x', D: 'A-B' }, { deps: 'target:deps', lib: '/repo/lib' }],
      ['bake', 'tool-x', 'target "tool"', '/repo/sub', undefined, { KIND: 'x' }, {}],
      ['bake', 'tool-y', 'target "tool"', '/repo/sub', undefined, { KIND: 'y' }, {}],
    ]);
  });

  test('JSON says the same, an override comes on top', async () => {
    const found = await find({
      'docker-bake.json': JSON.stringify({ variable: { V: { default: 'v' } }, target: { app: { args: { A: '${V}1', N: null } } } }),
      'docker-bake.override.hcl': 'target "app" {\n  target = "late"\n}',
    });
    expect(plain(found)).toEqual([['bake', 'app', '"app"', '/repo', 'late', { A: 'v1' }, {}]]);
  });

  test('a file in a folder may be called from above it', async () => {
    const found = await find({ 'docker/docker-bake.hcl': 'target "app" { dockerfile = "docker/app/Dockerfile" }' }, '/repo/docker/app/Dockerfile');
    expect(plain(found)).toEqual([['bake', 'app', 'target "app"', '/repo', undefined, {}, {}]]);
  });

  test('what stands before a mistake is read', async () => {
    const found = await find({ 'docker-bake.hcl': 'target "app" { target = "x" }\ntarget "b" {\n  args = {\n' });
    expect(found.problems.map(({ message, place }) => [message, place.span.start])).toEqual([['this Bake file cannot be read: `}` was expected', 54]]);
    expect(found.declarations.map(({ name }) => name)).toEqual(['app', 'b']);
    expect((await find({ 'docker-bake.json': '{' })).problems[0]?.message).toMatch(/^this is not JSON that can be read: /);
  });

  test('targets that inherit in a circle, and variables that do, end', async () => {
    const found = await find({ 'docker-bake.hcl': 'X = Y\nY = X\ntarget "a" {\n inherits = ["b"]\n dockerfile = "Dockerfile"\n args = { X = X }\n}\ntarget "b" { inherits = ["a", "b"] }' });
    expect(plain(found)).toEqual([['bake', 'a', 'target "a"', '/repo', undefined, {}, {}]]);
  });

  test.each([
    ['a = 1 +', 'a value was expected'], ['a', '`=` or `{` was expected behind `a`'], ['a = "x', 'a string is not closed by `"`'], ['}', '`}` closes nothing'],
    ['a {', 'a block is not closed by `}`'], ['a = <<EOF\nx', 'a heredoc has no end'], [`a = ${'['.repeat(10_000)}`, 'it is nested too deep'], [`${'a {'.repeat(10_000)}`, 'it is nested too deep'],
  ])('%j', (text, message) => {
    expect(readHcl(text).problem?.message).toBe(message);
  });

  test.each(['a = <<-EOF\n  x ${y}\n  EOF\nb = 1', 'a = [for x in y : "]${x}"]\nb = 1', 'a = x.y[0].*.z\nb = 1', 'a = f(x...)\nb = 1', 'a = (1\n + 2)\nb = 1', 'a = "$${x} %%{y} \\u00e9"\nb = 1', 'a = !x && y || z\nb = 1'])('%j is read whole', (text) => {
    const file = readHcl(text);
    expect([file.problem, [...file.attributes.keys()]]).toEqual([undefined, ['a', 'b']]);
  });
});

test('nothing throws, whatever the files hold', async () => {
  const word = fc.constantFrom('target', '"app"', '{', '}', '=', '[', ']', '(', ')', '"', '${', '}', 'x', '1', ',', ':', '?', '\n', ' ', '.', '<<E', '&&', '!', 'for ', 'inherits', 'services:', '  build:', '- ', '*a', '&a ', '\\', '%{', '//', '/*');
  await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (words) => {
    const text = words.join('');
    expect(readBakeFile(new Source('docker-bake.hcl', text)).targets).toBeInstanceOf(Array);
    const found = await find({ 'docker-bake.hcl': text, 'docker-bake.override.json': text, 'compose.yml': `build ${text}`, 'compose.override.yml': `services:\n  build:\n    ${text}` });
    expect(found.declarations).toBeInstanceOf(Array);
  }), { numRuns: 500 });
});
