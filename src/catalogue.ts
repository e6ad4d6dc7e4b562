import { distance } from 'fastest-levenshtein';
import type { AnyRule } from './rule.ts';

/** A rule, and those of its faults that a name means. */
export interface Target {
  readonly rule: AnyRule;
  readonly faults: readonly string[];
}

/** What a name stands for. */
export interface Resolution {
  /** Spelled as ironlint or the peer spells it. */
  readonly name: string;
  readonly kind: 'rule' | 'fault' | 'id';
  /** At least one. A peer's id may be the alias of faults in several rules. */
  readonly targets: readonly Target[];
  /** The name is an id that its rule replaces: the rule's own. */
  readonly replacedBy?: string;
  /** The name is one of several ids that a fault stands for: only a finding itself tells which of them it is. */
  readonly partial?: boolean;
}

export interface Catalogue {
  readonly rules: readonly AnyRule[];
  rule(id: string): AnyRule | undefined;
  /**
   * A rule's id, `rule/fault`, a peer's id (`DL3008`, `DS-0002`, `hadolint/DL3008`), a replaced id or a ShellCheck code.
   * Upper and lower case are told apart only when `exact` is set.
   */
  resolve(name: string, options?: { readonly exact?: boolean }): Resolution | undefined;
  /** The name that was probably meant; undefined when nothing is near. */
  suggest(name: string): string | undefined;
  /** The sentence about a name that stands for nothing, with what was probably meant. */
  unknown(name: string): string;
}

interface Index {
  readonly exact: ReadonlyMap<string, Resolution>;
  readonly lower: ReadonlyMap<string, Resolution>;
}

/** Pure; its index is built on the first question. */
export function createCatalogue(rules: readonly AnyRule[]): Catalogue {
  let index: Index | undefined;
  const indexed = (): Index => (index ??= buildIndex(rules));

  const resolve = (name: string, exact: boolean): Resolution | undefined => {
    const { exact: names, lower } = indexed();
    for (const spelling of spellings(name)) {
      const found = names.get(spelling) ?? (exact ? undefined : lower.get(spelling.toLowerCase()));
      if (found !== undefined) return found;
    }
    return shellcheckCode(name, names.get('shellcheck'));
  };

  return {
    rules,
    rule: (id) => {
      const found = indexed().exact.get(id);
      return found?.kind === 'rule' && found.replacedBy === undefined ? found.targets[0]?.rule : undefined;
    },
    resolve: (name, options) => resolve(name, options?.exact ?? false),
    suggest: (name) => nearest(name, indexed().exact.keys()),
    unknown: (name) => {
      const slash = name.indexOf('/');
      const rule = slash < 0 ? undefined : rules.find(({ id }) => id === name.slice(0, slash));
      if (rule === undefined) return `no rule is named \`${name}\`${didYouMean(nearest(name, indexed().exact.keys())) || '; `ironlint rules` lists them'}`;
      const faults = Object.keys(rule.faults);
      return `the rule \`${rule.id}\` has no fault \`${name.slice(slash + 1)}\`${didYouMean(nearest(name.slice(slash + 1), faults)) || `; it has ${faults.map((fault) => `\`${fault}\``).join(', ')}`}`;
    },
  };
}

/**
 * The candidate that differs least from the name, when it differs by about a third of its letters at most. A name that was cut
 * short (`warn`) counts as one letter off.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 80) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const short = wanted.length >= 3 && candidate.toLowerCase().startsWith(wanted);
    if (!short && Math.abs(candidate.length - wanted.length) >= least) continue;
    const difference = short ? Math.min(1, candidate.length - wanted.length) : isSwapped(wanted, candidate.toLowerCase()) ? 1 : distance(wanted, candidate.toLowerCase());
    if (difference >= least) continue;
    best = candidate;
    least = difference;
  }
  return best;
}

/** Two letters that stand side by side have changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one.slice(at + 2) === other.slice(at + 2) && one[at] === other[at + 1] && one[at + 1] === other[at];
}

/** `; did you mean …?`, or nothing: the end of a sentence about a name that is not known. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
}

/** Trivy writes one id in three ways: `DS-0002`, `AVD-DS-0002` and, in old files, `DS002`. The first is ours. */
function spellings(name: string): readonly string[] {
  const trivy = /^(?:AVD-)?DS-?0*(\d{1,4})$/i.exec(name);
  const number = trivy?.[1];
  return number === undefined ? [name] : [name, `DS-${number.padStart(4, '0')}`];
}

/** ShellCheck has hundreds of codes; none is listed as an alias, all belong to the rule `shellcheck`. */
function shellcheckCode(name: string, shellcheck: Resolution | undefined): Resolution | undefined {
  if (shellcheck === undefined || !/^(?:shellcheck\/)?SC\d{4}$/i.test(name)) return undefined;
  return { name: name.slice(-6).toUpperCase(), kind: 'id', targets: shellcheck.targets, partial: true };
}

function buildIndex(rules: readonly AnyRule[]): Index {
  const exact = new Map<string, Resolution>();
  for (const rule of rules) {
    const faults = Object.keys(rule.faults);
    exact.set(rule.id, { name: rule.id, kind: 'rule', targets: [{ rule, faults }] });
    for (const fault of faults) exact.set(`${rule.id}/${fault}`, { name: `${rule.id}/${fault}`, kind: 'fault', targets: [{ rule, faults: [fault] }] });
  }
  for (const rule of rules) {
    for (const replaced of rule.replaces ?? []) {
      if (exact.has(replaced)) continue;
      exact.set(replaced, { name: replaced, kind: 'rule', targets: [{ rule, faults: Object.keys(rule.faults) }], replacedBy: rule.id });
    }
  }
  for (const [name, resolution] of aliasesOf(rules)) if (!exact.has(name)) exact.set(name, resolution);
  const lower = new Map<string, Resolution>();
  for (const [name, resolution] of exact) if (!lower.has(name.toLowerCase())) lower.set(name.toLowerCase(), resolution);
  return { exact, lower };
}

function aliasesOf(rules: readonly AnyRule[]): Map<string, Resolution> {
  const faultsOf = new Map<string, { readonly id: string; readonly targets: Map<AnyRule, string[]>; partial: boolean }>();
  for (const rule of rules) {
    for (const [fault, { aliases }] of Object.entries(rule.faults)) {
      for (const { tool, id } of aliases ?? []) {
        for (const name of [id, `${tool}/${id}`]) {
          const { targets, partial } = faultsOf.get(name) ?? { targets: new Map<AnyRule, string[]>(), partial: false };
          const shared = aliases?.some((other) => other.tool === tool && other.id !== id) ?? false;
          const known = targets.get(rule) ?? [];
          if (!known.includes(fault)) targets.set(rule, [...known, fault]);
          faultsOf.set(name, { id, targets, partial: partial || shared });
        }
      }
    }
  }
  const resolutions = new Map<string, Resolution>();
  for (const [name, { id, targets, partial }] of faultsOf) {
    const found = [...targets].map(([rule, faults]) => ({ rule, faults }));
    resolutions.set(name, { name: id, kind: 'id', targets: found, ...(partial ? { partial } : {}) });
  }
  return resolutions;
}
