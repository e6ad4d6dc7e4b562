import type { ContextFile } from '../../context/model.ts';

/** Sizes of more files are not looked up: each is a question to the disk. */
const MOST_FILES = 5000;

/** `52 B`, `1.4 kB`, `310 MB`: in powers of a thousand, as `docker image ls` shows sizes. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  let size = bytes;
  let index = 0;
  while (size >= 999.5 && index < units.length - 1) {
    size /= 1000;
    index++;
  }
  const digits = index === 0 || size >= 9.95 ? size.toFixed(0) : size.toFixed(1).replace(/\.0$/, '');
  return `${digits} ${units[index] ?? ''}`;
}

/** How large files are together, in bytes; undefined when one of them is not known, or when there are too many to ask. */
export function totalSize(files: readonly ContextFile[], most = MOST_FILES): number | undefined {
  if (files.length > most) return undefined;
  let total = 0;
  for (const { size } of files) {
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}
