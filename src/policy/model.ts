import type { RuleOptions } from '../config/model.ts';

/** Text in the languages that policies come in. */
export type Title = string | { readonly en: string; readonly ko?: string };

export interface Criterion {
  readonly id: string;
  readonly title: Title;
  /** The policy is accepted only when it is met. */
  readonly required: boolean;
  /** `accept`: that only the build can tell does no harm. */
  readonly unknown?: 'accept';
  /** All must hold. */
  readonly rules: readonly CriterionRule[];
}

/** A rule, `rule/fault` or a peer's id, as the policy names it, with the options of one run of it. */
export interface CriterionRule {
  readonly name: string;
  readonly options: RuleOptions;
}

/** A checklist that a Dockerfile is held against. */
export interface Policy {
  readonly id: string;
  readonly title: Title;
  readonly criteria: readonly Criterion[];
  /** Ignore comments count, and are shown as evidence. */
  readonly inlineIgnores: boolean;
}
