/** Paths as Go's `path/filepath` reads them on Linux: what Docker and BuildKit call for ignore files and for COPY. Source: the documentation of `filepath.Clean`. */

const UNCLEAN = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** The shortest equal path: no `.`, no `a/..`, no double or trailing slash. The empty path becomes `.`. */
export function cleanPath(path: string): string {
  // Nearly every path is clean already.
  if (path !== '' && !UNCLEAN.test(path)) return path;
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined === '' ? '.' : joined;
}

/** A path of the build context as the build reads it: `/a`, `./a/` and `../a` are all `a` (nothing leads out); the context itself is ``. */
export function contextPath(path: string): string {
  // Nearly every one is as it should be.
  if (path !== '' && !path.startsWith('/') && !UNCLEAN.test(path)) return path;
  return cleanPath(`/${path}`).slice(1);
}
