import { describe, expect, test } from '@jest/globals';
import type { Dockerfile, Instruction, Keyword, InstructionMap } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';
import type { Located } from '../../src/source.ts';

function parse(...lines: readonly string[]): Dockerfile {
  return parseDockerfile(new Source('Dockerfile', lines.join('\n')));
}

/** The instruction with a keyword in a file of one stage. */
function only<K extends Keyword>(keyword: K, ...lines: readonly string[]): InstructionMap[K] {
  const [instruction] = parse('FROM base', ...lines).all(keyword);
  if (instruction === undefined) throw new Error(`no ${keyword}`);
  return instruction;
}

function written({ place }: Located): string {
  return place.source.slice(place.span);
}

function keywords(dockerfile: Dockerfile): readonly string[] {
  return dockerfile.instructions.map((instruction: Instruction) => instruction.keyword);
}

describe('heredocs', () => {
  test('in quotes open nothing', () => {
    expect(keywords(parse('FROM a', 'RUN echo "use <<EOF in text"', 'USER b'))).toEqual(['FROM', 'RUN', 'USER']);
  });

  test.each([
    ['<<EOF', 'EOF', { name: 'EOF', expand: true, stripTabs: false, fileDescriptor: 0 }],
    ['3<<EOF', 'EOF', { name: 'EOF', fileDescriptor: 3 }],
    ['<< EOF', 'EOF', { name: 'EOF' }],
    ["<<'EOF'", 'EOF', { name: 'EOF', expand: false }],
    ['<<"E O F"', 'E O F', { name: 'E O F', expand: false }],
    ['<<E"O"F', 'EOF', { name: 'EOF', expand: false }],
    ["<<eo\\'f", "eo'f", { name: "eo'f", expand: true }],
    ['<<-EOF', '\t\tEOF', { name: 'EOF', stripTabs: true }],
    ['<<$EOF', '$EOF', { name: '$EOF', expand: true }],
  ])('%s', (opener, end, expected) => {
    const dockerfile = parse('FROM a', `RUN cat ${opener} > x`, 'USER root', end, 'USER b');
    expect(dockerfile.syntaxErrors).toEqual([]);
    expect(keywords(dockerfile)).toEqual(['FROM', 'RUN', 'USER']);
    const [heredoc] = dockerfile.instructions[1]?.heredocs ?? [];
    expect(heredoc).toMatchObject(expected);
    expect(heredoc?.body.text).toBe('USER root\n');
    expect(heredoc === undefined ? '' : written({ place: heredoc.opener })).toBe(opener);
  });

  test('several in one COPY end in their order, and are no sources', () => {
    const copy = only('COPY', 'COPY <<a file <<b /to/', 'b', 'a', 'two', 'b');
    expect(copy.heredocs.map(({ name, body }) => [name, body.text])).toEqual([['a', 'b\n'], ['b', 'two\n']]);
    expect(copy.sources.map((word) => word.value)).toEqual(['file']);
    expect(copy.destination?.value).toBe('/to/');
  });

  test('are opened by RUN, COPY, ADD and triggers of them, not by JSON', () => {
    expect(keywords(parse('FROM a', 'ONBUILD RUN <<E', 'USER x', 'E'))).toEqual(['FROM', 'ONBUILD']);
    expect(keywords(parse('FROM a', 'RUN ["<<E"]', 'USER x'))).toEqual(['FROM', 'RUN', 'USER']);
    expect(keywords(parse('FROM a', 'USER <<E', 'USER x'))).toEqual(['FROM', 'USER', 'USER']);
  });

  test('tabs are taken off, and offsets still point at the characters', () => {
    const run = only('RUN', 'RUN <<-E', '\t\techo a', 'b', '\tE');
    const body = run.heredocs[0]?.body;
    expect(body?.text).toBe('echo a\nb\n');
    expect(body?.source.text[body.startOf(0)]).toBe('e');
    expect(body?.source.text[body.startOf(7)]).toBe('b');
  });

  test('one that never ends is one error, and what follows is read', () => {
    const dockerfile = parse('FROM a', 'RUN echo $((1 << 2))', 'USER b');
    expect(dockerfile.syntaxErrors.map((error) => error.message)).toEqual(['the heredoc `2))` is never closed']);
    expect(keywords(dockerfile)).toEqual(['FROM', 'RUN', 'USER']);
    expect(parse('FROM a', 'RUN <<EOF', 'apt-get update', 'apt-get install x').syntaxErrors).toHaveLength(1);
  });
});

