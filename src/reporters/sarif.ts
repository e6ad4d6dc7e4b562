import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { CriterionReport, Evidence, PolicyReport, Report, RunError } from '../report.ts';
import { lineOf, Source, type Place } from '../source.ts';
import { evidenceText } from './evidence.ts';
import { jsonText } from './json-text.ts';
import { lineHashes } from './line-hash.ts';
import type { ReporterOptions } from './model.ts';
import { physicalLocation, sarifFix, uriOf } from './sarif-place.ts';
import { ruleDescriptors, type Described, type SarifLevel } from './sarif-rules.ts';

const levels: { readonly [severity in Severity]: SarifLevel } = { error: 'error', warning: 'warning', info: 'note' };

/** A result before its rule's index and its line's hash are known. */
interface Result {
  readonly rule: Described;
  readonly level: SarifLevel;
  readonly message: string;
  readonly place: Place;
  readonly rest: object;
}

/**
 * SARIF 2.1.0 with all that GitHub code scanning asks for. What is wrong is a result: findings, and criteria that are not met;
 * what is met is a property of the run, since GitHub shows every result as an alert. A clean run has `results: []`, so that
 * alerts close.
 */
export function reportSarif(report: Report, options: ReporterOptions): string {
  const results = [...report.policies.flatMap((policy) => criterionResults(policy, report)), ...report.files.flatMap((file) => file.diagnostics.map(findingResult))];
  const { descriptors, indexOf } = ruleDescriptors(results, options.rules);
  const hashes = hashesOf(results);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'ironlint', semanticVersion: options.toolVersion, version: options.toolVersion, rules: descriptors } },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: report.errors.length === 0,
        toolExecutionNotifications: [...report.errors.map(errorNotification), ...report.notes.map((text) => ({ level: 'note', message: { text } }))],
      }],
      results: results.map((result) => resultOf(result, indexOf, hashes)),
      properties: { accepted: report.summary.accepted, policies: report.policies.map(policyProperties) },
    }],
  };
  return `${jsonText(log, 2)}\n`;
}

function findingResult(diagnostic: Diagnostic): Result {
  const { related, fixes, aliases, build, help } = diagnostic;
  return {
    rule: { id: diagnostic.rule },
    level: levels[diagnostic.severity],
    message: help === undefined ? diagnostic.message : `${diagnostic.message}. ${help}`,
    place: diagnostic.place,
    rest: {
      ...(related.length > 0 && { relatedLocations: related.map(({ place, message }, id) => ({ id, ...physicalLocation(place), message: { text: plain(message) } })) }),
      ...(fixes.length > 0 && { fixes: fixes.filter(({ edits }) => edits.length > 0).map(sarifFix) }),
      properties: { fault: diagnostic.fault, aliases: aliases.map(({ id }) => id), ...(build !== undefined && { build }) },
    },
  };
}

function criterionResults(policy: PolicyReport, report: Report): readonly Result[] {
  return policy.criteria.filter(({ outcome }) => outcome === 'unmet').map((criterion) => {
    const evidence = criterion.evidence.filter(({ kind }) => kind === 'finding');
    const placed = evidence.flatMap(({ place }) => place ?? []);
    const others = evidence.flatMap((one) => (one.place === undefined || one.place === placed[0] ? [] : { place: one.place, message: one.message }));
    const texts = evidence.map((one) => evidenceText(one, policy.path));
    return {
      rule: { id: `${policy.id}/${criterion.id}`, title: criterion.title },
      level: criterion.required ? 'error' : 'note',
      message: [`${criterion.title}: not met`, ...texts].join('\n'),
      place: placed[0] ?? startOf(policy.path, report),
      rest: others.length === 0 ? {} : { relatedLocations: others.map(({ place, message }, id) => ({ id, ...physicalLocation(place), message: { text: plain(message) } })) },
    } satisfies Result;
  });
}

/** Where a criterion that nothing in particular breaks is shown: the file's first character. */
function startOf(path: string, report: Report): Place {
  const file = report.files.find(({ source }) => source.path === path);
  return (file?.source ?? new Source(path, '')).place(0, 0);
}

function resultOf(result: Result, indexOf: ReadonlyMap<string, number>, hashes: ReadonlyMap<Source, ReadonlyMap<number, string>>): object {
  const hash = hashes.get(result.place.source)?.get(lineOf(result.place));
  return {
    ruleId: result.rule.id,
    ruleIndex: indexOf.get(result.rule.id) ?? -1,
    level: result.level,
    message: { text: plain(result.message) },
    locations: [physicalLocation(result.place)],
    ...(hash !== undefined && { partialFingerprints: { primaryLocationLineHash: hash } }),
    ...result.rest,
  };
}

function hashesOf(results: readonly Result[]): ReadonlyMap<Source, ReadonlyMap<number, string>> {
  const wanted = new Map<Source, Set<number>>();
  for (const { place } of results) {
    const lines = wanted.get(place.source) ?? new Set();
    wanted.set(place.source, lines.add(lineOf(place)));
  }
  return new Map([...wanted].map(([source, lines]) => [source, lineHashes(source, lines)]));
}

/** SARIF reads `[text](target)` as a link; a message of ours never means one. */
function plain(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

function errorNotification({ path, message }: RunError): object {
  return {
    level: 'error',
    message: { text: plain(path === undefined ? message : `${path}: ${message}`) },
    ...(path !== undefined && { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }] }),
  };
}

function policyProperties({ id, title, path, accepted, criteria }: PolicyReport): object {
  return { id, title, path, accepted, criteria: criteria.map((criterion) => criterionProperties(criterion, path)) };
}

function criterionProperties({ id, title, required, outcome, evidence }: CriterionReport, path: string): object {
  const texts = evidence.map((one: Evidence) => ({ rule: one.rule, kind: one.kind, text: evidenceText(one, path) }));
  return { id, title, required, outcome, evidence: texts };
}
