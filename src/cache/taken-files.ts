import { compileGoPattern, hasWildcard } from '../context/go-pattern.ts';
import type { BuildContext } from '../context/model.ts';
import { pathTest } from '../context/path-test.ts';
import { behindPivot } from '../context/pivot.ts';
import { isRemote } from '../context/search.ts';
import { excludes } from '../context/take.ts';
import type { AddInstruction, CopyInstruction } from '../dockerfile/model.ts';
import { takeOptions } from '../image/questions/context-copies.ts';
import { containerPath } from '../container-path.ts';

/** Where an edited file of the context ends up through one COPY or ADD. */
export type Taking =
  | { readonly is: 'taken'; readonly file: string; readonly path: string }
  | { readonly is: 'unknown'; readonly why: string };

/** The edited files that the instruction copies from the build context, and where to. */
export function takenFiles(copy: CopyInstruction | AddInstruction, changed: readonly string[], context: BuildContext, workdir: string): readonly Taking[] {
  const takings: Taking[] = [];
  const destination = copy.destination?.value;
  const { parents, exclude } = takeOptions(copy);
  for (const source of copy.sources) {
    if (isRemote(source.value ?? source.raw) || source.raw.startsWith('<<')) continue;
    if (source.value === undefined) {
      takings.push({ is: 'unknown', why: `only the build knows what \`${source.raw}\` is` });
      continue;
    }
    for (const file of changed) {
      const below = parents === true && source.value.includes('**') ? matchAcross(source.value, file) : matchSource(source.value, file);
      if (below === undefined || context.ignores(file) || excludes(exclude ?? [], below === '' ? nameOf(file) : below)) continue;
      if (destination === undefined) takings.push({ is: 'unknown', why: 'only the build knows where it is copied to' });
      else takings.push({ is: 'taken', file, path: parents === true ? containerPath(behindPivot(source.value, file), containerPath(destination, workdir)) : placeOf(destination, file, below, copy.sources.length > 1, workdir) });
    }
  }
  return takings;
}

/** The part of `file` below the source: '' when the source is the file itself. Undefined when the source does not take it. */
export function matchSource(source: string, file: string): string | undefined {
  const pattern = containerPath(source).slice(1);
  if (pattern === '') return file;
  const wanted = pattern.split('/');
  const parts = file.split('/');
  if (parts.length < wanted.length) return undefined;
  const matches = wanted.every((part, index) => matchPart(part, parts[index] ?? ''));
  return matches ? parts.slice(wanted.length).join('/') : undefined;
}

/** As `matchSource`, with `**` that crosses folders: of COPY --parents. */
function matchAcross(source: string, file: string): string | undefined {
  const test = pathTest(containerPath(source).slice(1));
  const parts = file.split('/');
  for (let count = 1; count <= parts.length; count++) {
    if (test(parts.slice(0, count).join('/'), parts[count - 1] ?? '')) return parts.slice(count).join('/');
  }
  return undefined;
}

function placeOf(destination: string, file: string, below: string, several: boolean, workdir: string): string {
  const folder = containerPath(destination, workdir);
  if (below !== '') return containerPath(below, folder);
  const intoFolder = several || destination.endsWith('/') || destination === '.' || destination.endsWith('/.') || folder === containerPath('.', workdir);
  return intoFolder ? containerPath(nameOf(file), folder) : folder;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** One path element against a pattern of Go's `filepath.Match`. */
function matchPart(pattern: string, part: string): boolean {
  return hasWildcard(pattern) || pattern.includes('\\') ? (compileGoPattern(pattern)?.matches(part) ?? false) : pattern === part;
}
