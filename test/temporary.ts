import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** A new folder with the given files: a text, or `{ link }` for a symbolic link. Paths end in `/` for folders. */
export function folderWith(files: Readonly<Record<string, string | { readonly link: string }>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'ironlint-test-')));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (typeof content !== 'string') symlinkSync(content.link, file);
    else if (!name.endsWith('/')) writeFileSync(file, content);
  }
  return folder;
}

/** Removes every folder that was made. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
