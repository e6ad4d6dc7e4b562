import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDockerfileName } from '../src/dockerfile-kind.ts';
import { readSource } from '../src/read-source.ts';
import type { Source } from '../src/source.ts';

/** Every Dockerfile below a folder, in the order of their paths. In the shared corpus every file is one, whatever its name. */
export function dockerfilesBelow(folder: string): readonly Source[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const everything = path.basename(folder) === 'dockerfiles';
  const files = all.filter((entry) => everything || isDockerfileName(entry.name)).map((entry) => path.join(entry.parentPath, entry.name));
  return files.sort().map((file) => readSource(file, path.relative(folder, file)));
}

/** The folder of Dockerfiles in the shared folder, in its corpus, or the folder itself. */
export function corpusFolder(given: string): string {
  const candidates = [path.join(given, 'corpus', 'dockerfiles'), path.join(given, 'dockerfiles')];
  return candidates.find((folder) => exists(folder)) ?? given;
}

function exists(folder: string): boolean {
  try {
    readdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
