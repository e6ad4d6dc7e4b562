import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { keyValueEdits } from '../../../src/image/questions/key-value-form.ts';
import { Source } from '../../../src/source.ts';
import { pattern } from '../../../src/word.ts';

function envOf(text: string): { readonly legacy: boolean; readonly value: string; readonly pairs: number; readonly fixed: string | undefined; readonly errors: number } {
  const dockerfile = parseDockerfile(new Source('Dockerfile', text));
  const [env] = dockerfile.all('ENV');
  if (env === undefined) throw new Error(`no ENV in ${text}`);
  const edits = keyValueEdits(env, dockerfile.escape);
  const fixed = edits?.toSorted((one, other) => other.place.span.start - one.place.span.start)
    .reduce((before, { place, text: put }) => before.slice(0, place.span.start) + put + before.slice(place.span.end), text);
  return { legacy: env.legacy, value: pattern(env.pairs[0]?.value?.text ?? []), pairs: env.pairs.length, fixed, errors: dockerfile.syntaxErrors.length };
}

const head = 'FROM scratch\n';

describe('ENV key value as ENV key=value', () => {
  test('one word stays as it is written', () => {
    expect(envOf(`${head}ENV A  "b c"\n`).fixed).toBe(`${head}ENV A="b c"\n`);
  });

  test('blanks need quotes, and lines stay where they are', () => {
    expect(envOf(`${head}ENV A b \\\n  c\n`).fixed).toBe(`${head}ENV A="b \\\n  c"\n`);
  });

  test('what is a pair already is left alone', () => {
    expect(envOf(`${head}ENV A=b\n`).fixed).toBeUndefined();
  });

  const piece = fc.constantFrom('a', ' ', '  ', '"', "'", '\\', '`', '$B', '${B:-x y}', '\\\n  ', '=', '#', '"c d"', "'e $f'", '\\"', '\t');
  test('keeps the value, whatever it is written with', () => {
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.constantFrom('', '# escape=`\n'), (pieces, directive) => {
      const before = envOf(`${directive}${head}ENV B=1\nENV A x${pieces.join('')}\n`.replace('ENV B=1\n', ''));
      if (before.fixed === undefined || before.errors > 0) return;
      const after = envOf(before.fixed);
      expect({ ...after, fixed: undefined }).toEqual({ ...before, legacy: false, pairs: 1, fixed: undefined });
    }), { numRuns: 2000 });
  });
});
