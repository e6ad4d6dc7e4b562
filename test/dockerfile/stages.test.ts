import { describe, expect, test } from '@jest/globals';
import type { ImageReference } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';

function stagesOf(text: string) {
  return parseDockerfile(new Source('Dockerfile', text));
}

function pulled(text: string): ImageReference {
  const reference = stagesOf(text).stages.at(-1)?.pulls;
  if (reference === undefined) throw new Error('pulls nothing');
  return reference;
}

describe('stages', () => {
  test('are linked by name in any case, to those above', () => {
    const { stages } = stagesOf('FROM a AS Build\nFROM build\nFROM late\nFROM x AS late\nFROM scratch');
    expect(stages.map((stage) => stage.parent?.index)).toEqual([undefined, 0, undefined, undefined, undefined]);
    expect(stages.map((stage) => stage.pulls?.repository)).toEqual(['a', undefined, 'late', 'x', undefined]);
    expect(stages.map((stage) => stage.isScratch)).toEqual([false, false, false, false, true]);
  });

  test('are found by name, the last one above counting, and by number', () => {
    const dockerfile = stagesOf('FROM a AS s\nFROM b AS S\nFROM c AS t');
    const [, second, third] = dockerfile.stages;
    expect(dockerfile.stage('s')?.index).toBe(1);
    expect(dockerfile.stage('S', second)?.index).toBe(0);
    expect(dockerfile.stage('1', third)?.index).toBe(1);
    expect(dockerfile.stage('2', third)).toBeUndefined();
    expect(dockerfile.stage('nope')).toBeUndefined();
  });

  test('a long chain is no matter', () => {
    const dockerfile = stagesOf(`FROM a AS s0\nENV X=1\nSHELL ["/bin/bash", "-c"]\n${Array.from({ length: 5000 }, (_, index) => `FROM s${index} AS s${index + 1}\n`).join('')}RUN echo $X`);
    const [run] = dockerfile.all('RUN');
    expect(run?.scope.lookup('X')).toMatchObject({ is: 'set' });
    expect(run?.commands[0]?.script.dialect).toBe('bash');
  });

  test('a stage ends with its last instruction', () => {
    const [stage] = stagesOf('FROM a\nRUN b\n\n# c\nFROM d').stages;
    expect(stage === undefined ? '' : stage.place.source.slice(stage.place.span)).toBe('FROM a\nRUN b');
  });
});

