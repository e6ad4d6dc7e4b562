import type { Diagnostic } from '../diagnostic.ts';
import type { FileReport } from '../report.ts';

/**
 * A finding in a file that several Dockerfiles share (their ignore file, a Dockerfile that their builds stand on) is told once:
 * by the file itself where it is judged too, else by the first that has it.
 */
export function toldOnce(files: readonly FileReport[]): readonly FileReport[] {
  if (files.every((file) => file.diagnostics.every((diagnostic) => isOwn(diagnostic, file)))) return files;
  const told = new Set(files.flatMap((file) => file.diagnostics.filter((diagnostic) => isOwn(diagnostic, file)).map(keyOf)));
  return files.map((file) => ({
    ...file,
    diagnostics: file.diagnostics.filter((diagnostic) => {
      if (isOwn(diagnostic, file)) return true;
      const key = keyOf(diagnostic);
      if (told.has(key)) return false;
      told.add(key);
      return true;
    }),
  }));
}

function isOwn({ place }: Diagnostic, { source }: FileReport): boolean {
  return place.source.path === source.path;
}

/** Findings of several files that are one. */
export function keyOf({ rule, fault, message, place: { source, span } }: Diagnostic): string {
  return JSON.stringify([rule, fault, message, source.path, span.start, span.end]);
}
