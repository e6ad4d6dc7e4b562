/** An absolute path of the container, cleaned: no `.`, `..`, double or trailing slashes. Relative ones are joined to `workdir`. */
export function containerPath(path: string, workdir = '/'): string {
  // Nearly all are clean already.
  if (path.startsWith('/') && path.length > 1 && !path.endsWith('/') && !path.includes('//') && !path.includes('/.')) return path;
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${workdir}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The path is the folder, or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** The folders that hold a clean absolute path, nearest first; none for `/`. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  if (path !== '/') folders.push('/');
  return folders;
}
