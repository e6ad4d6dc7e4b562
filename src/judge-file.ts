import type { Catalogue } from './catalogue.ts';
import type { Activation } from './config/activate.ts';
import { withExperimental } from './config/experimental.ts';
import type { Diagnostic } from './diagnostic.ts';
import { instructionAt } from './dockerfile/instruction-at.ts';
import { platformTitle } from './dockerfile/platform-title.ts';
import { withPossibleFixes } from './fix/possible.ts';
import { joinedBuilds } from './image/questions/joined-builds.ts';
import type { ActiveRule, LintResult } from './lint.ts';
import { lint, observe, sortDiagnostics } from './lint.ts';
import type { Language } from './policy/judge.ts';
import { judge, onAllPlatforms } from './policy/judge.ts';
import { onceEach } from './once-each.ts';
import type { Policy } from './policy/model.ts';
import type { PolicyReport, RunError } from './report.ts';
import type { Build, Finding, Need } from './rule.ts';
import { lineOf } from './source.ts';
import type { Span } from './source.ts';
import type { CheckOptions } from './suppress/check.ts';
import { asksFor, checkOptionsOf, parseCheckOptions } from './suppress/check.ts';
import { ignoresOf } from './suppress/comments.ts';
import { createSuppressor, suppress } from './suppress.ts';

/** What one file is judged by. */
export interface Settings {
  readonly activation: Activation;
  readonly policies: readonly Policy[];
  readonly noInlineIgnores: boolean | readonly string[];
  readonly language: Language;
}

export interface JudgedFile {
  /** Sorted; what ignore comments take out is not among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: readonly PolicyReport[];
  readonly errors: readonly RunError[];
  /** From the line of an ignore comment to the instruction it speaks of, sorted: fixes insert nothing in between. */
  readonly kept: readonly Span[];
}

/** One Dockerfile as the builds that are made of it: findings and policies. The first build decides policies, on each of its platforms. Pure but for the build's ports. */
export function judgeFile(builds: readonly Build[], settings: Settings, catalogue: Catalogue): JudgedFile {
  return beginJudging(builds, settings, catalogue)();
}

/** The same in two steps: rules that wait for ShellCheck are asked in the second one. */
export function beginJudging(builds: readonly Build[], settings: Settings, catalogue: Catalogue): () => JudgedFile {
  const first = builds[0];
  if (first === undefined) return () => ({ diagnostics: [], policies: [], errors: [], kept: [] });
  const check = checkOptions(first);
  const activation = withExperimental(settings.activation, catalogue, check.options);
  const [waiting, ready] = byShellCheck(activation);
  const begun = builds.map((build) => lint(build, ready));
  return () => {
    const results = waiting.length === 0 ? begun : builds.map((build, index) => together(begun[index], lint(build, waiting)));
    const merged = results.length === 1 ? (results[0]?.diagnostics ?? []) : mergeBuilds(builds, results.map((result) => result.diagnostics));
    const { diagnostics: refined, silent } = asAsked(merged, activation, check);
    const { kept } = suppress(first.dockerfile, catalogue, withoutIgnoredElsewhere(first, refined, settings, catalogue), levelOfWhatRan(builds, activation, catalogue), {
      noInlineIgnores: settings.noInlineIgnores,
      today: first.today,
      checkReplaced: check.replaced,
      doubts: results.flatMap((result) => result.doubts),
      silent: [...results.flatMap((result) => result.silent), ...silent],
    });
    const policies = judgePolicies(builds.filter(({ declaredBy }) => declaredBy === first.declaredBy), settings, catalogue);
    return {
      diagnostics: withPossibleFixes(kept === refined ? refined : sortDiagnostics(kept)),
      policies: policies.reports,
      errors: distinct([...results.flatMap((result) => result.errors), ...policies.errors]),
      kept: keptTogether(first),
    };
  };
}

/** The rules that wait for ShellCheck, and the others. */
const byShellCheck = onceEach(({ active }: Activation): readonly [waiting: readonly ActiveRule[], ready: readonly ActiveRule[]] => {
  const waits = ({ rule }: ActiveRule): boolean => rule.needs?.includes('shellcheck') === true;
  return [active.filter(waits), active.filter((rule) => !waits(rule))];
});

function together(one: LintResult | undefined, other: LintResult): LintResult {
  if (one === undefined) return other;
  return {
    diagnostics: other.diagnostics.length === 0 ? one.diagnostics : sortDiagnostics([...one.diagnostics, ...other.diagnostics]),
    doubts: [...one.doubts, ...other.doubts],
    silent: [...one.silent, ...other.silent],
    errors: [...one.errors, ...other.errors],
  };
}

/** Findings in Dockerfiles that the build stands on, without those that a comment there ignores. */
function withoutIgnoredElsewhere(build: Build, diagnostics: readonly Diagnostic[], { noInlineIgnores }: Settings, catalogue: Catalogue): readonly Diagnostic[] {
  if (build.linked.size === 0) return diagnostics;
  const others = new Map(joinedBuilds(build).filter((one) => one !== build).map(({ dockerfile, today }) => [dockerfile.source, createSuppressor(dockerfile, catalogue, { noInlineIgnores, today })] as const));
  return diagnostics.filter((diagnostic) => (others.get(diagnostic.place.source)?.ignoresOf(diagnostic).length ?? 0) === 0);
}

interface Check {
  readonly options: CheckOptions | undefined;
  /** A build argument stands for the directive at the top of the file. */
  readonly replaced: boolean;
}

/** What `# check=` at the top of the file asks for, or the build argument that replaces it. */
function checkOptions({ dockerfile, args }: Build): Check {
  const argument = args.get('BUILDKIT_DOCKERFILE_CHECK');
  return argument === undefined ? { options: checkOptionsOf(dockerfile), replaced: false } : { options: parseCheckOptions(argument), replaced: true };
}

