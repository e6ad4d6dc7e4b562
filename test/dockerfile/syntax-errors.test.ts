import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';

/** Every error as `line: what it points at: message`. */
function errorsOf(text: string, buildArgs?: ReadonlyMap<string, string>): readonly string[] {
  const source = new Source('Dockerfile', text);
  return parseDockerfile(source, buildArgs).syntaxErrors.map(({ place, message }) => `${source.position(place.span.start).line}: ${source.slice(place.span)}: ${message}`);
}

function helpOf(text: string): readonly (string | undefined)[] {
  return parseDockerfile(new Source('Dockerfile', text)).syntaxErrors.map(({ help }) => help);
}

describe('one instruction on scratch', () => {
  test.each([
    ['RUNN x', 'RUNN: unknown instruction `RUNN`'],
    ['\u017fHELL ["x"]', '\u017fHELL: unknown instruction `\u017fHELL`'],
    ['HEALTHCHECK CMD\u00a0x', 'CMD\u00a0x: `CMD\u00a0x` is neither `CMD` nor `NONE`'],
    ['COPY a', 'a: `COPY` has no destination'],
    ['COPY /foo <<EOF\nEOF', '<<EOF: the destination of `COPY` is a heredoc'],
    ['COPY --user=me a b', '--user: `COPY` has no flag `--user`'],
    ['ADD --from=x a b', '--from: `ADD` has no flag `--from`'],
    ['COPY --link --link a b', '--link: `--link` is given twice'],
    ['COPY --link=yes a b', '--link=yes: `--link` is either true or false'],
    ['COPY --from a b', '--from: `--from` has no value'],
    ['COPY --chmod=64a a b', '64a: `64a` is no file mode'],
    ['COPY --chmod=10000 a b', '10000: `10000` is no file mode'],
    ['COPY --from=$X a b', '$X: variables are not expanded in `--from`'],
    ['COPY --from=3 a b', '3: there is no stage number 3'],
    ['COPY --from=0 a b', '0: the stage `number 0` takes files from itself'],
    ['COPY http://x/y z', 'http://x/y: `COPY` cannot fetch from a URL'],
    ['COPY git@github.com:a/b.git z', 'git@github.com:a/b.git: `COPY` cannot fetch from a git repository'],
    ['ADD --checksum=foo http://x/y http://x/z b', 'foo: `--checksum` holds for one source, and there are several'],
    ['ADD https://github.com/a/b.git?branch=x&tag=y z', 'https://github.com/a/b.git?branch=x&tag=y: the source names a `branch` and another `tag`'],
    ['ENV PATH', 'PATH: `ENV` gives no value to `PATH`'],
    ['ENV a=b c', 'c: `c` has no `=`, but the pairs before it have'],
    ['LABEL =b', '=b: `LABEL` gives a value to no name'],
    ['LABEL', 'LABEL: `LABEL` has no argument'],
    ['CMD ["a", 42]', '["a", 42]: a JSON array of a command or of paths holds only strings'],
    ['SHELL sh -c', 'sh -c: `SHELL` is not a JSON array of words'],
    ['VOLUME [""]', '"": a volume has no path'],
    ['EXPOSE x', 'x: `x` is no port'],
    ['EXPOSE 80-90:80-91', '80-90:80-91: `80-90` and `80-91` are not of the same length'],
    ['EXPOSE localhost:80:80', 'localhost:80:80: `localhost` is no IP address'],
    ['EXPOSE 80/icmp', '80/icmp: `icmp` is no protocol'],
    ['STOPSIGNAL a b', 'a b: `a b` is no signal'],
    ['STOPSIGNAL $X', '$X: `$X` is empty, so it is no signal'],
    ['HEALTHCHECK', 'HEALTHCHECK: `HEALTHCHECK` has neither `CMD` nor `NONE`'],
    ['HEALTHCHECK foo', 'foo: `foo` is neither `CMD` nor `NONE`'],
    ['HEALTHCHECK NONE x', 'x: `HEALTHCHECK NONE` takes no arguments'],
    ['HEALTHCHECK --interval=x CMD y', 'x: `x` is no duration'],
    ['HEALTHCHECK --interval=1ns CMD y', '1ns: `--interval` is shorter than 1ms'],
    ['HEALTHCHECK --retries=-1 CMD y', '-1: `--retries` is negative'],
    ['ONBUILD FROM x', 'FROM: `FROM` cannot be a trigger of `ONBUILD`'],
    ['ONBUILD ONBUILD RUN x', 'ONBUILD: `ONBUILD` cannot be a trigger of `ONBUILD`'],
    ['RUN --network=hots x', 'hots: `hots` is no value of `--network`'],
    ['RUN --mount=typ=tmpfs,target=/x y', 'typ=tmpfs: a mount has no option `typ`'],
    ['RUN --mount=type=tmp,target=/x y', 'tmp: `tmp` is no value of the mount option `type`'],
    ['RUN --mount=type=bind,target=/x,size=1 y', 'size=1: a mount of type `bind` has no option `size`'],
    ['RUN --mount=type=cache,target=/x,mode=9 y', '9: `9` is no value of the mount option `mode`'],
    ['RUN --mount=type=cache y', '--mount=type=cache: the mount has no `target`'],
    ['RUN --mount=type=secret,id=a,source=b y', 'source=b: a secret has either `id` or `source`, not both'],
    ['RUN --mount=type=cache,target=/x,from=$X y', '$X: variables are not expanded in `from`'],
    ['RUN --mount=size=1,type=tmpfs,target=/x y', 'size=1: `size` stands in front of `type=tmpfs`'],
    ['RUN --mount=type=secret,env=A y', '--mount=type=secret,env=A: the secret has no `id`'],
    ['RUN --mount=type=bind,target=.. y', 'target=..: the root folder cannot be mounted over'],
    ['RUN --mount=type=tmpfs,from=Up,target=/x y', 'Up: the image name `Up` has capital letters'],
    ['ADD https://github.com/a/b.git?subdir= z', 'https://github.com/a/b.git?subdir=: `subdir` of the source has no value'],
    ['ADD https://github.com/a/b.git?ref=a&ref=b z', 'https://github.com/a/b.git?ref=a&ref=b: the source gives `ref` more than once'],
    ['ADD https://github.com/a/b.git?ref=a#b z', 'https://github.com/a/b.git?ref=a#b: the source names a reference behind `#` and another `ref`'],
    ['ADD https://github.com/a/b.git?subdir=x#:y z', 'https://github.com/a/b.git?subdir=x#:y: the source names two folders of the repository'],
    ['ADD https://github.com/a/b.git?submodules=no z', 'https://github.com/a/b.git?submodules=no: `no` is neither true nor false'],
    ['ADD --checksum=md5:0123456789abcdef0123456789abcdef http://x/y z', 'md5:0123456789abcdef0123456789abcdef: `md5:0123456789abcdef0123456789abcdef` is no checksum'],
    ['HEALTHCHECK --interval=9999999999h CMD x', '9999999999h: `9999999999h` is no duration'],
    ['ENV A=${B#\\$}', '${B#\\$}: `\\$` is no escape of a pattern'],
    ['RUN --device=a/b=c x', '--device: `--device` is known to the labs channel of the Dockerfile syntax alone'],
  ])('%s', (instruction, expected) => {
    expect(errorsOf(`FROM scratch\n${instruction}\n`)).toEqual([`2: ${expected}`]);
  });

  test.each([
    'RUN', 'CMD', 'CMD []', 'RUN -- x', 'STOPSIGNAL --x TERM', 'STOPSIGNAL 9', 'ARG --x a', 'ARG "a b"', 'USER a b', 'WORKDIR ""', 'VOLUME ["a"', 'ONBUILD FOO',
    'COPY --chmod=u=rwX,go=rX a b', 'COPY --exclude=*.md --exclude=x --parents a b', 'ADD --unpack=false a.tar /', 'ADD https://github.com/a/b.git?tag=v1&ref=refs/tags/v1 z',
    'EXPOSE 80/TCP', 'EXPOSE 80/', 'EXPOSE ::1:80:80', 'EXPOSE 0.0.0.0:1-3:1-3/tcp', 'EXPOSE 80-90:80', 'HEALTHCHECK --interval=0ms --start-interval=2s CMD x',
    'RUN --mount=type=secret,id=a,env=FOO,target=/x x', 'RUN --mount=type=bind,target=/x,from=UPPER/x x', 'RUN --mount=type=tmpfs,target=/x,size=64m x',
    'COPY ["a", b]', 'ENV X=$HTTP_PROXY', 'COPY --from=img:tag a b',
    'STOPSIGNAL \ufeffTERM', 'HEALTHCHECK NONE []', 'EXPOSE +80', 'EXPOSE 0000000000080', 'COPY HTTP://x/y z', 'COPY --from=99999999999999999999 a b',
    'ARG A=1 B=${A:?needed}', 'COPY --from=img a b\nCOPY --from=1 a b', 'ADD https://github.com/a/b.git?keep-git-dir&submodules z', 'RUN --mount=type=cache,target=/x,from=0 y',
  ])('%s is fine', (instruction) => {
    expect(errorsOf(`FROM scratch\n${instruction}\n`)).toEqual([]);
  });
});

