import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readSource } from '../src/read-source.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ironlint-read-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('16 MiB are read, more is refused before it is', () => {
  const file = join(folder, 'Dockerfile');
  writeFileSync(file, Buffer.alloc(16 * 1024 * 1024, '#'));
  expect(readSource(file, 'Dockerfile').text).toHaveLength(16 * 1024 * 1024);
  truncateSync(file, 16 * 1024 * 1024 + 1);
  expect(() => readSource(file, 'Dockerfile')).toThrow('Dockerfile: it is too large to be a Dockerfile: more than 16 MiB');
});

// Devices of this kind are not everywhere.
(existsSync('/dev/zero') ? test : test.skip)('what never ends is read no further than that', () => {
  expect(() => readSource('/dev/zero', 'list')).toThrow('list: it is too large to be a Dockerfile: more than 16 MiB');
});
