import { describe, expect, test } from '@jest/globals';
import { debianOfCargoChef, debianOfRust } from '../../src/knowledge/rust-distributions.ts';

describe('the Debian under a tag that names none', () => {
  test.each([
    ['1.56', '11'], ['1.72.1-slim', '11'], ['1.73', undefined], ['1.74', '12'], ['1.88-slim', '12'], ['1.89.0', '13'], ['latest', '13'], ['1', '13'], ['1-slim', '13'], ['slim', '13'],
    ['1.999', undefined], ['1.55', undefined], ['2', undefined], ['nightly', undefined], ['1.8\u0000', undefined], ['\u0000', undefined],
  ])('of rust:%s', (tag, release) => {
    expect(debianOfRust(tag)).toBe(release);
  });

  test.each([
    ['latest', '13'], ['latest-rust-1', '13'], ['latest-rust-1-slim', '13'], ['latest-rust-1.59.0', '11'], ['0.1.62-rust-1.82', '12'], ['0.1.62-rust-1', undefined], ['0.1.77', undefined],
  ])('of lukemathwalker/cargo-chef:%s', (tag, release) => {
    expect(debianOfCargoChef(tag)).toBe(release);
  });
});
