import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Dockerfile, Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { mappedWord } from '../../src/dockerfile/scope.ts';
import { MappedText } from '../../src/mapped-text.ts';
import { Source } from '../../src/source.ts';
import { pattern } from '../../src/word.ts';
import type { Value } from '../../src/word.ts';
import { growthOf } from '../work.ts';

function parse(lines: readonly string[], buildArgs: Readonly<Record<string, string>> = {}): Dockerfile {
  return parseDockerfile(new Source('Dockerfile', `${lines.join('\n')}\n`), new Map(Object.entries(buildArgs)));
}

/** The value before the last instruction, unless another is asked for. */
function lookup(dockerfile: Dockerfile, name: string, index = -1): Value {
  return instructionAt(dockerfile, index).scope.lookup(name);
}

function instructionAt(dockerfile: Dockerfile, index: number): Instruction {
  const instruction = dockerfile.instructions.at(index);
  if (instruction === undefined) throw new Error('the example has too few instructions');
  return instruction;
}

/** `=value` with `?` for unknown pieces, `unset`, or the cause of not knowing. */
function show(value: Value): string {
  if (value.is === 'set') return `=${pattern(value.text, '?')}`;
  return value.is === 'unset' ? 'unset' : (value.cause ?? 'unknown');
}

function before(lines: readonly string[], name: string, buildArgs: Readonly<Record<string, string>> = {}): string {
  return show(lookup(parse(lines, buildArgs), name));
}

