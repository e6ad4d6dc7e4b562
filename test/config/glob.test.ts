import { expect, test } from '@jest/globals';
import { compileGlob } from '../../src/config/glob.ts';
import { growthOf } from '../work.ts';

test.each([
  ['Dockerfile', 'Dockerfile', true],
  ['Dockerfile', 'a/b/Dockerfile', true],
  ['./Dockerfile', 'a/Dockerfile', false],
  ['/Dockerfile', 'Dockerfile', true],
  ['*.dev', 'docker/Dockerfile.dev', true],
  ['docker/*', 'docker/Dockerfile', true],
  ['docker/*', 'docker/a/Dockerfile', false],
  ['docker/**', 'docker/a/b/Dockerfile', true],
  ['docker/**', 'docker', false],
  ['docker/**/Dockerfile', 'docker/Dockerfile', true],
  ['docker/**/Dockerfile', 'docker/a/b/Dockerfile', true],
  ['**/test/**', 'a/test/b/Dockerfile', true],
  ['**/test/**', 'test/Dockerfile', true],
  ['**/test/**', 'tests/Dockerfile', false],
  ['vendor/', 'vendor/a/Dockerfile', true],
  ['vendor/', 'a/vendor/Dockerfile', true],
  ['vendor/', 'vendored/Dockerfile', false],
  ['**', 'a/b', true],
  ['*.{dev,test}', 'a.test', true],
  ['*.{dev,test}', 'a.prod', false],
  ['{a,b}/{c,d}', 'b/c', true],
  ['Dockerfile.[0-9]', 'Dockerfile.7', true],
  ['Dockerfile.[!0-9]', 'Dockerfile.7', false],
  ['Dockerfile.?', 'Dockerfile.é', true],
  ['a+b(c)|$^.x', 'a+b(c)|$^.x', true],
  ['a.b', 'axb', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['[', '[', true],
  ['[z-a]', 'z', false],
  ['', 'a', false],
])('%j of %j: %j', (glob, path, expected) => {
  expect(compileGlob(glob)(path)).toBe(expected);
});

test('a glob made to be slow is not', () => {
  expect(growthOf((count) => expect(compileGlob(`${'**/a/'.repeat(50)}b`)(`${'a/'.repeat(count)}c`)).toBe(false), 500)).toBeLessThan(1.5);
  expect(growthOf((count) => expect(compileGlob(`${'**/a/'.repeat(count)}b`)(`${'a/'.repeat(500)}c`)).toBe(false), 20)).toBeLessThan(1.5);
  expect(growthOf((count) => expect(compileGlob(`{${'{a,b},'.repeat(count)}}`)('c')).toBe(false), 100)).toBeLessThan(1.5);
});
