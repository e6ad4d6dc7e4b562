import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Source } from '../src/source.ts';
import { bytesOf, writeWhole } from '../src/write-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ironlint-write-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('writeWhole', () => {
  test('replaces the text, keeps the mode, leaves nothing else behind', () => {
    const path = join(folder, 'Dockerfile');
    writeFileSync(path, 'FROM a\n');
    chmodSync(path, 0o640);
    writeWhole(path, Buffer.from('FROM b\n'));
    expect(readFileSync(path, 'utf8')).toBe('FROM b\n');
    expect(statSync(path).mode & 0o7777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });

  test('leaves what somebody else has written meanwhile, or taken away', () => {
    const path = join(folder, 'Dockerfile');
    const write = () => { writeWhole(path, Buffer.from('FROM b\n'), Buffer.from('FROM a\n')); };
    writeFileSync(path, 'FROM c\n');
    expect(write).toThrow('it was changed meanwhile');
    expect(readFileSync(path, 'utf8')).toBe('FROM c\n');
    rmSync(path);
    expect(write).toThrow('it was changed meanwhile');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path, 'FROM a\n');
    write();
    expect(readFileSync(path, 'utf8')).toBe('FROM b\n');
  });

  test('creates a file', () => {
    writeWhole(join(folder, '.dockerignore'), Buffer.from('.git\n'));
    expect(readFileSync(join(folder, '.dockerignore'), 'utf8')).toBe('.git\n');
  });

  test('writes what a symbolic link points to', () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'Dockerfile'), 'FROM a\n');
    symlinkSync('real/Dockerfile', join(folder, 'Dockerfile'));
    writeWhole(join(folder, 'Dockerfile'), Buffer.from('FROM b\n'));
    expect(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'Dockerfile'), 'utf8')).toBe('FROM b\n');
    expect(readdirSync(join(folder, 'real'))).toEqual(['Dockerfile']);
  });

  test('an error leaves the original and no temporary file', () => {
    mkdirSync(join(folder, 'Dockerfile'));
    expect(() => writeWhole(join(folder, 'Dockerfile'), Buffer.from('x'))).toThrow('it is a folder');
    symlinkSync('nowhere', join(folder, 'dangling'));
    expect(() => writeWhole(join(folder, 'dangling'), Buffer.from('x'))).toThrow('ENOENT');
    expect(() => writeWhole(join(folder, 'missing', 'Dockerfile'), Buffer.from('x'))).toThrow('ENOENT');
    expect(readdirSync(folder).sort()).toEqual(['Dockerfile', 'dangling']);
  });
});

test('a byte order mark is put back', () => {
  expect([...bytesOf(new Source('D', 'A', { byteOrderMark: true }))]).toEqual([0xef, 0xbb, 0xbf, 0x41]);
  expect([...bytesOf(new Source('D', 'é'))]).toEqual([0xc3, 0xa9]);
});
