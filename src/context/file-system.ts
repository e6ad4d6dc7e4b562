import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../error-code.ts';
import { onceByText, onceEach } from '../once-each.ts';
import { byName, type Child } from './tree.ts';

/** What lies at a path, links not followed. */
export type Status =
  | { readonly is: 'file'; /** In bytes. */ readonly size: number }
  | { readonly is: 'directory' | 'link' | 'other' | 'absent' | 'unreadable' };

/** All that contexts, and the search for them, ask of the disk. Nothing throws. */
export interface FileSystem {
  /** It may take `readme` for `README`, as the disks of laptops do. */
  readonly ignoresCase: boolean;
  status(file: string): Status;
  /** Sorted by name; undefined when the folder cannot be read. */
  children(folder: string): readonly Child[] | undefined;
  /** Where a symbolic link leads, as written. */
  link(file: string): string | undefined;
  /** The path without links. */
  real(file: string): string | undefined;
  bytes(file: string): Buffer | undefined;
}

export const disk: FileSystem = {
  ignoresCase: process.platform === 'darwin' || process.platform === 'win32',
  status: (file) => {
    try {
      const status = lstatSync(file);
      if (status.isFile()) return { is: 'file', size: status.size };
      return { is: status.isDirectory() ? 'directory' : status.isSymbolicLink() ? 'link' : 'other' };
    } catch (error) {
      return { is: ['EACCES', 'EPERM', 'EIO'].includes(errorCode(error)) ? 'unreadable' : 'absent' };
    }
  },
  children: (folder) => orUndefined(() => byName(readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, is: entry.isDirectory() ? 'directory' : 'file' })))),
  link: (file) => orUndefined(() => readlinkSync(file)),
  real: (file) => orUndefined(() => realpathSync(file)),
  bytes: (file) => orUndefined(() => readFileSync(file)),
};

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) !== '') return undefined;
    throw error;
  }
}

/**
 * What lies at a path that is written as its folder has it: Docker's client walks the folder and sends the names that it finds, and the
 * build, which runs on Linux, tells `readme` from `README`.
 */
export function statusByName(files: FileSystem, file: string): Status {
  const found = files.status(file);
  const beside = files.ignoresCase && found.is !== 'absent' ? files.children(path.dirname(file)) : undefined;
  return beside === undefined || namesOf(beside).has(path.basename(file)) ? found : { is: 'absent' };
}

const namesOf = onceEach((children: readonly Child[]): ReadonlySet<string> => new Set(children.map(({ name }) => name)));

/** Answers each question once: the Dockerfiles of a run lie in the same folders. */
export function remembering(of: FileSystem): FileSystem {
  return { ignoresCase: of.ignoresCase, status: onceByText(of.status), children: onceByText(of.children), link: onceByText(of.link), real: onceByText(of.real), bytes: of.bytes };
}
