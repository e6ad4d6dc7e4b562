import type { Catalogue, Resolution } from './catalogue.ts';
import type { Diagnostic, FindingIdentity, Level } from './diagnostic.ts';
import type { Dockerfile } from './dockerfile/model.ts';
import type { LintDoubt } from './lint.ts';
import type { Ignore } from './suppress/comments.ts';
import { asksFor, checkOptionsOf } from './suppress/check.ts';
import type { JudgedIgnore } from './suppress/complaints.ts';
import { complaints } from './suppress/complaints.ts';
import { ignoresOf } from './suppress/comments.ts';
import { isNeededElsewhere } from './suppress/elsewhere.ts';
import { reachKey, reachKeys } from './suppress/reach.ts';
import { suppressionRules } from './suppress/rules.ts';

export interface SuppressOptions {
  /** True: no comment counts. Names (rules, faults, peers' ids): comments do not count for those. */
  readonly noInlineIgnores?: boolean | readonly string[];
  /** YYYY-MM-DD: comments that expired before it do not count. */
  readonly today?: string;
  /** The `# check=` directive at the top does not count: a build argument replaces it. */
  readonly checkReplaced?: boolean;
  /** Where rules could not know: a comment that ignores such a rule there may well be needed, by the tool that it was written for. */
  readonly doubts?: readonly LintDoubt[];
  /** Findings that the levels of this run leave out: another run, or the tool that a comment was written for, reports them. */
  readonly silent?: readonly FindingIdentity[];
}

/** Answers for one file which comment ignores a finding, and remembers nothing. */
export interface Suppressor {
  /** Every ignore that reaches the finding and names it; empty when it stays. */
  ignoresOf(finding: FindingIdentity): readonly Ignore[];
  readonly ignores: readonly Ignore[];
}

export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly ignore: Ignore;
}

export interface SuppressResult {
  /** In the order they came in; what is wrong with the comments themselves comes last. */
  readonly kept: readonly Diagnostic[];
  readonly ignored: readonly Suppressed[];
}

/** Reads the comments of one file. Pure. */
export function createSuppressor(dockerfile: Dockerfile, catalogue: Catalogue, options: SuppressOptions = {}): Suppressor {
  const barred = barredFaults(catalogue, options.noInlineIgnores);
  return suppressorOf(dockerfile, judgeIgnores(dockerfile, catalogue, options, barred), barred);
}

/**
 * Takes out what comments ignore, and adds a diagnostic for each name that ignores nothing or that no rule has.
 * `level` answers for every fault of every rule in this run: a fault that is off, or did not run, is `off`, and a comment that
 * names only such faults is never called unused. Pure.
 */
export function suppress(
  dockerfile: Dockerfile,
  catalogue: Catalogue,
  diagnostics: readonly Diagnostic[],
  level: (rule: string, fault: string) => Level,
  options: SuppressOptions = {},
): SuppressResult {
  const barred = barredFaults(catalogue, options.noInlineIgnores);
  const judged = judgeIgnores(dockerfile, catalogue, options, barred);
  if (judged.length === 0) return { kept: diagnostics, ignored: [] };
  const suppressor = suppressorOf(dockerfile, judged, barred);
  const used = new Set<Ignore>();
  const kept: Diagnostic[] = [];
  const ignored: Suppressed[] = [];
  const sieve = (diagnostic: Diagnostic): void => {
    const ignores = suppressor.ignoresOf(diagnostic);
    for (const ignore of ignores) used.add(ignore);
    const first = ignores[0];
    if (first === undefined) kept.push(diagnostic);
    else ignored.push({ diagnostic, ignore: first });
  };
  for (const diagnostic of diagnostics) sieve(diagnostic);
  for (const finding of options.silent ?? []) for (const ignore of suppressor.ignoresOf(finding)) used.add(ignore);
  for (const { rule, place } of options.doubts ?? []) {
    for (const [fault, { aliases = [] }] of Object.entries(rule.faults)) for (const ignore of suppressor.ignoresOf({ rule: rule.id, fault, aliases, place })) used.add(ignore);
  }
  // Ignores of the comments' own rules are judged after these have reported: they may be what makes such an ignore useful.
  const about = (own: boolean) => judged.filter(({ ignore, resolution, disabled }) => !used.has(ignore) && own === namesSuppressionRule(resolution) && !(disabled === undefined && isNeededElsewhere(dockerfile, ignore)));
  for (const own of [false, true]) for (const each of about(own)) for (const diagnostic of complaints(each, catalogue, level)) sieve(diagnostic);
  return { kept, ignored };
}