describe('lines', () => {
  test('prose that looks like a directive ends the directives', () => {
    const dockerfile = parse('# note: a=b', '# escape=`', 'FROM a', 'RUN x \\', ' y');
    expect(dockerfile.escape).toBe('\\');
    expect(dockerfile.directives).toEqual([]);
    expect(keywords(dockerfile)).toEqual(['FROM', 'RUN']);
  });

  test('in flags the escape character of the file escapes', () => {
    const flag = (...lines: readonly string[]): string | undefined => parse(...lines).all('COPY')[0]?.flag('chown')?.value?.value;
    expect(flag('# escape=`', 'FROM a', 'COPY --chown=DOM\\me a b')).toBe('DOM\\me');
    expect(flag('# escape=`', 'FROM a', 'COPY --chown=a` b a b')).toBe('a b');
    expect(flag('FROM a', 'COPY --chown=a\\ b a b')).toBe('a b');
  });

  test('directives', () => {
    const dockerfile = parse('# syntax = docker/dockerfile:1', '#EScape=`', '# check=skip=all', '# prose', 'FROM a', 'RUN x `', ' y');
    expect(dockerfile.directives.map((directive) => [directive.name, directive.value.value, written(directive.value)])).toEqual([
      ['syntax', 'docker/dockerfile:1', 'docker/dockerfile:1'], ['escape', '`', '`'], ['check', 'skip=all', 'skip=all'],
    ]);
    expect(dockerfile.comments.map((comment) => comment.text)).toEqual(['prose']);
    expect(dockerfile.instructions[1]?.rest.text).toBe('x  y');
  });

  test('two escape characters continue nothing', () => {
    expect(keywords(parse('FROM a', 'RUN echo x \\\\', 'USER b'))).toEqual(['FROM', 'RUN', 'USER']);
  });

  test('comments and blanks inside a continuation', () => {
    const dockerfile = parse('FROM a', 'RUN one \\ ', '  # why', '', ' && two');
    const [, run] = dockerfile.instructions;
    expect(run?.rest.text).toBe('one  && two');
    expect(dockerfile.emptyContinuations.map(({ place }) => dockerfile.source.position(place.span.start).line)).toEqual([4]);
    expect(dockerfile.comments[0]).toMatchObject({ text: 'why', inside: true });
    expect(dockerfile.comments[0]?.instruction).toBe(run);
    expect(run === undefined ? '' : written({ place: run.rest.place(8, 11) })).toBe('two');
  });

  test('a keyword may be broken', () => {
    expect(keywords(parse('FROM a', 'ONBUILD R\\', 'UN x', 'RU\\', 'N y'))).toEqual(['FROM', 'ONBUILD', 'RUN']);
  });

  test('an instruction ends with its text, not with blanks or comments that follow', () => {
    const [, run] = parse('FROM a', 'RUN x \\', '# c', '', '').instructions;
    expect(run === undefined ? '' : written(run)).toBe('RUN x \\');
  });

  test('comments directly above belong to an instruction, the nearest last', () => {
    const dockerfile = parse('# far', '', '# one', '# two', 'FROM a', 'RUN b');
    expect(dockerfile.instructions[0]?.comments.map((comment) => comment.text)).toEqual(['one', 'two']);
    expect(dockerfile.instructions[1]?.comments).toEqual([]);
    expect(dockerfile.comments.map((comment) => comment.instruction?.keyword)).toEqual([undefined, 'FROM', 'FROM']);
  });
});

describe('JSON form', () => {
  test.each([
    ['["a b"]', ['a b']], ['["\\u0041\\n"]', ['A\n']], ['[ "a" , "b" ]', ['a', 'b']], ['[]', []],
  ])('%s', (text, expected) => {
    const { command } = only('CMD', `CMD ${text}`);
    expect(command.form === 'exec' ? command.words.map((word) => word.value) : command.form).toEqual(expected);
  });

  test.each(['["a"] b', '["a",]', '["C:\\path"]', '["a"] # x', "['a']", '["a"'])('%s is shell form', (text) => {
    expect(only('CMD', `CMD ${text}`).command).toMatchObject({ form: 'shell', script: { text } });
  });

  test('words have the places of their strings, quotes included', () => {
    const { command } = only('RUN', 'RUN ["a", \\', '  "b\\tc"]');
    expect(command.form === 'exec' ? command.words.map(written) : []).toEqual(['"a"', '"b\\tc"']);
  });

  test('in HEALTHCHECK, and expanded in COPY', () => {
    expect(only('HEALTHCHECK', 'HEALTHCHECK CMD ["a"]').command?.form).toBe('exec');
    expect(only('HEALTHCHECK', 'HEALTHCHECK NONE')).toMatchObject({ test: 'none', command: undefined });
    expect(only('COPY', 'ARG A=x', 'COPY ["$A y", "/z"]').sources[0]?.value).toBe('x y');
  });
});