describe('stages', () => {
  test.each([
    ['FROM', '1: FROM: `FROM` names no image'],
    ['FROM a b c', '1: a b c: `FROM` has an image and a name for the stage, nothing else'],
    ['FROM a AS 0', '1: 0: `0` cannot name a stage'],
    ['FROM ""', '1: "": `""` is empty, so `FROM` names no image'],
    ['FROM ${NOPE}', '1: ${NOPE}: `${NOPE}` is empty, so `FROM` names no image'],
    ['FROM x/Y:1', '1: x/Y: the image name `x/Y` has capital letters'],
    ['FROM a@sha256:123', '1: @sha256:123: `sha256:123` is no digest'],
    ['FROM a:', '1: :: `a:` has a colon but no tag'],
    ['FROM -a', '1: -a: `-a` is no image name'],
    ['FROM --platform=$BULIDPLATFORM a', '1: $BULIDPLATFORM: `$BULIDPLATFORM` is empty, so it is no platform'],
    ['FROM --platform=linux/ a', '1: linux/: `linux/` is no platform'],
    ['FROM a AS s\nCOPY --from=S x y', '2: S: the stage `s` takes files from itself'],
    ['FROM a\nCOPY --from=1 x y\nFROM b', '2: 1: the stage `number 1` comes later, so nothing can be taken from it here'],
    ['FROM a\nRUN --mount=from=late,target=/x y\nFROM b AS late', '2: late: the stage `late` comes later, so nothing can be taken from it here'],
    ['FROM --platform=linux/arm/v7/x a', '1: linux/arm/v7/x: `linux/arm/v7/x` is no platform'],
    ['FROM a@md5:0123456789abcdef0123456789abcdef', '1: @md5:0123456789abcdef0123456789abcdef: `md5:0123456789abcdef0123456789abcdef` is no digest'],
    ['FROM a AS Base\nFROM Base', '2: Base: the image name `Base` has capital letters'],
    ['FROM a\nENV A=${B#\\$}', '2: ${B#\\$}: `\\$` is no escape of a pattern'],
    ['FROM a\nCOPY --from=Up x y', '2: Up: the image name `Up` has capital letters'],
  ])('%s', (text, expected) => {
    expect(errorsOf(text)).toEqual([expected]);
  });

  test('triggers are read where they run', () => {
    expect(errorsOf('FROM a AS b\nONBUILD FOO x\nONBUILD COPY --foo=1 a b')).toEqual([]);
    expect(errorsOf('FROM a AS b\nONBUILD FOO x\nONBUILD COPY --foo=1 a b\nFROM b\nFROM b')).toEqual([
      '4: b: a trigger of the stage `b` fails here: unknown instruction `FOO`',
      '4: b: a trigger of the stage `b` fails here: `COPY` has no flag `--foo`',
    ]);
  });

  test('what only the build knows is no error', () => {
    expect(errorsOf('ARG A\nFROM x:$A')).toEqual([]);
    expect(errorsOf('ARG BASE\nFROM $BASE')).toEqual([]);
    expect(errorsOf('FROM a\nARG M\nCOPY --chmod=$M a b\nEXPOSE $P\nSTOPSIGNAL $S\nVOLUME $V')).toEqual([]);
    expect(errorsOf('FROM b AS a\nFROM scratch AS b')).toEqual([]);
    expect(errorsOf('FROM --platform=$BUILDPLATFORM a')).toEqual([]);
  });

  test('an image by the default of an ARG is no error: any build may give another', () => {
    expect(errorsOf('ARG A=Up\nFROM $A')).toEqual([]);
    expect(errorsOf('ARG A=\nFROM a@$A')).toEqual([]);
    expect(errorsOf('ARG A=\nFROM a:$A', new Map([['A', '']]))).toHaveLength(1);
  });

  test('the default of an ARG counts, unless the build gives a value', () => {
    expect(errorsOf('FROM scratch\nARG A=${B:?needed}')).toHaveLength(1);
    expect(errorsOf('FROM scratch\nARG A=${B:?needed}', new Map([['A', 'x']]))).toEqual([]);
  });
});

