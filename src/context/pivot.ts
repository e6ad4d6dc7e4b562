import { containerPath } from '../container-path.ts';

/** What of the path of a file in the context COPY --parents keeps: all of it, or what stands behind `/./` (source: Dockerfile reference, "COPY --parents"). */
export function behindPivot(source: string, file: string): string {
  const pivot = source.indexOf('/./');
  if (pivot <= 0) return file;
  const depth = containerPath(source.slice(0, pivot)).split('/').length - 1;
  return file.split('/').slice(depth).join('/');
}
