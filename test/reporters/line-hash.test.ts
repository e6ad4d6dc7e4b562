import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineHashes } from '../../src/reporters/line-hash.ts';
import { Source } from '../../src/source.ts';

function hashesOf(text: string, byteOrderMark = false): readonly string[] {
  const wanted = new Set(Array.from({ length: 50 }, (_, index) => index + 1));
  return [...lineHashes(new Source('Dockerfile', text, { byteOrderMark }), wanted).values()];
}

/** What the hash is by definition: of the 100 units that count from a line's start on, the end of the file being one of them. */
function hashByDefinition(text: string): readonly string[] {
  const units = [...text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '').split('').map((unit) => unit.charCodeAt(0)), 0xffff];
  const starts = [0, ...units.flatMap((unit, index) => (unit === 10 ? [index + 1] : []))];
  const counts = new Map<string, number>();
  return starts.map((start) => {
    let hash = 0n;
    for (let index = start; index < start + 100; index++) hash = BigInt.asUintN(64, hash * 37n + BigInt(units[index] ?? 0));
    const text = hash.toString(16);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return `${text}:${String(counts.get(text))}`;
  });
}

describe('primaryLocationLineHash', () => {
  test('known values', () => {
    // The values that github/codeql-action gives for these texts.
    expect(hashesOf('')).toEqual(['c129715d7a2bc9a3:1']);
    expect(hashesOf(' a\nb\n  \t\tc\n d')).toEqual(['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']);
  });

  test('equal lines are counted', () => {
    expect(hashesOf('FROM scratch AS a-name-of-twenty\n'.repeat(6)).slice(0, 3).map((hash) => hash.split(':')[1])).toEqual(['1', '2', '3']);
  });

  test('blanks and line ends do not count, a byte order mark does', () => {
    expect(hashesOf('FROM a\r\nRUN b\r\n')).toEqual(hashesOf('FROM  a\n\tRUN b\n'));
    expect(hashesOf('FROM a', true)).not.toEqual(hashesOf('FROM a'));
  });

  test('is the rolling form of its definition', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '\n', '\r\n', '안', '\uffff', '😀', 'RUN apt-get install -y curl\n'), maxLength: 150 });
    fc.assert(fc.property(text, (sample) => {
      expect(hashesOf(sample)).toEqual(hashByDefinition(sample).slice(0, 50));
    }));
  });
});