interface Asked {
  readonly diagnostics: readonly Diagnostic[];
  /** What is not asked for. */
  readonly silent: readonly Diagnostic[];
}

/** Levels that were set for single ids, and those of BuildKit's checks as `check=` asks for them. */
function asAsked(diagnostics: readonly Diagnostic[], activation: Activation, check: Check): Asked {
  const asked: Diagnostic[] = [];
  const silent: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const refined = asCheckAsks(activation.refine(diagnostic), check);
    if (refined === undefined) silent.push(diagnostic);
    else asked.push(refined);
  }
  return { diagnostics: asked, silent };
}

function asCheckAsks(diagnostic: Diagnostic | undefined, { options, replaced }: Check): Diagnostic | undefined {
  if (diagnostic === undefined || options === undefined) return diagnostic;
  const checks = diagnostic.aliases.filter(({ tool }) => tool === 'buildkit');
  if (checks.length === 0) return diagnostic;
  if (replaced && !asksFor(options, checks) && (options.skipAll || checks.every(({ id }) => options.skip.some(({ name }) => name === id)))) return undefined;
  return options.error && diagnostic.severity !== 'error' ? { ...diagnostic, severity: 'error' } : diagnostic;
}

/** Levels, `off` for rules that lacked something they need: nobody knows what they would have found with it. */
function levelOfWhatRan(builds: readonly Build[], { level }: Activation, catalogue: Catalogue): Activation['level'] {
  const lacks = (need: Need): boolean => builds.every((build) => (need === 'context' ? build.context.folder.is === 'unknown' : build[need] === undefined));
  return (rule, fault) => (catalogue.rule(rule)?.needs?.some(lacks) === true ? 'off' : level(rule, fault));
}

interface JudgedPolicies {
  readonly reports: readonly PolicyReport[];
  readonly errors: readonly RunError[];
}

/** What holds on every platform is met. */
function judgePolicies(builds: readonly Build[], settings: Settings, catalogue: Catalogue): JudgedPolicies {
  if (settings.policies.length === 0) return { reports: [], errors: [] };
  const each = builds.map((build) => judgeBuild(build, settings, catalogue));
  return { reports: settings.policies.map((_policy, index) => onAllPlatforms(each.flatMap(({ reports }) => reports[index] ?? []))), errors: each.flatMap(({ errors }) => errors) };
}

function judgeBuild(build: Build, settings: Settings, catalogue: Catalogue): JudgedPolicies {
  const errors: RunError[] = [];
  const suppressor = createSuppressor(build.dockerfile, catalogue, { today: build.today });
  const syntaxErrors = build.dockerfile.syntaxErrors.length > 0;
  const { path } = build.dockerfile.source;
  const reports = settings.policies.map((policy) =>
    judge(policy, (rule, options) => {
      const { observations, error } = observe(build, rule, options);
      if (error !== undefined) errors.push(error);
      const findings = observations.filter((observation): observation is Finding => observation.kind === undefined || observation.kind === 'finding');
      const ignored = findings.filter((finding) => suppressor.ignoresOf({
        rule: rule.id, fault: finding.fault, place: finding.at.place, aliases: finding.aliases ?? rule.faults[finding.fault]?.aliases ?? [],
      }).length > 0);
      return { observations, ignored };
    }, catalogue, path, settings.language, { syntaxErrors }));
  return { reports, errors };
}

function keptTogether({ dockerfile }: Build): readonly Span[] {
  return ignoresOf(dockerfile).flatMap(({ comment, reach }) => {
    if (reach.over !== 'instruction') return [];
    return [{ start: comment.source.lineStarts[lineOf(comment) - 1] ?? 0, end: reach.instruction.place.span.start }];
  });
}

/** What all builds share is said once; what only some have names them. */
function mergeBuilds(builds: readonly Build[], results: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const found = new Map<string, { readonly diagnostic: Diagnostic; readonly builds: number[] }>();
  for (const [index, diagnostics] of results.entries()) {
    for (const diagnostic of diagnostics) {
      const { source, span } = diagnostic.place;
      const key = JSON.stringify([diagnostic.rule, diagnostic.fault, source.path, span.start, span.end, diagnostic.message]);
      const known = found.get(key) ?? { diagnostic, builds: [] };
      if (!known.builds.includes(index)) known.builds.push(index);
      found.set(key, known);
    }
  }
  return sortDiagnostics([...found.values()].flatMap((each) => {
    if (each.builds.length === builds.length) return each.diagnostic;
    const among = each.builds.flatMap((index) => builds[index] ?? []);
    return among.every((build) => isBeside(build, each.diagnostic)) ? [] : { ...each.diagnostic, build: among.map(nameOf).join(', ') };
  }));
}

/** In a stage that the build of this platform does not need: whoever builds that one may never do so on this platform. */
function isBeside({ dockerfile, image }: Build, { place }: Diagnostic): boolean {
  if (dockerfile.platform === undefined || place.source.path !== dockerfile.source.path) return false;
  const stage = instructionAt(dockerfile.instructions, place.span.start)?.stage;
  return stage !== undefined && !image.isBuilt(stage);
}

/** How a person tells builds of one file apart: the place that declares it. */
function nameOf({ declaredBy: place, dockerfile, target }: Build): string {
  const platform = platformTitle(dockerfile.platform);
  if (place === undefined) return platform === '' ? (target?.name?.value ?? 'default') : platform;
  return `${place.source.path}:${lineOf(place)}`;
}

function distinct(errors: readonly RunError[]): readonly RunError[] {
  const seen = new Set<string>();
  return errors.filter(({ path, message }) => {
    const key = `${path ?? ''}\n${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
