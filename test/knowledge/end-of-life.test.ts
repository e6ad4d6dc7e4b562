import { describe, expect, test } from '@jest/globals';
import { baseImage } from '../../src/knowledge/base-images.ts';
import { families } from '../../src/knowledge/base-images/families.ts';
import { endOfLife, supportOf } from '../../src/knowledge/end-of-life.ts';
import { endOfLifeTable } from '../../src/knowledge/end-of-life-table.ts';
import { reference } from './reference.ts';

const states = (image: string, today: string): readonly string[] => {
  const base = baseImage(reference(image));
  return base === undefined ? [] : endOfLife(base, today).map(({ title, ended, end }) => `${title} ${ended ? 'ended' : 'supported'} ${end ?? '-'}`);
};

describe('end of life', () => {
  test('of the product and of the distribution', () => {
    expect(states('python:3.8-slim-buster', '2026-11-23')).toEqual(['Python 3.8 ended 2024-10-07', 'Debian 10 ended 2022-09-10']);
    expect(states('node:22-alpine3.20', '2026-03-31')).toEqual(['Node.js 22 supported 2027-04-30', 'Alpine Linux 3.20 supported 2026-04-01']);
    expect(states('debian:12', '2026-11-23')).toEqual(['Debian 12 ended 2026-07-11']);
    expect(states('gcr.io/distroless/nodejs18-debian11', '2026-11-23')).toEqual(['Node.js 18 ended 2025-04-30', 'Debian 11 ended 2024-08-14']);
  });

  test('the last day is still supported', () => {
    expect(states('debian:12', '2026-07-11')).toEqual(['Debian 12 supported 2026-07-11']);
    expect(states('debian:12', '2026-07-12')).toEqual(['Debian 12 ended 2026-07-11']);
  });

  test('longer support is said by name', () => {
    expect(supportOf('debian', '12', '2026-11-23')?.longTerm).toEqual({ name: 'Debian LTS', end: '2028-06-30', ended: false });
    expect(supportOf('debian', '11', '2026-11-23')?.longTerm).toEqual({ name: 'Debian LTS', end: '2026-08-31', ended: true });
    expect(supportOf('ubuntu', '20.04', '2026-11-23')?.longTerm?.name).toContain('Ubuntu Pro');
    expect(supportOf('alpine', '3.20', '2026-11-23')?.longTerm).toBeUndefined();
  });

  test('supported releases are named as of the day', () => {
    expect(supportOf('nodejs', '18', '2026-11-23')?.supported).toEqual(['26', '24', '22']);
  });

  test('floating tags and unknown releases give nothing', () => {
    expect(states('python', '2026-11-23')).toEqual([]);
    expect(states('python:3', '2026-11-23')).toEqual([]);
    expect(states('python:9.9', '2026-11-23')).toEqual([]);
    expect(states('python:\u0000-slim', '2026-11-23')).toEqual([]);
  });
});

describe('the table', () => {
  test('its dates are days of the calendar, and longer support ends later', () => {
    for (const { product, releases } of endOfLifeTable) {
      expect(new Set(releases.map(({ release }) => release)).size).toBe(releases.length);
      for (const { release, end, longTermEnd } of releases) {
        for (const day of [end, longTermEnd]) {
          if (typeof day === 'string') expect([product, release, new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)]).toEqual([product, release, day]);
        }
        if (typeof end === 'string' && longTermEnd !== undefined) expect([product, release, longTermEnd > end]).toEqual([product, release, true]);
      }
    }
  });

  test('every product is one that base images have', () => {
    const products = new Set([...families.map(({ product }) => product?.name), ...families.flatMap(({ flavours, otherwise }) => [otherwise, ...flavours.map(({ facts }) => facts)].map(({ distribution }) => distribution?.name))]);
    for (const { product } of endOfLifeTable) expect([product, products.has(product)]).toEqual([product, true]);
  });
});