describe('a stage', () => {
  test('sees ARG and ENV only from the next instruction on', () => {
    const dockerfile = parse(['FROM scratch', 'RUN a', 'ENV X=1', 'RUN b', 'ARG X=2', 'RUN c']);
    expect([1, 2, 3, 4, 5].map((index) => show(lookup(dockerfile, 'X', index)))).toEqual(['unset', 'unset', '=1', '=1', '=2']);
  });

  test('takes all pairs of one ENV from before it', () => {
    const dockerfile = parse(['FROM scratch', 'ENV A=1', 'ENV A=2 B=$A', 'RUN x']);
    expect(['A', 'B'].map((name) => show(lookup(dockerfile, name)))).toEqual(['=2', '=1']);
  });

  test('expands keys of ENV, quotes and legacy form', () => {
    const dockerfile = parse(['FROM scratch', 'ENV N=name', 'ENV X_$N="a b"', "ENV OLD it's $N' x", 'RUN x']);
    expect(show(lookup(dockerfile, 'X_name'))).toBe('=a b');
    expect(show(lookup(dockerfile, 'OLD'))).toBe(`=its $N x`);
  });

  test('does not see ARGs before FROM without an ARG of its own', () => {
    expect(before(['ARG V=1', 'FROM scratch', 'RUN x'], 'V')).toBe('unset');
    expect(before(['ARG V=1', 'FROM scratch', 'ARG V', 'RUN x'], 'V')).toBe('=1');
    expect(before(['ARG V=1', 'FROM scratch', 'ARG V=2', 'RUN x'], 'V')).toBe('=2');
  });

  test('does not know an ARG without default, but keeps what ENV said', () => {
    expect(before(['FROM scratch', 'ARG V', 'RUN x'], 'V')).toBe('build-argument');
    expect(before(['ARG V', 'FROM scratch', 'ARG V', 'RUN x'], 'V')).toBe('build-argument');
    expect(before(['FROM scratch', 'ENV V=1', 'ARG V', 'RUN x'], 'V')).toBe('=1');
  });

  test('has an empty value where a default is empty', () => {
    expect(before(['FROM scratch', 'ARG V=', 'RUN x'], 'V')).toBe('=');
  });

  test('takes build arguments before defaults, for declared names only', () => {
    const given = { V: 'given' };
    expect(before(['FROM scratch', 'ARG V=1', 'RUN x'], 'V', given)).toBe('=given');
    expect(before(['FROM scratch', 'ARG V', 'RUN x'], 'V', given)).toBe('=given');
    expect(before(['FROM scratch', 'RUN x'], 'V', given)).toBe('unset');
    expect(before(['FROM scratch', 'ENV V=1', 'RUN x'], 'V', given)).toBe('=1');
    expect(before(['FROM scratch', 'ARG V=1', 'ENV V=2', 'RUN x'], 'V', given)).toBe('=2');
  });

  test('knows the platform after ARG only', () => {
    expect(before(['FROM scratch', 'RUN x'], 'TARGETARCH')).toBe('unset');
    expect(before(['FROM scratch', 'ARG TARGETARCH', 'RUN x'], 'TARGETARCH')).toBe('platform');
    expect(before(['FROM scratch', 'ARG TARGETARCH=amd64', 'RUN x'], 'TARGETARCH')).toBe('=amd64');
  });

  test('may be given proxies without ARG', () => {
    expect(before(['FROM scratch', 'RUN x'], 'https_proxy')).toBe('predefined');
  });

  test('may have variables of its base image; scratch has none but PATH', () => {
    expect(before(['FROM debian', 'RUN x'], 'ANY')).toBe('base-image');
    expect(before(['FROM debian', 'RUN x'], 'PATH')).toBe('base-image');
    expect(before(['FROM debian', 'ENV PATH=/app:$PATH', 'RUN x'], 'PATH')).toBe('=/app:?');
    expect(before(['FROM scratch', 'RUN x'], 'ANY')).toBe('unset');
    expect(before(['FROM scratch', 'RUN x'], 'PATH')).toBe('=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
    expect(before(['FROM debian', 'RUN x'], '1')).toBe('unset');
  });

  test('never sees the arguments that steer the build', () => {
    expect(before(['FROM scratch', 'ARG BUILDKIT_SBOM_SCAN_STAGE=true', 'RUN x'], 'BUILDKIT_SBOM_SCAN_STAGE')).toBe('unset');
  });

  test('says where a default is written and that an argument may change it', () => {
    const dockerfile = parse(['ARG V=12', 'FROM scratch', 'ARG V', 'RUN x']);
    const value = lookup(dockerfile, 'V');
    expect(value).toMatchObject({ is: 'set', text: [{ text: '12', from: { span: { start: 6, end: 8 } } }] });
  });

  test('takes a word that the build refuses as unknown', () => {
    expect(before(['FROM scratch', 'ENV A=${B:?needed}', 'RUN x'], 'A')).toBe('expansion');
  });
});

describe('a stage FROM another stage', () => {
  test('starts with its variables', () => {
    const lines = ['FROM scratch AS a', 'ENV E=1', 'ARG A=2', 'FROM a AS b', 'ENV F=$E', 'FROM b', 'RUN x'];
    const dockerfile = parse(lines);
    expect(['E', 'A', 'F', 'NONE'].map((name) => show(lookup(dockerfile, name)))).toEqual(['=1', '=2', '=1', 'unset']);
  });

  test('takes ENV before ARG', () => {
    expect(before(['FROM scratch AS a', 'ENV X=env', 'ARG X=arg', 'RUN x'], 'X')).toBe('=arg');
    expect(before(['FROM scratch AS a', 'ENV X=env', 'ARG X=arg', 'FROM a', 'RUN x'], 'X')).toBe('=env');
  });

  test('is not touched by stages beside it', () => {
    expect(before(['FROM scratch AS a', 'ENV X=1', 'FROM scratch', 'RUN x'], 'X')).toBe('unset');
  });

  test('runs the triggers of the stage below first', () => {
    expect(before(['FROM scratch AS a', 'ONBUILD ENV X=1', 'RUN x'], 'X')).toBe('unset');
    expect(before(['FROM scratch AS a', 'ONBUILD ENV X=1', 'FROM a', 'RUN x'], 'X')).toBe('=1');
    expect(before(['FROM scratch AS a', 'ENV Y=2', 'ONBUILD ENV X=$Y', 'FROM a AS b', 'FROM b', 'RUN x'], 'X')).toBe('=2');
  });
});

describe('FROM', () => {
  test('sees the ARGs before the first FROM, platforms, and nothing of stages', () => {
    const dockerfile = parse(['ARG V=1', 'ARG W=$V-x', 'FROM scratch AS a', 'ENV E=1', 'ARG A=1', 'FROM x:$W']);
    expect(['V', 'W', 'E', 'A', 'TARGETPLATFORM', 'BUILDPLATFORM'].map((name) => show(lookup(dockerfile, name)))).toEqual(['=1', '=1-x', 'unset', 'unset', 'platform', 'platform']);
  });

  test('does not know an ARG without default', () => {
    expect(before(['ARG V', 'FROM x:$V'], 'V')).toBe('build-argument');
    expect(before(['ARG V', 'FROM x:$V'], 'V', { V: '3' })).toBe('=3');
  });

  test('takes what the build gives for what the builder would set', () => {
    const given = { TARGETARCH: 'arm64' };
    expect(before(['FROM x-$TARGETARCH'], 'TARGETARCH', given)).toBe('=arm64');
    expect(before(['ARG NAME=x-$TARGETARCH', 'FROM $NAME'], 'NAME', given)).toBe('=x-arm64');
    expect(before(['FROM scratch', 'RUN x'], 'TARGETARCH', given)).toBe('unset');
  });
});

test('a trigger sees what ENV leaves in the image, and else the variables of another build', () => {
  const dockerfile = parse(['FROM debian', 'ENV W=0', 'FROM scratch AS b', 'ARG A=1', 'ENV X=1 Y=1', 'FROM b', 'ONBUILD ENV Y=3', 'ONBUILD RUN $X', 'ENV X=2']);
  const [run] = dockerfile.all('RUN');
  expect(['X', 'Y', 'A', 'W'].map((name) => run && show(run.scope.lookup(name)))).toEqual(['=2', 'child-build', 'child-build', 'child-build']);
  const [other] = parse(['FROM debian', 'ONBUILD RUN $X']).all('RUN');
  expect(other && show(other.scope.lookup('X'))).toBe('base-image');
});

test('a word is found in its instruction, continuations or not', () => {
  const dockerfile = parse(['FROM scratch', 'ENV A=1 \\', '  B="x \\', 'y" C=3', 'RUN x']);
  expect(show(lookup(dockerfile, 'B'))).toBe('=x y');
  const rest = new MappedText(new Source('Dockerfile', 'a\\\nb'), 'ab', [{ at: 0, source: 0 }, { at: 1, source: 3 }]);
  const word = { raw: 'ab', text: [], value: undefined, quoted: false, place: rest.place(0, 2) };
  expect(mappedWord(word, rest).startOf(1)).toBe(3);
});

describe('long files take no more work than they are long', () => {
  const many = (count: number, line: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => line(index));

  test.each<readonly [string, (index: number) => string]>([
    ['names that rest on the one before', (index) => `ENV V${String(index + 1)}=\${V${String(index)}}x`],
    ['one name that grows', () => 'ENV PATH=/opt/x:$PATH'],
    ['one name that doubles', () => 'ENV V0=$V0$V0'],
    ['unknown and known in turns', (index) => `ENV V0=$V0-$U${String(index)}`],
  ])('%s', (_, line) => {
    const lookUp = (count: number): void => {
      const dockerfile = parse(['FROM debian', 'ENV V0=0', ...many(count, line), 'RUN x']);
      for (const instruction of dockerfile.instructions) instruction.scope.lookup('V0');
      expect(['set', 'unknown']).toContain(lookup(dockerfile, 'V0').is);
    };
    expect(growthOf(lookUp, 500)).toBeLessThan(1.5);
  });

  test('a long chain of stages', () => {
    const lookUp = (count: number): void => {
      const lines = many(count, (index) => [`FROM s${String(index)} AS s${String(index + 1)}`, `ENV V${String(index)}=\${V${String(Math.max(index - 1, 0))}}x`].join('\n'));
      const dockerfile = parse(['FROM scratch AS s0', 'ENV X=1', ...lines, 'RUN x']);
      expect(show(lookup(dockerfile, 'X'))).toBe('=1');
    };
    expect(growthOf(lookUp, 500)).toBeLessThan(1.5);
    lookUp(5000);
  });
});

test('no file makes a lookup throw', () => {
  const lines = fc.array(fc.constantFrom('FROM a', 'FROM a AS a', 'FROM scratch AS b', 'FROM b', 'FROM $V', 'ARG V', 'ARG V=$W', 'ENV V=$W W=$V', 'ENV $V=1', 'ENV', 'ARG', 'ONBUILD ENV V=2', 'RUN $V', 'ENV V="'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, (parts) => {
      for (const instruction of parse(parts).instructions) expect(['set', 'unset', 'unknown']).toContain(instruction.scope.lookup('V').is);
    }),
    { numRuns: 500 },
  );
});
