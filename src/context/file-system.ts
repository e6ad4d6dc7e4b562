import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { errorCode } from '../error-code.ts';
import { onceByText } from '../once-each.ts';
import { byName, type Child } from './tree.ts';

/** What lies at a path, links not followed. */
export type Status =
  | { readonly is: 'file'; /** In bytes. */ readonly size: number }
  | { readonly is: 'directory' | 'link' | 'other' | 'absent' | 'unreadable' };

/** All that contexts, and the search for them, ask of the disk. Nothing throws. */
export interface FileSystem {
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

/** Answers each question once: the Dockerfiles of a run lie in the same folders. */
export function remembering(of: FileSystem): FileSystem {
  return { status: onceByText(of.status), children: onceByText(of.children), link: onceByText(of.link), real: onceByText(of.real), bytes: of.bytes };
}
