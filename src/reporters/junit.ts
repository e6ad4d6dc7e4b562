import type { Diagnostic } from '../diagnostic.ts';
import type { CriterionReport, FileReport, PolicyReport, Report, RunError } from '../report.ts';
import { decisiveEvidence, evidenceText } from './evidence.ts';
import { element, xmlDocument, xmlText } from './xml.ts';

interface Case {
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  readonly xml: string;
}

/**
 * JUnit's XML: a suite for every policy, with a case for every criterion, the met ones too; a suite for every file, with a case
 * for every finding, or one that passes. What cannot fail a run (advice, infos unless the threshold is one, an unknown that is
 * accepted) does not fail a case.
 */
export function reportJunit(report: Report): string {
  const failing = new Set(report.failing);
  const suites = [
    ...report.policies.map((policy) => suite(`${policy.id} ${policy.path}`, policy.criteria.map((criterion) => criterionCase(criterion, policy)))),
    ...report.files.map((file) => suite(file.source.path, fileCases(file, failing))),
    ...(report.errors.length > 0 ? [suite('ironlint', report.errors.map(errorCase))] : []),
  ];
  const cases = suites.flatMap((one) => one.cases);
  return xmlDocument(element('testsuites', { name: 'ironlint', ...countsOf(cases) }, suites.map(({ xml }) => xml)));
}

function suite(name: string, cases: readonly Case[]): { readonly cases: readonly Case[]; readonly xml: string } {
  return { cases, xml: element('testsuite', { name, ...countsOf(cases), skipped: count(cases, 'skipped') }, cases.map(({ xml }) => xml)) };
}

function countsOf(cases: readonly Case[]): { readonly [name: string]: number } {
  return { tests: cases.length, failures: count(cases, 'failed'), errors: count(cases, 'error') };
}

function count(cases: readonly Case[], outcome: Case['outcome']): number {
  return cases.filter((one) => one.outcome === outcome).length;
}

function criterionCase(criterion: CriterionReport, policy: PolicyReport): Case {
  const attributes = { name: criterion.title, classname: `${policy.id}.${criterion.id}`, file: policy.path };
  const text = decisiveEvidence(criterion).map((one) => evidenceText(one, policy.path)).join('\n');
  const failed = criterion.required && (criterion.outcome === 'unmet' || (criterion.outcome === 'unknown' && !policy.accepted));
  if (criterion.outcome === 'met') return { outcome: 'passed', xml: element('testcase', attributes, text === '' ? [] : [`<system-out>${xmlText(text)}</system-out>`]) };
  if (failed) return { outcome: 'failed', xml: element('testcase', attributes, [element('failure', { type: criterion.outcome, message: text })]) };
  return { outcome: 'skipped', xml: element('testcase', attributes, [element('skipped', { message: `${criterion.outcome}: ${text}` })]) };
}

function fileCases(file: FileReport, failing: ReadonlySet<Diagnostic>): readonly Case[] {
  if (file.diagnostics.length === 0) return [{ outcome: 'passed', xml: element('testcase', { name: 'no findings', classname: file.source.path, file: file.source.path }) }];
  return file.diagnostics.map((diagnostic) => findingCase(diagnostic, failing.has(diagnostic)));
}

function findingCase(diagnostic: Diagnostic, fails: boolean): Case {
  const { source, span } = diagnostic.place;
  const { line, column } = source.position(span.start);
  const where = `${source.path}:${String(line)}:${String(column)}`;
  const attributes = { name: `${diagnostic.rule} at line ${String(line)}`, classname: source.path, file: source.path, line };
  const text = [`${where}: ${diagnostic.message}`, ...(diagnostic.help === undefined ? [] : [diagnostic.help])].join('\n');
  if (diagnostic.severity === 'info' && !fails) return { outcome: 'passed', xml: element('testcase', attributes, [`<system-out>${xmlText(text)}</system-out>`]) };
  const failure = element('failure', { type: diagnostic.severity, message: diagnostic.message }, [xmlText(text)]);
  return { outcome: 'failed', xml: element('testcase', attributes, [failure]) };
}

function errorCase({ path, message }: RunError): Case {
  return { outcome: 'error', xml: element('testcase', { name: path ?? 'run', classname: 'ironlint' }, [element('error', { type: 'run', message })]) };
}
