import type { Diagnostic, Edit } from '../diagnostic.ts';
import type { FileReport, PolicyReport, Report } from '../report.ts';
import type { Place } from '../source.ts';
import { jsonText } from './json-text.ts';

/**
 * The machine's report, a contract (`schema/report.schema.json`): lines and columns one-based, columns and offsets in UTF-16 units
 * counted behind a byte order mark, ends exclusive. Keys may be added under version 1, none renamed or removed.
 */
export function reportJson(report: Report): string {
  return `${jsonText({
    version: 1,
    files: report.files.map(fileOf),
    policies: report.policies.map(policyOf),
    errors: report.errors.map(({ path, message }) => ({ ...(path !== undefined && { path }), message })),
    ...(report.notes.length > 0 && { notes: report.notes }),
    summary: report.summary,
  }, 2)}\n`;
}

function fileOf(file: FileReport): object {
  const { path } = file.source;
  return { path, ...(file.context && { context: file.context }), diagnostics: file.diagnostics.map((diagnostic) => diagnosticOf(diagnostic, path)) };
}

function diagnosticOf(diagnostic: Diagnostic, path: string): object {
  const { rule, fault, severity, message, help, place, related, fixes, build } = diagnostic;
  return {
    rule,
    fault,
    aliases: diagnostic.aliases.map(({ id }) => id),
    severity,
    message,
    ...(help !== undefined && { help }),
    ...(place.source.path !== path && { path: place.source.path }),
    ...rangeOf(place),
    ...(related.length > 0 && { related: related.map((one) => ({ message: one.message, path: one.place.source.path, ...rangeOf(one.place) })) }),
    ...(fixes.length > 0 && { fixes: fixes.map(({ title, safety, edits }) => ({ title, safety, edits: edits.map(editOf) })) }),
    ...(build !== undefined && { build }),
  };
}

function editOf({ place, text }: Edit): object {
  return { path: place.source.path, ...rangeOf(place), text };
}

function rangeOf({ source, span }: Place): { readonly start: object; readonly end: object } {
  return {
    start: { ...source.position(span.start), offset: span.start },
    end: { ...source.position(span.end), offset: span.end },
  };
}

function policyOf({ id, title, path, criteria, accepted }: PolicyReport): object {
  return {
    id,
    title,
    path,
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      title: criterion.title,
      required: criterion.required,
      outcome: criterion.outcome,
      evidence: criterion.evidence.map(({ rule, kind, message, place }) => ({
        rule,
        kind,
        message,
        path: place?.source.path ?? path,
        ...(place && place.source.position(place.span.start)),
      })),
    })),
    accepted,
  };
}
