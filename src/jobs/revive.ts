import type { Diagnostic } from '../diagnostic.ts';
import type { PolicyReport } from '../report.ts';
import type { FileResult } from '../run/file-result.ts';
import type { Place } from '../source.ts';
import { Source } from '../source.ts';

/**
 * A result that came from another thread. Structured cloning keeps the data of a `Source`, and that the places of one file share
 * it, but not its methods: each becomes a `Source` again. What was one place stays one.
 */
export function revive(result: FileResult): FileResult {
  const { outcome } = result;
  if (outcome === undefined) return result;
  const sources = new Map<Source, Source>();
  const source = (cloned: Source): Source => {
    const known = sources.get(cloned);
    if (known !== undefined) return known;
    const { byteOrderMark, invalidUtf8, absent } = cloned;
    const revived = new Source(cloned.path, cloned.text, { byteOrderMark, invalidUtf8, absent });
    sources.set(cloned, revived);
    return revived;
  };
  // Reporters tell by the object that two places are one.
  const places = new Map<Place, Place>();
  const place = (cloned: Place): Place => {
    const known = places.get(cloned) ?? { source: source(cloned.source), span: cloned.span };
    places.set(cloned, known);
    return known;
  };
  const { report } = outcome;
  return {
    ...result,
    outcome: {
      ...outcome,
      report: { ...report, source: source(report.source), diagnostics: report.diagnostics.map((diagnostic) => reviveDiagnostic(diagnostic, place)) },
      policies: outcome.policies.map((policy) => revivePolicy(policy, place)),
    },
  };
}

function reviveDiagnostic(diagnostic: Diagnostic, place: (cloned: Place) => Place): Diagnostic {
  return {
    ...diagnostic,
    place: place(diagnostic.place),
    related: diagnostic.related.map((related) => ({ ...related, place: place(related.place) })),
    fixes: diagnostic.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: place(edit.place) })) })),
  };
}

function revivePolicy(policy: PolicyReport, place: (cloned: Place) => Place): PolicyReport {
  return {
    ...policy,
    criteria: policy.criteria.map((criterion) => ({
      ...criterion, evidence: criterion.evidence.map((evidence) => (evidence.place === undefined ? evidence : { ...evidence, place: place(evidence.place) })),
    })),
  };
}
