/** A file or folder in a folder; `/` ends with a slash already. */
export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** A path of the context in one of its folders, `''` being the context itself. */
export function joinInContext(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path of the context as people see it, who see the context's folder as `folder`. */
export function shownInContext(folder: string, path: string): string {
  return folder === '.' || folder === '' ? path : join(folder, path);
}
