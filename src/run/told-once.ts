import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { FileReport } from '../report.ts';

/**
 * A finding in a file that several Dockerfiles share (their ignore file, a Dockerfile that their builds stand on) is told once:
 * by the file itself where it is judged too, else by the first that has it. Where their configs rate it differently it is as bad as the worst of them says.
 */
export function toldOnce(files: readonly FileReport[]): readonly FileReport[] {
  if (files.every((file) => file.diagnostics.every((diagnostic) => isOwn(diagnostic, file)))) return files;
  const told = new Set(files.flatMap((file) => file.diagnostics.filter((diagnostic) => isOwn(diagnostic, file)).map(keyOf)));
  const worst = worstOf(files);
  return files.map((file) => ({
    ...file,
    diagnostics: file.diagnostics.flatMap((diagnostic) => {
      if (isOwn(diagnostic, file)) return [diagnostic];
      const key = keyOf(diagnostic);
      if (told.has(key)) return [];
      told.add(key);
      return [worst.get(key) ?? diagnostic];
    }),
  }));
}

export const rank: Readonly<Record<Severity | 'style', number>> = { style: 0, info: 1, warning: 2, error: 3 };

export function rankOf({ severity, style }: Diagnostic): number {
  return rank[style === true ? 'style' : severity];
}

/** Of the findings that lie in other files, each as the strictest of the configs has it. */
function worstOf(files: readonly FileReport[]): ReadonlyMap<string, Diagnostic> {
  const worst = new Map<string, Diagnostic>();
  for (const file of files) {
    for (const diagnostic of file.diagnostics) {
      if (isOwn(diagnostic, file)) continue;
      const key = keyOf(diagnostic);
      const known = worst.get(key);
      if (known === undefined || rankOf(diagnostic) > rankOf(known)) worst.set(key, diagnostic);
    }
  }
  return worst;
}

function isOwn({ place }: Diagnostic, { source }: FileReport): boolean {
  return place.source.path === source.path;
}

/** Findings of several files that are one. */
export function keyOf({ rule, fault, message, place: { source, span } }: Diagnostic): string {
  return JSON.stringify([rule, fault, message, source.path, span.start, span.end]);
}
