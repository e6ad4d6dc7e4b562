import type { Catalogue, Resolution } from '../catalogue.ts';
import type { CriterionReport, Evidence, Outcome, PolicyReport } from '../report.ts';
import type { AnyRule, Finding, Observation } from '../rule.ts';
import type { Criterion, CriterionRule, Policy, Title } from './model.ts';

export type Language = 'en' | 'ko';

/** What one rule sees of a Dockerfile. */
export interface RuleView {
  readonly observations: readonly Observation[];
  /** Those of the findings that an ignore comment ignores. They are among the observations too. */
  readonly ignored: readonly Finding[];
}

/** Runs a rule with options that are complete. */
export type Observe = (rule: AnyRule, options: object) => RuleView;

interface Judged {
  readonly outcome: Outcome;
  readonly evidence: readonly Evidence[];
}

/**
 * Holds one Dockerfile against a policy. Pure. Rules run with the policy's options, and every fault counts that the policy
 * names, whatever a config switches off. A criterion is unmet with any finding; else unknown with any doubt, or when a rule
 * gave no proof; else met. `syntaxErrors`: the file does not parse, so nothing in it can be accepted.
 */
export function judge(policy: Policy, observe: Observe, catalogue: Catalogue, path: string, language: Language = 'en', { syntaxErrors = false } = {}): PolicyReport {
  const once = observeOnce(observe);
  const criteria = policy.criteria.map((criterion) => judgeCriterion(criterion, policy, once, catalogue, language));
  return {
    id: policy.id,
    title: titleIn(policy.title, language),
    path,
    criteria,
    accepted: !syntaxErrors && policy.criteria.every((criterion, index) => isAccepted(criterion, criteria[index]?.outcome)),
  };
}

/** The reports of one policy on the same file, once for each platform, as one: a criterion is met when it is on each of them. */
export function onAllPlatforms(reports: readonly PolicyReport[]): PolicyReport {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('a policy is judged on at least one platform');
  if (others.length === 0) return first;
  const criteria = first.criteria.map((criterion, index) => {
    const judged = reports.flatMap((report) => report.criteria[index] ?? []);
    return { ...criterion, outcome: together(judged), evidence: distinct(judged.flatMap(({ evidence }) => evidence)) };
  });
  return { ...first, criteria, accepted: reports.every(({ accepted }) => accepted) };
}

/** Faults of one rule are often named one by one: with the same options the rule need not run again. */
function observeOnce(observe: Observe): Observe {
  const views = new Map<string, RuleView>();
  return (rule, options) => {
    const key = `${rule.id} ${JSON.stringify(options)}`;
    const view = views.get(key) ?? observe(rule, options);
    views.set(key, view);
    return view;
  };
}

/** A title in a language; in English where it is not translated. */
export function titleIn(title: Title, language: Language): string {
  return typeof title === 'string' ? title : (title[language] ?? title.en);
}

function isAccepted({ required, unknown }: Criterion, outcome: Outcome | undefined): boolean {
  return !required || outcome === 'met' || (outcome === 'unknown' && unknown === 'accept');
}

function judgeCriterion(criterion: Criterion, policy: Policy, observe: Observe, catalogue: Catalogue, language: Language): CriterionReport {
  const judged = criterion.rules.flatMap((rule) => judgeRule(rule, policy, observe, catalogue));
  const { id, title, required } = criterion;
  return { id, title: titleIn(title, language), required, outcome: together(judged), evidence: distinct(judged.flatMap(({ evidence }) => evidence)) };
}

/** What a rule says once for each of its faults that are named is said once. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ rule, kind, message, place }) => {
    const key = [rule, kind, message, place?.source.path, place?.span.start].join('\0');
    return !seen.has(key) && seen.add(key);
  });
}

/** All must hold: one that does not fails the whole, one that is unknown leaves it open. */
function together(judged: readonly Pick<Judged, 'outcome'>[]): Outcome {
  if (judged.some(({ outcome }) => outcome === 'unmet')) return 'unmet';
  return judged.length === 0 || judged.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'met';
}

function judgeRule({ name, options }: CriterionRule, policy: Policy, observe: Observe, catalogue: Catalogue): readonly Judged[] {
  const resolution = catalogue.resolve(name);
  if (resolution === undefined) return [{ outcome: 'unknown', evidence: [{ rule: name, kind: 'doubt', message: `no rule is named \`${name}\``, place: undefined }] }];
  return resolution.targets.map(({ rule, faults }) => {
    const { observations, ignored } = observe(rule, { ...rule.options?.defaults, ...options });
    const ignoring: ReadonlySet<Observation> = new Set(policy.inlineIgnores ? ignored : []);
    return outcomeOf(rule, observations.filter((observation) => counts(observation, faults, resolution, rule)), ignoring);
  });
}

/** Of the findings only those of the named faults; a peer's id further asks that the finding itself carries it. */
function counts(observation: Observation, faults: readonly string[], { kind, name }: Resolution, rule: AnyRule): boolean {
  if (observation.kind === 'proof' || observation.kind === 'doubt') return true;
  if (!faults.includes(observation.fault)) return false;
  const aliases = observation.aliases ?? rule.faults[observation.fault]?.aliases ?? [];
  return kind !== 'id' || aliases.length === 0 || aliases.some(({ id }) => id === name);
}

/** From above to below; what stands in different files stays as it came. */
function byPlace({ at: { place: one } }: Observation, { at: { place: other } }: Observation): number {
  return one.source === other.source ? one.span.start - other.span.start : 0;
}

/** A finding that a comment ignores, under a policy that lets it, counts as reason enough: somebody has looked at it. */
function outcomeOf(rule: AnyRule, observations: readonly Observation[], ignoring: ReadonlySet<Observation>): Judged {
  const evidence = observations.toSorted(byPlace).map((observation): Evidence => ({
    rule: rule.id,
    kind: ignoring.has(observation) ? 'ignored' : (observation.kind ?? 'finding'),
    message: observation.message,
    place: observation.at.place,
  }));
  const has = (kind: Evidence['kind']): boolean => evidence.some((each) => each.kind === kind);
  if (has('finding')) return { outcome: 'unmet', evidence };
  if (has('doubt')) return { outcome: 'unknown', evidence };
  if (has('proof') || has('ignored')) return { outcome: 'met', evidence };
  return { outcome: 'unknown', evidence: [{ rule: rule.id, kind: 'doubt', message: `the rule \`${rule.id}\` gave no proof`, place: undefined }] };
}
