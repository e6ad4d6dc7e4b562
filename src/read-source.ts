import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { errorCode } from './error-code.ts';
import { pause } from './pause.ts';
import { Source } from './source.ts';

/** A file cannot be linted: the message is a sentence that names it. */
export class UnreadableFile extends Error {
  readonly path: string;
  /** Why, without the name. */
  readonly reason: string;
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

/** The largest message that BuildKit's parts send one another is as large (source: containerd, `defaults.DefaultMaxRecvMsgSize`, read in its version 2 on 2026-11-28): more could not be built. Bytes. */
const largestFile = 16 * 1024 * 1024;

const tooLarge = 'it is too large to be a Dockerfile: more than 16 MiB';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it cannot be read (permission denied)',
  EPERM: 'it cannot be read (permission denied)',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a loop of symbolic links',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'its name is too long',
};

/** Reads a file or pipe whole. Throws `UnreadableFile` when it cannot be read, is a folder, is too large, or is binary (holds a NUL byte). */
export function readSource(file: string, shownAs: string): Source {
  let bytes: Buffer;
  try {
    bytes = readFile(file, shownAs);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = errorCode(error);
    throw new UnreadableFile(shownAs, reasons[code] ?? `it cannot be read (${code || String(error)})`);
  }
  return decodeSource(bytes, shownAs);
}

/** Whether what lies there can be read only once: a pipe, a device. Nothing there is no pipe. */
export function isPipe(file: string): boolean {
  const status = statSync(file, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile() && !status.isDirectory();
}

/** The bytes of standard input, for `decodeSource`. Throws `UnreadableFile` when it cannot be read, or is too large. */
export function readStandardInput(shownAs: string): Buffer {
  try {
    return readStream(0, shownAs);
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(shownAs, 'standard input cannot be read');
  }
}

/** All that a pipe or device gives, which may never end: no more than a file may hold. */
function readStream(descriptor: number, shownAs: string): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  const buffer = Buffer.alloc(65_536);
  for (let count = readChunk(descriptor, buffer); count > 0; count = readChunk(descriptor, buffer)) {
    length += count;
    if (length > largestFile) throw new UnreadableFile(shownAs, tooLarge);
    chunks.push(Buffer.from(buffer.subarray(0, count)));
  }
  return Buffer.concat(chunks);
}

/** How many bytes were read; 0 at the end. Waits for a pipe that has nothing yet. */
function readChunk(descriptor: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      pause(5);
    }
  }
}

/** Bytes to a source: the byte order mark is taken off, what is not UTF-8 is marked. Throws `UnreadableFile` on a NUL byte. */
export function decodeSource(bytes: Buffer, shownAs: string): Source {
  if (bytes.includes(0)) throw new UnreadableFile(shownAs, 'it is a binary file (it holds a NUL byte), not a Dockerfile');
  const byteOrderMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = byteOrderMark ? bytes.subarray(3) : bytes;
  const text = body.toString('utf8');
  const invalidUtf8 = text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(body);
  return new Source(shownAs, text, { byteOrderMark, invalidUtf8 });
}

function readFile(file: string, shownAs: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new UnreadableFile(shownAs, 'it is a directory');
    if (status.size > largestFile) throw new UnreadableFile(shownAs, tooLarge);
    return status.isFile() ? readFileSync(descriptor) : readStream(descriptor, shownAs);
  } finally {
    closeSync(descriptor);
  }
}
