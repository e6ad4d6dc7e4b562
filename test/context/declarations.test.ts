import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBakeFile } from '../../src/context/bake-file.ts';
import type { Declaration, Declarations } from '../../src/context/declaration.ts';
import { findDeclarations } from '../../src/context/declarations.ts';
import { readHcl } from '../../src/context/hcl.ts';
import { interpolate } from '../../src/context/interpolate.ts';
import { Source } from '../../src/source.ts';

function find(files: Readonly<Record<string, string>>, dockerfile = '/repo/Dockerfile', top = '/repo'): Promise<Declarations> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/repo/${name}`, text]));
  return findDeclarations({
    dockerfile, top,
    disk: {
      names: (folder) => [...new Set([...texts.keys()].filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1).replace(/\/.*/, '')))],
      shown: (name) => name.slice('/repo/'.length),
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

  test('the files of the top are read, and none above it', async () => {
    const files = { 'compose.yaml': 'services: { above: { build: sub } }', 'sub/compose.yaml': 'include: [../other.yaml]\nservices: { own: { build: . } }', 'other.yaml': 'services: { other: { build: sub } }' };
    const found = await find(files, '/repo/sub/Dockerfile', '/repo/sub');
    expect(plain(found)).toEqual([['compose', 'own', 'own', '/repo/sub', undefined, {}, {}]]);
    expect(found.problems.filter(({ message }) => message.includes('no text file'))).toEqual([]);
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

  test('a service takes its build from one that it extends, also in another file: paths are relative to that one', async () => {
    const found = await find({
      'compose.yml': 'services:\n  base: { build: { context: ., args: { A: a } } }\n  one: { extends: base, build: { target: dev } }\n  two: { extends: { service: app, file: shared/common.yml }, build: { args: { B: b } } }\n  self: { extends: self }\n',
      'shared/common.yml': 'services:\n  app: { extends: { service: more }, build: { dockerfile: Dockerfile } }\n  more: { build: { context: .., target: prod } }\n',
    });
    expect(found.problems).toEqual([]);
    expect(plain(found)).toEqual([
      ['compose', 'base', 'base', '/repo', undefined, { A: 'a' }, {}],
      ['compose', 'one', 'one', '/repo', 'dev', { A: 'a' }, {}],
      ['compose', 'two', 'two', '/repo', 'prod', { B: 'b' }, {}],
    ]);
  });

  test('files that are included count, each relative to its own folder; a file that includes itself once', async () => {
    const found = await find({
      'compose.yml': 'include:\n  - parts/compose.yml\n  - { path: [more/a.yml, more/b.yml], project_directory: . }\n  - oci://example.org/x\n  - ../out.yml\n  - compose.yml\n',
      'parts/compose.yml': 'include: [../compose.yml]\nservices: { app: { build: .. } }',
      'more/a.yml': 'services: { tool: { build: { context: . } } }', 'more/b.yml': 'services: { tool: { build: { target: t } } }',
    });
    expect(plain(found).map((each) => (Array.isArray(each) ? each.slice(1, 5) : each))).toEqual([['app', 'app', '/repo', undefined], ['tool', 'tool', '/repo', 't']]);
  });

  test('.env gives variables their values, but none that is secret by its name; profiles and inline Dockerfiles', async () => {
    const found = await find({
      '.env': '# x\nSTAGE=prod # why\nexport DIR="."\nAPI_TOKEN=s3cret\nEMPTY=\nTWO=${STAGE}-2\n',
      'compose.yml': [
        'services:', '  app:', '    profiles: [dev]', '    build:', '      context: ${DIR}', '      target: ${STAGE:-dev}', '      args: { T: $API_TOKEN, E: "${EMPTY:-e}", F: "${EMPTY-f}", G: $TWO, H: "${NONE:-${STAGE}}" }',
        '  inline: { build: { dockerfile_inline: "FROM scratch" } }', '---', 'services: { second: { build: . } }',
      ].join('\n'),
    });
    expect(plain(found)).toEqual([['compose', 'app', 'app', '/repo', 'prod', { E: 'e', F: '', G: 'prod-2', H: 'prod' }, {}], ['compose', 'second', 'second', '/repo', undefined, {}, {}]]);
  });

  test('an override may take a build back', async () => {
    const found = await find({ 'compose.yml': 'services: { app: { build: { context: ., target: a } } }', 'compose.override.yml': 'services: { app: { build: !reset null, image: x } }' });
    expect(plain(found)).toHaveLength(1);
  });

  test('files in a folder beside the Dockerfile declare it too, and builds of other services are linked', async () => {
    const found = await find({ 'docker/compose.yml': 'services:\n  app: { build: { context: .., additional_contexts: { base: "service:base" } } }\n  base: { build: { context: ../base, target: b } }\n' });
    expect(plain(found)).toEqual([['compose', 'app', 'app', '/repo', undefined, {}, { base: 'service:base' }]]);
    expect(found.declarations[0]?.linked.get('base')).toMatchObject({ name: 'base', dockerfile: '/repo/base/Dockerfile', target: 'b' });
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
      ['bake', 'app', 'target "app"', '/repo', 'final', { A: 'common', B: '1.2-x', D: 'A-B', E: '1' }, { deps: 'target:deps', lib: '/repo/lib' }],
      ['bake', 'tool-x', 'target "tool"', '/repo/sub', undefined, { KIND: 'x' }, {}],
      ['bake', 'tool-y', 'target "tool"', '/repo/sub', undefined, { KIND: 'y' }, {}],
    ]);
  });

  test('numbers with an exponent, and `~` that takes blanks away', async () => {
    const found = await find({ 'docker-bake.hcl': 'X = "b"\ntarget "a" {\n  args = { N = 1e3, T = "a  ${~ X ~}  c", U = "${X~}" }\n  target = "last"\n}\n' });
    expect(found.problems).toEqual([]);
    expect(found.declarations.map(({ args, target }) => [Object.fromEntries(args), target])).toEqual([[{ N: '1000', T: 'abc', U: 'b' }, 'last']]);
  });

  test('what would be gigabytes is not known', async () => {
    const long = 'a'.repeat(60_000);
    const found = await find({ 'docker-bake.hcl': `L = "${long}"\ntarget "a" {\n  args = { R = replace(L, "a", L), J = join(L, split("", L)), F = format("${'%s'.repeat(9000)}", L, L, L), S = format("%s-%d%%", "x", 1), T = replace("a.b.c", ".", "") }\n}\n` });
    expect(found.declarations.map(({ args }) => Object.fromEntries(args))).toEqual([{ S: 'x-1%', T: 'abc' }]);
  });

  test('JSON says the same, an override comes on top', async () => {
    const found = await find({
      'docker-bake.json': JSON.stringify({ variable: { V: { default: 'v' } }, target: { app: { args: { A: '${V}1', N: null } } } }),
      'docker-bake.override.hcl': 'target "app" {\n  target = "late"\n}',
    });
    expect(plain(found)).toEqual([['bake', 'app', '"app"', '/repo', 'late', { A: 'v1' }, {}]]);
  });

  test('functions of the file, attributes of other targets, cwd://, and files for --file', async () => {
    const found = await find({
      'docker-bake.hcl': [
        'function "stage" {', '  params = [name]', '  variadic_params = rest', '  result = "${name}-${length(rest)}"', '}', 'function "loop" {', '  params = []', '  result = loop()', '}',
        'target "base" {', '  context = "cwd://."', '  target = stage("a", "b", "c")', '  args = { A = loop(), B = "b" }', '}',
        'target "copy" {', '  context = target.base.context', '  target = "x-${target.base.target}"', '  contexts = { up = "target:base" }', '}',
      ].join('\n'),
      'docker-bake.ci.hcl': 'target "base" {\n  target = "ci"\n  args = { C = "c" }\n}',
    });
    expect(found.problems).toEqual([]);
    expect(plain(found)).toEqual([
      ['bake', 'base', 'target "base"', '/repo', 'a-2', { B: 'b' }, {}],
      ['bake', 'copy', 'target "copy"', '/repo', 'x-a-2', {}, { up: 'target:base' }],
      ['bake', 'base', 'target "base"', '/repo', 'ci', { B: 'b', C: 'c' }, {}],
    ]);
    expect(found.declarations[1]?.linked.get('up')).toMatchObject({ name: 'base', target: 'a-2', context: '/repo' });
  });

  test('targets that stand on each other end', async () => {
    const found = await find({ 'docker-bake.hcl': 'target "a" {\n  contexts = { b = "target:b" }\n}\ntarget "b" {\n  contexts = { a = "target:a" }\n}' });
    let depth = 0;
    for (let at = found.declarations[0]; at !== undefined; at = [...at.linked.values()][0]) depth++;
    expect(depth).toBe(6);
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
