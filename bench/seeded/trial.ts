import { observe } from '../../src/lint.ts';
import type { AnyRule, Build, Finding, Observation } from '../../src/rule.ts';
import { lineOf, Source } from '../../src/source.ts';
import { buildOf } from './corpus.ts';
import { applied, moved } from './edits.ts';
import type { Candidate, Mutant, Seed } from './model.ts';

/** How many mistakes of a kind are seeded. */
const WANTED = 10;
/** Tried at most, with those that only the build can tell. */
const MOST = 60;

export interface Trial {
  readonly candidate: Candidate;
  readonly text: string;
  readonly found: boolean;
  /** It was not found, and the rule says why only the build can tell. */
  readonly doubted: boolean;
  /** What the rule said instead. */
  readonly said: readonly string[];
}

/** Seeds one kind of mistake into up to ten good files, each of another repository as long as there are some. */
export function tryOut(seed: Seed, rule: AnyRule, candidates: readonly Candidate[]): readonly Trial[] {
  const trials: Trial[] = [];
  // Files of which the rule says nothing at all come first; then those in which only this fault is not found.
  for (const quiet of ['rule', 'fault'] as const) {
    for (const candidate of candidates) {
      // Where the rule may doubt, what only the build can tell is no mistake of the text: it is counted apart.
      if (trials.filter(({ doubted }) => !doubted || seed.mayDoubt !== true).length >= WANTED || trials.length >= MOST) return trials;
      if (trials.some((trial) => trial.candidate === candidate)) continue;
      const mutant = seed.mutate(candidate);
      if (mutant === undefined) continue;
      const options = optionsOf(seed, rule, candidate);
      const before = findings(candidate.build, rule, options);
      if (quiet === 'rule' ? before.length > 0 : before.some(({ fault }) => seed.faults.includes(fault))) continue;
      trials.push(trial(seed, rule, candidate, mutant, options));
    }
  }
  return trials;
}

function optionsOf(seed: Seed, rule: AnyRule, candidate: Candidate): object {
  return { ...rule.options?.defaults, ...seed.options?.(candidate) };
}

function trial(seed: Seed, rule: AnyRule, candidate: Candidate, mutant: Mutant, options: object): Trial {
  const text = applied(candidate.source.text, mutant.edits);
  const world = candidate.world === undefined ? undefined : (mutant.world?.(candidate.world) ?? candidate.world);
  const build = buildOf(new Source(candidate.source.path, text), world);
  const { observations } = observe(build, rule, options);
  const told = findings(build, rule, options);
  const found = told.some((finding) => seed.faults.includes(finding.fault) && isThere(build, finding, mutant));
  // `healthcheck-program` doubts where the script stands that may have made the program.
  const doubted = !found && observations.some((one) => one.kind === 'doubt' && (seed.rule === 'healthcheck-program' || isThere(build, one, mutant)));
  const said = observations.map((one) => `${one.kind ?? ('fault' in one ? one.fault : '')}: ${one.message}`);
  return { candidate, text, found, doubted, said };
}

function findings(build: Build, rule: AnyRule, options: object): readonly Finding[] {
  return observe(build, rule, options).observations.filter((one): one is Finding => one.kind === undefined || one.kind === 'finding');
}

/** The finding lies on one of the instructions that the mistake is in. */
function isThere(build: Build, { at: { place } }: Observation, { at, edits, ignoreLine }: Mutant): boolean {
  if (ignoreLine !== undefined) return place.source !== build.dockerfile.source && place.source.line(lineOf(place)).includes(ignoreLine);
  if (at.length === 0) return true;
  if (place.source !== build.dockerfile.source) return false;
  const ranges = at.map((offset) => rangeOf(offset, edits));
  return build.dockerfile.instructions.some(({ place: { span } }) =>
    span.start <= place.span.start && place.span.end <= span.end && ranges.some(({ start, end }) => span.start <= end && start < span.end));
}

/** Where an offset is after the edits: all of the text that was inserted there, when one of them begins there. */
function rangeOf(offset: number, edits: Mutant['edits']): { readonly start: number; readonly end: number } {
  const start = moved(offset, edits);
  const made = edits.find(({ place: { span } }) => span.start === offset);
  return { start, end: start + Math.max((made?.text.trimEnd().length ?? 0) - 1, 0) };
}
