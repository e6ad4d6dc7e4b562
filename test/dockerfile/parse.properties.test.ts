import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headOf } from '../../src/dockerfile/head.ts';
import { argumentOfInstruction } from '../../src/dockerfile/library.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';
import type { Located } from '../../src/source.ts';
import { growthOf } from '../work.ts';

const pieces = [
  'FROM a AS b', 'FROM b', 'FROM scratch', 'RUN apt-get update \\', ' && x', 'RUN <<EOF', 'EOF', '<<-"E O"', 'E O', 'COPY --from=b ["a b", "c"]', 'COPY <<A <<B /', 'A', 'B',
  'ENV A=1 B=$A', 'ENV A 1', 'ARG X=${Y:-z}', 'LABEL a="b c"', 'HEALTHCHECK --interval=5s CMD ["x"]', 'ONBUILD RUN y', 'ONBUILD ONBUILD z', 'SHELL ["a"]', 'EXPOSE 80/tcp',
  '# comment', '# escape=`', '# syntax=x', '', '  ', '\\', '`', '"', "'", '${', '$', '[', '\t', '\u00a0', '😀', '--mount=type=cache,target=/x', 'CMD [1]', 'USER', '\r',
];
const fileText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 14 })
  .chain((lines) => fc.array(fc.constantFrom('\n', '\n', '\n', ' ', ''), { minLength: lines.length, maxLength: lines.length })
    .map((ends) => lines.map((line, index) => line + (ends[index] ?? '')).join('')));

/** Asks for everything that is lazy. */
function explore(dockerfile: Dockerfile): readonly { readonly start: number; readonly end: number }[] {
  const located: readonly Located[] = [
    ...dockerfile.syntaxErrors, ...dockerfile.comments, ...dockerfile.emptyContinuations, ...dockerfile.directives, ...dockerfile.stages, ...dockerfile.instructions,
    ...dockerfile.instructions.flatMap((instruction) => [...instruction.flags, ...instruction.flags.flatMap((flag) => flag.value ?? []), ...instruction.comments]),
    ...dockerfile.all('RUN').flatMap((run) => run.mounts.flatMap((mount) => [...mount.options.values()])),
    ...dockerfile.all('RUN', 'CMD', 'ENTRYPOINT', 'SHELL').flatMap(({ command }): readonly Located[] => (command.form === 'exec' ? command.words : [command])),
    ...dockerfile.all('COPY', 'ADD').flatMap((copy) => [...copy.sources, ...(copy.destination === undefined ? [] : [copy.destination])]),
    ...dockerfile.all('ENV', 'LABEL', 'ARG').flatMap(({ pairs }) => pairs.flatMap((pair) => [pair, pair.key, ...(pair.value === undefined ? [] : [pair.value])])),
    ...dockerfile.all('EXPOSE', 'VOLUME').flatMap(({ words }) => words),
  ];
  const places = located.map(({ place }) => place.span);
  for (const stage of dockerfile.stages) places.push(...(stage.pulls === undefined ? [] : [stage.pulls.nameAt.span]));
  return places;
}

/** What the file says, whatever its line ends. */
function structure(dockerfile: Dockerfile): unknown {
  return {
    instructions: dockerfile.instructions.map(({ keyword, rest, flags, heredocs }) => [keyword, rest.text, flags.map((flag) => flag.name), heredocs.map((heredoc) => [heredoc.name, heredoc.body.text.replaceAll('\r', '')])]),
    comments: dockerfile.comments.map((comment) => comment.text),
    errors: dockerfile.syntaxErrors.map(({ place, message }) => [place.source.position(place.span.start), message]),
    empty: dockerfile.emptyContinuations.length,
  };
}

test('nothing throws, and every place lies inside the file', () => {
  fc.assert(fc.property(fileText, (text) => {
    const dockerfile = parseDockerfile(new Source('Dockerfile', text));
    for (const { start, end } of explore(dockerfile)) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  }), { numRuns: 800 });
});

test('instructions are in order and do not overlap', () => {
  fc.assert(fc.property(fileText, (text) => {
    let last = 0;
    for (const { place, keywordAt, keywordAsWritten } of parseDockerfile(new Source('Dockerfile', text)).instructions) {
      expect(place.span.start).toBeGreaterThanOrEqual(last);
      expect(place.span.start).toBe(keywordAt.span.start);
      expect(keywordAsWritten).not.toBe('');
      last = place.span.end;
    }
  }), { numRuns: 500 });
});

test('every character of joined text stands where its map says', () => {
  fc.assert(fc.property(fileText, (text) => {
    const dockerfile = parseDockerfile(new Source('Dockerfile', text));
    for (const { rest, heredocs } of dockerfile.instructions) {
      for (const mapped of [rest, ...heredocs.map((heredoc) => heredoc.body)]) {
        for (let at = 0; at < mapped.text.length; at++) expect(text[mapped.startOf(at)]).toBe(mapped.text[at]);
      }
    }
  }), { numRuns: 500 });
});

test('CRLF changes nothing', () => {
  fc.assert(fc.property(fileText.filter((text) => !text.includes('\r')), (text) => {
    const unix = parseDockerfile(new Source('Dockerfile', text));
    const windows = parseDockerfile(new Source('Dockerfile', text.replaceAll('\n', '\r\n')));
    expect(structure(windows)).toEqual(structure(unix));
  }), { numRuns: 700 });
});

test('where dockerfile-ast is asked, it says what BuildKit says', () => {
  const words = fc.array(fc.constantFrom('SIGTERM', '9', ' ', '  ', '\t', '"', "'", '$X', '${A:-b}', '#', '<<E', '=', '-', 'é', '😀', '[', ']', ',', '@', '<a@b>', '\\', '\v', '\u00a0'), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(fc.constantFrom('STOPSIGNAL ', 'MAINTAINER\t', 'maintainer '), words, (keyword, parts) => {
    const text = keyword + parts.join('');
    const head = headOf(text, '\\');
    const range = head.rest.start === head.rest.end ? undefined : argumentOfInstruction(text, head);
    expect(range ?? head.rest).toEqual(head.rest);
  }), { numRuns: 3000 });
});

test('the cost grows with the file, not faster', () => {
  const hostile = [
    (count: number) => `FROM a\n${Array.from({ length: count }, (_, index) => `RUN x <<E${index}\n`).join('')}`,
    (count: number) => Array.from({ length: count }, () => 'FROM s AS s\nCOPY --from=s a b\n').join(''),
    (count: number) => `FROM a\nRUN x \\\n${' # c\n\n && y \\\n'.repeat(count)}`,
    (count: number) => `# syntax=a${' '.repeat(count * 20)}b\nFROM a\nENV ${'a="b" '.repeat(count)}\n`,
    (count: number) => `FROM a\n${'ONBUILD '.repeat(count)}RUN x\nCMD ${'['.repeat(count)}\nRUN x${'\r'.repeat(count * 20)}y`,
  ];
  for (const make of hostile) expect(growthOf((count) => explore(parseDockerfile(new Source('Dockerfile', make(count)))), 2000)).toBeLessThan(1.5);
});