describe('the file', () => {
  test('without anything to build', () => {
    expect(errorsOf('')).toEqual(['1: : the file is empty']);
    expect(errorsOf('# a\n# b\n')).toEqual(['2: # b: the file has no instructions']);
    expect(errorsOf('ARG a\n')).toEqual(['1: ARG: the file has no `FROM`, so there is nothing to build']);
    expect(errorsOf('RUN x\nRUN y\n')).toEqual(['1: RUN: `RUN` stands before the first `FROM`']);
  });

  test('directives', () => {
    expect(errorsOf('# escape=x\nFROM a')).toEqual(['1: x: `x` cannot be the escape character']);
    expect(errorsOf('# escape=`\n# escape=`\nFROM a')).toHaveLength(1);
    // A blank that Go does not call one is part of the value, and in front of the name it makes prose.
    expect(errorsOf('# escape=`\u00a0\nFROM a')).toEqual(['1: `\u00a0: ``\u00a0` cannot be the escape character']);
    expect(errorsOf('#\u00a0escape=x\nFROM a')).toEqual([]);
    expect(errorsOf('# check=foo\nFROM a')).toEqual(['1: foo: `foo` is no option of the `check` directive']);
    expect(errorsOf('# check=skip=all;error=x\nFROM a')).toEqual(['1: skip=all;error=x: `error=x` is neither true nor false']);
    // Of its value only what stands before the first blank is read, and of that three options.
    expect(errorsOf('# check=skip=all; error=true\nFROM a')).toEqual(['1: skip=all;: an option of the `check` directive is empty']);
    expect(errorsOf('# check = skip = all\nFROM a')).toEqual(['1: skip: `skip` is no option of the `check` directive']);
    expect(errorsOf('# check=skip=a;error=true;experimental=b;x\nFROM a')).toEqual([]);
  });

  test('a line may have 65535 bytes', () => {
    const label = 'LABEL x=';
    const rest = 65535 - label.length;
    expect(errorsOf(`FROM a\n${label}${'a'.repeat(rest)}\n`)).toEqual([]);
    expect(errorsOf(`FROM a\n${label}${'a'.repeat(rest + 1)}\nUSER b`)).toHaveLength(1);
    expect(errorsOf(`FROM a\n${label}${'é'.repeat(rest / 2 + 1)}\n`)).toHaveLength(1);
  });

  test('a lost backslash is one error, with the way out', () => {
    const text = 'FROM a\nRUN apt-get update\n  && apt-get install x\n  && rm -rf y\nUSER b\n';
    expect(errorsOf(text)).toEqual(['3: &&: unknown instruction `&&`']);
    expect(helpOf(text)).toEqual(['If it belongs to the instruction above, end the line above with `\\`.']);
    expect(errorsOf('FROM a\nRUNN x\nCOPPY a b\n')).toHaveLength(2);
  });

  test('typing errors are guessed', () => {
    expect(helpOf('FROM a\nENTRYPOIN x')).toEqual(['Did you mean `ENTRYPOINT`?']);
    expect(helpOf('from a\nrunn x')).toEqual(['Did you mean `run`?']);
    expect(helpOf('FROM a\nCOPY --form=x a b')).toEqual(['Did you mean `--from`?']);
    expect(helpOf('FROM a\nRUN --mount=type=tmp,target=/x y')).toEqual(['Did you mean `tmpfs`?']);
  });

  test('after an error the rest is read', () => {
    expect(errorsOf('FROM a\nENV x\nCOPY b\nFOO\nSHELL x')).toHaveLength(4);
  });
});
