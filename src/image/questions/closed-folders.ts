import { containerPath } from '../../container-path.ts';
import type { AddInstruction, CopyInstruction } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Word } from '../../word.ts';
import { contextSources } from './context-copies.ts';
import { copyDestination } from './copy-destination.ts';
import { modesAsShipped } from './modes.ts';

/** A `--chmod` of the shipped image without which folders could be entered. */
export interface ClosedFolders {
  readonly copy: CopyInstruction | AddInstruction;
  readonly mode: Word;
  /** A folder below the destination that gets the mode, as the image has it; undefined when it is not known whether there is one. */
  readonly folder: string | undefined;
}

/**
 * `--chmod` with a mode in digits that lets nobody enter a folder (root enters all). It is the mode of the folders in what is copied, too. That of the
 * destination itself depends on the version of BuildKit, so it does not count (source: tonistiigi/fsutil, copy.go; moby/buildkit issues 4945 and 5943; read 2026-11-29).
 */
export function closedFolders(build: Build): readonly ClosedFolders[] {
  let shipped: ReadonlySet<Word> | undefined;
  return build.dockerfile.all('COPY', 'ADD').flatMap((copy): readonly ClosedFolders[] => {
    const mode = copy.flag('chmod')?.value;
    if (mode?.value === undefined || copy.onbuild !== undefined || !/^[0-7]{3,4}$/.test(mode.value) || (Number.parseInt(mode.value, 8) & 0o111) !== 0) return [];
    shipped ??= new Set(modesAsShipped(build).map(({ at }) => at));
    if (!shipped.has(mode)) return [];
    const sources = contextSources(build.dockerfile).filter(({ instruction }) => instruction === copy);
    const below = sources.map(({ path, options }) => (path === undefined || options.parents === true ? undefined : folderIn(build, path, options.exclude ?? [])));
    const folder = below.find((one) => one !== undefined && one !== '');
    if (folder === undefined) return copy.heredocs.length === copy.sources.length || below.length > 0 && below.every((one) => one === '') ? [] : [{ copy, mode, folder: undefined }];
    return [{ copy, mode, folder: containerFolder(build, copy, folder) }];
  });
}

/** A folder in a source that is one itself, relative to it; empty when there is none, undefined when that is not known. */
function folderIn({ context }: Build, path: string, exclude: readonly string[]): string | undefined {
  const taken = exclude.length > 0 ? undefined : context.takes(path);
  const [root, ...others] = taken?.roots ?? [];
  if (taken?.files === undefined || root === undefined || others.length > 0) return undefined;
  const start = root.path === '' ? 0 : root.path.length + 1;
  const file = root.is === 'directory' ? taken.files.find((one) => one.path.indexOf('/', start) !== -1) : undefined;
  return file === undefined ? '' : file.path.slice(start, file.path.indexOf('/', start));
}

function containerFolder({ image }: Build, copy: CopyInstruction | AddInstruction, folder: string): string {
  const to = copyDestination(image, copy);
  return to === undefined ? folder : containerPath(folder, to);
}
