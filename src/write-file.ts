import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, fchmodSync, fchownSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, renameSync, statSync, unlinkSync, writeSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code.ts';
import type { Source } from './source.ts';

/** What a file with this text holds: UTF-8, with the byte order mark that it was read with. */
export function bytesOf(source: Source): Uint8Array {
  return Buffer.from(source.byteOrderMark ? `\ufeff${source.text}` : source.text, 'utf8');
}

/**
 * Writes a whole file or leaves it as it was: a temporary file in the same folder, then a rename. Mode and owner stay where the
 * system lets them; a symbolic link stays one, its target is written. Throws, with the original untouched and no temporary file
 * left, when the path is no regular file, is write-protected, no longer holds what `held` says, or the disk refuses.
 */
export function writeWhole(path: string, bytes: Uint8Array, held?: Uint8Array): void {
  const target = targetOf(path);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before !== undefined) {
    if (!before.isFile()) throw new Error(before.isDirectory() ? 'it is a folder' : 'it is not a regular file');
    // A rename would also replace what its owner protected.
    accessSync(target, constants.W_OK);
  }
  if (held !== undefined && (before === undefined || !readFileSync(target).equals(held))) throw new Error('it was changed meanwhile');
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', before === undefined ? 0o666 : 0o600);
  try {
    try {
      fill(file, bytes);
      if (before !== undefined) keepOwnerAndMode(file, before);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

/** Why a file could not be written, in words, from what the disk answered. */
export function writeFailure(error: unknown): string {
  return failures.get(errorCode(error)) ?? (error instanceof Error ? error.message : String(error));
}

const failures: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'its folder does not exist'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EEXIST', 'a part of its path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk is full'],
  ['ELOOP', 'it is a loop of symbolic links'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/** The file behind symbolic links; a path at which nothing is yet is itself. */
function targetOf(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

function fill(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

function keepOwnerAndMode(file: number, before: Stats): void {
  try {
    fchownSync(file, before.uid, before.gid);
  } catch {
    // Only root may give files away; then the file belongs to who wrote it, as with any editor.
  }
  fchmodSync(file, before.mode & 0o7777);
}
