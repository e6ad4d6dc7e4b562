import type { CriterionReport, Evidence, Outcome } from '../report.ts';
import { lineOf } from '../source.ts';

const telling: { readonly [outcome in Outcome]: Evidence['kind'] } = { met: 'proof', unmet: 'finding', unknown: 'doubt' };

/** What decided the outcome of a criterion, and what an ignore comment took away; every message with its place only once. */
export function decisiveEvidence(criterion: CriterionReport): readonly Evidence[] {
  const seen = new Set<string>();
  return criterion.evidence.filter((evidence) => {
    if (evidence.kind !== telling[criterion.outcome] && evidence.kind !== 'ignored') return false;
    const { place } = evidence;
    const key = JSON.stringify([evidence.kind, evidence.message, place?.source.path, place?.span.start]);
    return !seen.has(key) && seen.add(key).size > 0;
  });
}

/** The evidence as one sentence that names its line, unless the message does so itself; `path` is the file of the policy's report. */
export function evidenceText(evidence: Evidence, path: string): string {
  const { place } = evidence;
  const prefix = evidence.kind === 'doubt' ? 'unknown: ' : evidence.kind === 'ignored' ? 'ignored by a comment: ' : '';
  if (place === undefined) return prefix + evidence.message;
  const line = String(lineOf(place));
  if (place.source.path !== path) return `${prefix}${evidence.message} (${place.source.path}:${line})`;
  const named = evidence.message.includes(`(${line})`) || new RegExp(`\\blines? ${line}\\b`).test(evidence.message);
  return named ? prefix + evidence.message : `${prefix}${evidence.message} (line ${line})`;
}
