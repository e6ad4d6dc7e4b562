/** What ADD unpacks: tar archives, plain or compressed with gzip, bzip2, xz or zstd. A name without the `.tar` may hold one. */
const ARCHIVE = /\.(?:tar|tar\.(?:gz|bz2|xz|zst|z|lz|lzma|lz4)|gz|tgz|taz|bz2|tbz2?|tb2|tz2|xz|txz|zst|tzst|lz|tlz|lzma|z|tz|tpz)$/i;

/** The name ends as archives do that ADD unpacks. */
export function isArchiveName(path: string): boolean {
  return ARCHIVE.test(path);
}

/** ADD fetches it: an address, or a git repository in one of its forms. */
export function isRemoteSource(path: string): boolean {
  return /^(?:https?|ftp|git|ssh):\/\/|^git@|^[\w.-]+@[\w.-]+:[^/]/i.test(path) || /\.git(?:#.*)?$/.test(path);
}