describe('a FROM that the platform decides', () => {
  const platforms = (text: string) => stagesOf(text).platforms.map((platform) => Object.fromEntries(platform));
  const parents = (text: string) => stagesOf(text).stages.map(({ parent }) => parent?.index);

  test('is FROM the stage of the first platform that has one, amd64 before others', () => {
    const text = 'FROM a AS b-s390x\nFROM a AS b-arm64\nFROM a AS b-amd64\nFROM b-${TARGETARCH} AS c\nFROM c';
    expect(platforms(text)).toEqual([{ TARGETARCH: 'amd64' }, { TARGETARCH: 'arm64' }, { TARGETARCH: 's390x' }]);
    expect(parents(text)).toEqual([undefined, undefined, undefined, 2, 3]);
    expect(stagesOf(text).stages[3]?.pulls).toBeUndefined();
  });

  test('is read as the build asks', () => {
    const source = new Source('Dockerfile', 'FROM a AS b-amd64\nFROM a AS b-arm64\nFROM b-$TARGETARCH');
    const [, second] = parseDockerfile(source).platforms;
    expect(parseDockerfile(source, undefined, { platform: second }).stages[2]?.parent?.index).toBe(1);
  });

  test('several of them are for the same platforms', () => {
    expect(platforms('FROM a AS b-amd64\nFROM a AS b-arm64\nFROM a AS c-linux-arm64\nFROM b-$TARGETARCH\nFROM c-$TARGETOS-$TARGETARCH')).toEqual([
      { TARGETARCH: 'amd64' }, { TARGETARCH: 'arm64', TARGETOS: 'linux' },
    ]);
    expect(parents('FROM a AS b-amd64\nFROM a AS c-arm64\nFROM b-$TARGETARCH\nFROM c-$TARGETARCH')).toEqual([undefined, undefined, 0, undefined]);
  });

  test.each([
    ['a name that no architecture has', 'FROM a AS b-common\nFROM b-$TARGETARCH'],
    ['a stage further down', 'FROM b-$TARGETARCH\nFROM a AS b-amd64'],
    ['another variable', 'ARG V\nFROM a AS b-amd64\nFROM b-$V-$TARGETARCH'],
    ['capitals, which make it an image', 'FROM a AS B-amd64\nFROM B-$TARGETARCH'],
    ['more combinations than anybody means', 'FROM a AS amd64linuxamd64linux\nFROM $TARGETARCH$TARGETOS$BUILDARCH$BUILDOS$TARGETVARIANT$BUILDVARIANT$TARGETPLATFORM$BUILDPLATFORM'],
    ['a platform, which has a slash', 'FROM a AS b-linux-amd64\nFROM b-$TARGETPLATFORM'],
  ])('stays open: %s', (_, text) => {
    expect(platforms(text)).toEqual([]);
    expect(parents(text).every((parent) => parent === undefined)).toBe(true);
  });

  test.each([
    ['FROM a AS b-arm64v8\nFROM b-${TARGETARCH}${TARGETVARIANT}', { TARGETARCH: 'arm64', TARGETVARIANT: 'v8' }],
    ['FROM a AS 64-b\nFROM ${TARGETARCH#arm}-b', { TARGETARCH: 'arm64' }],
    ['FROM a AS windows-b\nFROM ${BUILDOS}-b', { BUILDOS: 'windows' }],
    ['FROM a AS b-arm64\nFROM b-${TARGETPLATFORM##*/}', { TARGETPLATFORM: 'linux/arm64' }],
  ])('%j', (text, platform) => {
    expect(platforms(text)).toEqual([platform]);
  });
});

describe('image references', () => {
  test.each([
    ['h:5000/ns/i:1.2@sha256:x', 'h:5000', 'ns/i', '1.2', 'sha256:x'],
    ['o/my.img', 'docker.io', 'o/my.img', undefined, undefined],
    ['localhost/a', 'localhost', 'a', undefined, undefined],
    ['ghcr.io/a/b', 'ghcr.io', 'a/b', undefined, undefined],
    ['debian:bookworm-slim', 'docker.io', 'debian', 'bookworm-slim', undefined],
  ])('%s', (text, registry, repository, tag, digest) => {
    expect(pulled(`FROM ${text}`)).toMatchObject({ registry, repository, tag, digest, tagPattern: tag });
  });

  test('known pieces of unknown parts stay known', () => {
    const reference = pulled('ARG V\nFROM python:$V-slim');
    expect(reference).toMatchObject({ repository: 'python', tag: undefined, tagPattern: '\u0000-slim' });
    expect([...reference.unknown]).toEqual(['tag']);
    expect([...pulled('ARG R\nFROM $R/app:1.2').unknown].sort()).toEqual(['registry', 'repository']);
    expect(pulled('ARG R\nFROM $R/app:1.2')).toMatchObject({ tag: '1.2', repositoryPattern: '\u0000/app' });
    expect([...pulled('ARG I\nFROM $I').unknown].sort()).toEqual(['digest', 'registry', 'repository', 'tag']);
    expect([...pulled('ARG D\nFROM a:1@$D').unknown]).toEqual(['digest']);
  });

  test('places are those of the parts, also in an ARG', () => {
    const reference = pulled('ARG V=3.12\nFROM --platform=$BUILDPLATFORM python:$V AS x');
    const slice = (place: ImageReference['nameAt'] | undefined): string => place === undefined ? '' : place.source.slice(place.span);
    expect(slice(reference.nameAt)).toBe('python');
    expect(slice(pulled('FROM ghcr.io/a/b').nameAt)).toBe('ghcr.io/a/b');
    expect(slice(reference.tagAt)).toBe('3.12');
    expect(reference.tag).toBe('3.12');
  });
});
