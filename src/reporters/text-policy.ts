import type { CriterionReport, Evidence, Outcome, PolicyReport } from '../report.ts';
import { displayWidth, padDisplay, wrapDisplay } from './display-width.ts';
import { decisiveEvidence, evidenceText } from './evidence.ts';
import { noPaint, type Paint } from './model.ts';
import { visible } from './visible.ts';

export interface PolicyLook {
  readonly paint?: Paint;
  /** Columns; 120 when not given. */
  readonly width?: number;
  /** Only what is not met. */
  readonly quiet?: boolean;
}

const signs: { readonly [outcome in Outcome]: string } = { met: '✔', unmet: '✖', unknown: '?' };
/** Columns of a title, and the column in which the path of the head ends. */
const titleWidth = 35;
const headWidth = 86;
/** So many pieces of evidence a criterion, then a count: the JSON report has all. What is met needs no more than its best proof. */
const mostEvidence: { readonly [outcome in Outcome]: number } = { met: 1, unmet: 5, unknown: 3 };

/** A policy's report as a checklist. No line end at the end. */
export function formatPolicy(policy: PolicyReport, look: PolicyLook = {}): string {
  const required = policy.criteria.filter((criterion) => criterion.required);
  const advised = policy.criteria.filter((criterion) => !criterion.required);
  const lines = [headOf(policy, look)];
  if (required.length > 0) {
    lines.push(...listed(required, policy, look), `  ${countOf(required, 'criteria', 'criterion')} met${surprise(policy, required)}`);
  }
  if (advised.length > 0) {
    const head = required.length > 0 ? ['', '  Best practices, not required'] : [];
    lines.push(...head, ...listed(advised, policy, look), `  ${countOf(advised, 'best practices', 'best practice')} met`);
  }
  return lines.join('\n');
}

function headOf(policy: PolicyReport, look: PolicyLook): string {
  const paint = look.paint ?? noPaint;
  const title = `${visible(policy.id)}  ${visible(policy.title)}`;
  const path = visible(policy.path);
  const end = Math.min(headWidth, look.width ?? headWidth);
  const gap = Math.max(2, end - displayWidth(title) - displayWidth(path));
  return `${paint.strong(title)}${' '.repeat(gap)}${paint.faint(path)}`;
}

function listed(criteria: readonly CriterionReport[], policy: PolicyReport, look: PolicyLook): readonly string[] {
  return criteria.filter(({ outcome }) => look.quiet !== true || outcome !== 'met').flatMap((criterion) => formatCriterion(criterion, policy, look));
}

function formatCriterion(criterion: CriterionReport, policy: PolicyReport, look: PolicyLook): readonly string[] {
  const paint = look.paint ?? noPaint;
  const width = look.width ?? 120;
  const titleColumns = Math.max(12, Math.min(titleWidth, Math.floor(width / 3)));
  const titles = wrapDisplay(visible(criterion.title), titleColumns);
  const evidence = evidenceLines(criterion, policy.path, Math.max(20, width - titleColumns - 6));
  const lines: string[] = [];
  for (let row = 0; row < Math.max(titles.length, evidence.length); row++) {
    const sign = row === 0 ? paint[criterion.outcome](signs[criterion.outcome]) : ' ';
    lines.push(`  ${sign} ${padDisplay(titles[row] ?? '', titleColumns)}  ${evidence[row] ?? ''}`.trimEnd());
  }
  return lines;
}

function evidenceLines(criterion: CriterionReport, path: string, width: number): readonly string[] {
  const evidence = decisiveEvidence(criterion);
  if (evidence.length === 0) return criterion.outcome === 'unknown' ? ['unknown'] : [];
  const most = mostEvidence[criterion.outcome];
  const shown = differing(evidence).slice(0, most).map((one) => visible(evidenceText(one, path)));
  const more = evidence.length - shown.length;
  // A proof and the count of the others stand on one line, so that a list of what is met stays short.
  const texts = more === 0 ? shown : most === 1 ? [`${shown[0] ?? ''}, and ${String(more)} more`] : [...shown, `and ${String(more)} more`];
  return texts.flatMap((text) => wrapDisplay(text, width));
}

/** What says the same of several places is told of the first. */
function differing(evidence: readonly Evidence[]): readonly Evidence[] {
  const told = new Set<string>();
  return evidence.filter(({ message }) => {
    const isNew = !told.has(message);
    told.add(message);
    return isNew;
  });
}

function countOf(criteria: readonly CriterionReport[], many: string, one: string): string {
  const met = criteria.filter(({ outcome }) => outcome === 'met').length;
  return `${String(met)} of ${String(criteria.length)} ${criteria.length === 1 ? one : many}`;
}

/** Said only where the count does not say it: an unknown that the policy accepts, a syntax error under a complete list. */
function surprise(policy: PolicyReport, required: readonly CriterionReport[]): string {
  const complete = required.every(({ outcome }) => outcome === 'met');
  if (complete === policy.accepted) return '';
  return policy.accepted ? ', accepted' : ', not accepted';
}
