import { expect, test } from '@jest/globals';
import { fixedNotes } from '../../src/run/fixed-notes.ts';

const files = (count: number): readonly { readonly path: string; readonly fixed: number }[] =>
  Array.from({ length: count }, (_, index) => ({ path: `${String(index)}/Dockerfile`, fixed: index + 1 }));

test('files that were fixed are named, or counted when they are many', () => {
  expect(fixedNotes([{ path: 'a', fixed: 0 }])).toEqual([]);
  expect(fixedNotes([{ path: 'a', fixed: 0 }, ...files(2)])).toEqual(['1 finding was fixed in 0/Dockerfile', '2 findings were fixed in 1/Dockerfile']);
  expect(fixedNotes(files(5))).toHaveLength(5);
  expect(fixedNotes([...files(6), { path: 'a', fixed: 0 }])).toEqual(['21 findings were fixed in 6 files']);
});
