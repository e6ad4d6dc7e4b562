import { dateTimeProblem, emailProblem, emptyProblem, gitHashProblem, semanticVersionProblem, urlProblem } from './label-values.ts';
import type { ValueProblem } from './label-values.ts';
import { spdxProblem } from './spdx.ts';

/** The types that a label's value may be asked to have, by hadolint's names for them. */
export const labelTypes = ['text', 'rfc3339', 'semver', 'url', 'hash', 'spdx', 'email'] as const;
export type LabelType = (typeof labelTypes)[number];

const problems: { readonly [T in LabelType]: (value: string) => ValueProblem } = {
  text: emptyProblem,
  rfc3339: dateTimeProblem,
  semver: semanticVersionProblem,
  // Sources may lie elsewhere than in the web: `git://`, `ssh://`.
  url: (value) => urlProblem(value.replace(/^(?!https?:)[a-z][a-z\d+.-]*:\/\/(?=\S)/i, 'https://')),
  hash: (value) => gitHashProblem(value),
  spdx: (value) => spdxProblem(value)?.problem,
  email: emailProblem,
};

/** Why a value (unknown pieces as NUL) is not of a type, as a piece of a sentence; undefined when it is, or only the build knows. */
export function labelTypeProblem(type: LabelType, value: string): ValueProblem {
  return problems[type](value);
}