describe('flags', () => {
  test('several, each found', () => {
    const copy = only('COPY', 'COPY --from=b --chown="1:2" --link x y');
    expect(copy.flags.map((flag) => [flag.name, flag.value?.value, written(flag)])).toEqual([
      ['from', 'b', '--from=b'], ['chown', '1:2', '--chown="1:2"'], ['link', undefined, '--link'],
    ]);
    expect(copy.from?.value).toBe('b');
    expect(copy.rest.text).toBe('x y');
  });

  test('none is a phantom', () => {
    expect(only('RUN', 'RUN foo--bar --baz').flags).toEqual([]);
    expect(only('COPY', 'COPY -- a b').flags).toEqual([]);
    expect(only('COPY', 'COPY -- a b').sources.map((word) => word.value)).toEqual(['a']);
  });

  test('quotes hold a flag together', () => {
    const run = only('RUN', 'RUN --mount=type=bind,"target=/a b" x');
    expect(run.mounts[0]?.options.get('target')?.value).toBe('/a b');
    expect(run.rest.text).toBe('x');
  });

  test('mounts under long names, with defaults and without values', () => {
    const [mount, plain] = only('RUN', 'RUN --mount=type=cache,dst=/x,ro --mount=src=a,target=b c').mounts;
    expect(mount).toMatchObject({ type: 'cache' });
    expect([...(mount?.options.keys() ?? [])]).toEqual(['type', 'target', 'readonly']);
    expect(mount?.options.get('readonly')?.value).toBe('true');
    expect(plain?.type).toBe('bind');
    expect(plain?.options.get('source')?.value).toBe('a');
  });

  test('--from is not expanded, --chown is', () => {
    const copy = only('COPY', 'ARG A=x', 'COPY --from=$A --chown=$A a b');
    expect(copy.from?.value).toBe('$A');
    expect(copy.flag('chown')?.value?.value).toBe('x');
  });
});

describe('pairs', () => {
  test('several ARGs in one instruction', () => {
    expect(only('ARG', 'ARG A=1 B="2 3" C').pairs.map(({ key, value }) => [key.value, value?.value])).toEqual([['A', '1'], ['B', '2 3'], ['C', undefined]]);
  });

  test('ENV and LABEL with quotes, escapes and the legacy form', () => {
    expect(only('ENV', 'ENV a=b\\ c d=\'e "f\'').pairs.map(({ value }) => value?.value)).toEqual(['b c', 'e "f']);
    const legacy = only('LABEL', 'LABEL maintainer  A "B" C');
    expect(legacy.legacy).toBe(true);
    expect(legacy.pairs.map(({ key, value }) => [key.value, value?.value])).toEqual([['maintainer', 'A B C']]);
    expect(only('ENV', 'ENV a=1 \\', ' b=$a').legacy).toBe(false);
  });

  test('an ENV does not see itself', () => {
    const [, missing] = only('ENV', 'ENV A=0', 'ENV A=1 \\', ' B=$A').pairs;
    expect(missing).toBeUndefined();
    const [, second] = parse('FROM base', 'ENV A=0', 'ENV A=1 \\', ' B=$A').all('ENV');
    expect(second?.pairs[1]?.value?.value).toBe('0');
  });
});

test('quotes do not hold paths together', () => {
  expect(only('COPY', 'COPY "a b" c').sources.map((word) => word.raw)).toEqual(['"a', 'b"']);
  expect(only('WORKDIR', 'WORKDIR "/a b"').path?.value).toBe('/a b');
});

test('what dockerfile-ast reads is the whole argument', () => {
  expect(only('STOPSIGNAL', 'ARG S=TERM', 'STOPSIGNAL  SIG$S ').signal?.value).toBe('SIGTERM');
  expect(only('MAINTAINER', 'MAINTAINER A \\', ' B <c@d> # e').name?.value).toBe('A  B <c@d> # e');
});

describe('index', () => {
  const dockerfile = parse('FROM a', 'RUN x', 'ONBUILD RUN y', 'USER z', 'RUN w');

  test('all() has triggers, in the order of the file', () => {
    expect(dockerfile.all('RUN').map((run) => run.rest.text)).toEqual(['x', 'y', 'w']);
    expect(dockerfile.all('USER', 'ONBUILD').map(({ keyword }) => keyword)).toEqual(['ONBUILD', 'USER']);
    expect(dockerfile.all('RUN')).toBe(dockerfile.all('RUN'));
    const trigger = dockerfile.all('RUN')[1];
    expect(trigger?.onbuild?.keyword).toBe('ONBUILD');
    expect(trigger?.index).toBe(2);
  });

  test('commands() reads every RUN with the SHELL in force', () => {
    expect(dockerfile.commands().map(({ name }) => name)).toEqual(['x', 'y', 'w']);
    expect(dockerfile.commands('w', 'x', 'q').map(({ name }) => name)).toEqual(['x', 'w']);
    expect(parse('FROM a AS b', 'SHELL ["pwsh", "-c"]', 'FROM b', 'RUN Get-Item').commands()).toEqual([]);
  });
});

test('the scope is that of the instruction', () => {
  const dockerfile = parse('ARG T=1', 'FROM a:$T', 'ARG T', 'ENV V=$T-x', 'LABEL l=$V');
  expect(dockerfile.stages[0]?.from.image?.value).toBe('a:1');
  expect(dockerfile.all('LABEL')[0]?.pairs[0]?.value?.value).toBe('1-x');
  const built = parseDockerfile(dockerfile.source, new Map([['T', '2']]));
  expect(built.stages[0]?.from.image?.value).toBe('a:2');
});
