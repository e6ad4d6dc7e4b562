import { createMoves, movedDiagnostic, movedPolicy } from '../report-places.ts';
import type { FileResult } from '../run/file-result.ts';
import { Source } from '../source.ts';

/**
 * A result that came from another thread. Structured cloning keeps the data of a `Source`, and that the places of one file share
 * it, but not its methods: each becomes a `Source` again. What was one place stays one.
 */
export function revive(result: FileResult): FileResult {
  const { outcome } = result;
  if (outcome === undefined) return result;
  const { source, place } = createMoves(({ path, text, byteOrderMark, invalidUtf8, absent }) => new Source(path, text, { byteOrderMark, invalidUtf8, absent }));
  const { report } = outcome;
  return {
    ...result,
    outcome: {
      ...outcome,
      report: { ...report, source: source(report.source), diagnostics: report.diagnostics.map((diagnostic) => movedDiagnostic(diagnostic, place)) },
      policies: outcome.policies.map((policy) => movedPolicy(policy, place)),
    },
  };
}
