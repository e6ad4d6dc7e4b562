import type { Diagnostic } from './diagnostic.ts';
import type { PolicyReport } from './report.ts';
import type { Place, Source } from './source.ts';

type MovePlace = (place: Place) => Place;

/** What sources and places become when each source is made anew: the same for the same, for reporters tell by the object that two are one. */
export function createMoves(make: (source: Source) => Source): { readonly source: (source: Source) => Source; readonly place: MovePlace } {
  const sources = new Map<Source, Source>();
  const places = new Map<Place, Place>();
  const source = (before: Source): Source => {
    const known = sources.get(before) ?? make(before);
    sources.set(before, known);
    return known;
  };
  const place: MovePlace = (before) => {
    const known = places.get(before) ?? { source: source(before.source), span: before.span };
    places.set(before, known);
    return known;
  };
  return { source, place };
}

/** A finding with all its places moved. */
export function movedDiagnostic(diagnostic: Diagnostic, move: MovePlace): Diagnostic {
  return {
    ...diagnostic,
    place: move(diagnostic.place),
    related: diagnostic.related.map((related) => ({ ...related, place: move(related.place) })),
    fixes: diagnostic.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: move(edit.place) })) })),
  };
}

/** A policy's report with the places of its evidence moved. */
export function movedPolicy(policy: PolicyReport, move: MovePlace): PolicyReport {
  return {
    ...policy,
    criteria: policy.criteria.map((criterion) => ({
      ...criterion, evidence: criterion.evidence.map((evidence) => (evidence.place === undefined ? evidence : { ...evidence, place: move(evidence.place) })),
    })),
  };
}
