import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dateOf } from '../../src/cli/read-options.ts';

test('days since 1970 are dates as ISO 8601 writes them', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 200_000 }), (days) => {
    expect(dateOf(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
  }));
  expect([0, 58, 59, 789, 790, 11_016, 20_758].map(dateOf)).toEqual(['1970-01-01', '1970-02-28', '1970-03-01', '1972-02-29', '1972-03-01', '2000-02-29', '2026-11-01']);
});
