import path from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { insideOf } from '../inside.ts';
import { createMoves, movedDiagnostic, movedPolicy } from '../report-places.ts';
import type { Report } from '../report.ts';
import type { Format } from '../reporters/index.ts';
import type { RunOptions } from '../run/options.ts';
import { Source } from '../source.ts';
import type { Terminal } from './printer.ts';

/**
 * Variables that name the checkout, from which the readers of a format count paths: GitHub's runner for annotations and code scanning,
 * GitLab's. Without it a finding of a step that runs in a folder would stand beside the file of that name at the top.
 */
const checkouts: Readonly<Partial<Record<Format, string>>> = { github: 'GITHUB_WORKSPACE', sarif: 'GITHUB_WORKSPACE', gitlab: 'CI_PROJECT_DIR' };

/** The report as it is seen from the checkout, for a format that is read so; as it is where ironlint runs at its top, or outside of it. */
export function seenFromCheckout(report: Report, format: Format, { folder, filePathInReport }: Pick<RunOptions, 'folder' | 'filePathInReport'>, { environment }: Terminal): Report {
  // Somebody has said what the paths are.
  if (filePathInReport !== undefined) return report;
  const checkout = environment[checkouts[format] ?? ''] ?? '';
  const inside = checkout === '' ? undefined : insideOf(checkout, folder);
  // What lies outside of the current folder has an absolute path.
  return inside === undefined || inside === '' ? report : withPaths(report, (file) => (path.isAbsolute(file) ? insideOf(checkout, file) ?? file : path.posix.join(inside, file)));
}

/** With other paths of its files. */
function withPaths(report: Report, moved: (file: string) => string): Report {
  const { source, place } = createMoves(({ path: name, text, byteOrderMark, invalidUtf8, absent }) => new Source(moved(name), text, { byteOrderMark, invalidUtf8, absent }));
  const diagnostics = new Map<Diagnostic, Diagnostic>();
  const diagnostic = (before: Diagnostic): Diagnostic => {
    const known = diagnostics.get(before) ?? movedDiagnostic(before, place);
    diagnostics.set(before, known);
    return known;
  };
  return {
    ...report,
    files: report.files.map((file) => ({ ...file, source: source(file.source), diagnostics: file.diagnostics.map(diagnostic) })),
    policies: report.policies.map((policy) => ({ ...movedPolicy(policy, place), path: moved(policy.path) })),
    errors: report.errors.map((error) => (error.path === undefined ? error : { ...error, path: moved(error.path) })),
    ...(report.failing === undefined ? {} : { failing: report.failing.map(diagnostic) }),
  };
}
