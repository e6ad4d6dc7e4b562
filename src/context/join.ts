/** A file or folder in a folder; `/` ends with a slash already. */
export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