/** What comments may not ignore: faults, as `rule/fault`, and ids that share their fault with others (a ShellCheck code). */
interface Barred {
  readonly all: boolean;
  readonly faults: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

function judgeIgnores(dockerfile: Dockerfile, catalogue: Catalogue, options: SuppressOptions, barred: Barred): readonly JudgedIgnore[] {
  return ignoresOf(dockerfile).map((ignore) => {
    const resolution = ignore.every ? undefined : catalogue.resolve(ignore.name, { exact: ignore.dialect === 'buildkit' });
    return { ignore, resolution, disabled: disabledBecause(ignore, resolution, barred, options) };
  });
}

function disabledBecause(ignore: Ignore, resolution: Resolution | undefined, barred: Barred, options: SuppressOptions): string | undefined {
  if (ignore.expires !== undefined && options.today !== undefined && ignore.expires < options.today) return `it expired after ${ignore.expires}`;
  if (ignore.reach.over === 'nothing') return ignore.reach.why;
  if (options.checkReplaced === true && ignore.dialect === 'buildkit' && ignore.reach.over === 'file') return 'the build argument `BUILDKIT_DOCKERFILE_CHECK` replaces it';
  if (options.noInlineIgnores === true) return 'the config allows no ignore comments';
  return resolution !== undefined && isBarred(resolution, barred) ? 'the config does not allow it to be ignored here' : undefined;
}

function isBarred({ kind, name, targets }: Resolution, barred: Barred): boolean {
  if (kind === 'id' && barred.ids.has(name)) return true;
  return barred.faults.size > 0 && targets.every(({ rule, faults }) => faults.every((fault) => barred.faults.has(`${rule.id}/${fault}`)));
}

function barredFaults(catalogue: Catalogue, noInlineIgnores: boolean | readonly string[] | undefined): Barred {
  const faults = new Set<string>();
  const ids = new Set<string>();
  for (const named of typeof noInlineIgnores === 'object' ? noInlineIgnores : []) {
    const { name, targets, partial } = catalogue.resolve(named) ?? { name: named, targets: [] };
    if (partial === true) ids.add(name);
    else for (const target of targets) for (const fault of target.faults) faults.add(`${target.rule.id}/${fault}`);
  }
  return { all: noInlineIgnores === true, faults, ids };
}

/**
 * Ignores by what they reach, then by what they name. Of equal ones in one dialect only the first counts (the others ignore
 * nothing), so that a question costs the same however many comments there are.
 */
function suppressorOf(dockerfile: Dockerfile, judged: readonly JudgedIgnore[], barred: Barred): Suppressor {
  const index = new Map<string, Map<string, Ignore[]>>();
  for (const { ignore, resolution, disabled } of judged) {
    const key = reachKey(ignore.reach);
    if (disabled !== undefined || key === undefined) continue;
    const named = index.get(key) ?? new Map<string, Ignore[]>();
    index.set(key, named);
    for (const name of namesOf(ignore, resolution)) {
      const same = named.get(name);
      if (same === undefined) named.set(name, [ignore]);
      else if (!same.some(({ dialect }) => dialect === ignore.dialect)) same.push(ignore);
    }
  }
  const ignores = judged.map(({ ignore }) => ignore);
  if (index.size === 0) return { ignores, ignoresOf: () => [] };
  const options = checkOptionsOf(dockerfile);
  return {
    ignores,
    ignoresOf(finding) {
      if (barred.all || barred.faults.has(`${finding.rule}/${finding.fault}`) || finding.aliases.some(({ id }) => barred.ids.has(id))) return [];
      const found = new Set<Ignore>();
      const names = namesOfFinding(finding);
      for (const key of reachKeys(dockerfile, finding.place)) {
        const named = index.get(key);
        if (named !== undefined) for (const name of names) for (const ignore of named.get(name) ?? []) found.add(ignore);
      }
      // `# check=skip=…` at the top of a file leaves in what its `experimental=…` asks for.
      const asked = options !== undefined && asksFor(options, finding.aliases);
      return [...found].filter((ignore) => !(asked && ignore.dialect === 'buildkit' && ignore.reach.over === 'file'));
    },
  };
}

/** A rule's name covers all of its faults; a peer's id only findings that carry that id; `all` what the dialect's tool knows. */
function namesOf(ignore: Ignore, resolution: Resolution | undefined): readonly string[] {
  if (ignore.every) return [ignore.dialect === 'tally' ? 'all' : `all of ${ignore.dialect}`];
  if (resolution === undefined) return [];
  if (resolution.kind === 'id') return [`id ${resolution.name}`];
  return resolution.targets.flatMap(({ rule, faults }) => faults.map((fault) => `${rule.id}/${fault}`));
}

/** The other side of `namesOf`. */
function namesOfFinding({ rule, fault, aliases }: FindingIdentity): readonly string[] {
  return [`${rule}/${fault}`, 'all', ...aliases.flatMap(({ tool, id }) => [`id ${id}`, `all of ${tool}`])];
}

function namesSuppressionRule(resolution: Resolution | undefined): boolean {
  return resolution?.targets.some(({ rule }) => suppressionRules.some(({ id }) => id === rule.id)) ?? false;
}
